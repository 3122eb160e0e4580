package io.moorage.nfswire.xdr;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads XDR (RFC 4506) from a buffer's position on. Every length is checked against both the caller's bound and the bytes
 * that are really there before anything is allocated. One thread at a time.
 */
public final class XdrReader {
    private ByteBuffer in;

    public XdrReader(ByteBuffer in) {
        this.in = in;
    }

    /** Starts anew on another buffer, so that a hot loop needs no new reader. */
    public XdrReader reset(ByteBuffer next) {
        this.in = next;
        return this;
    }

    public int remaining() {
        return in.remaining();
    }

    /** An int or an unsigned int's 32 bits. */
    public int int32() throws XdrException {
        need(4);
        return in.getInt();
    }

    /** An unsigned int as a number. */
    public long uint32() throws XdrException {
        return Integer.toUnsignedLong(int32());
    }

    /** A hyper or an unsigned hyper's 64 bits. */
    public long int64() throws XdrException {
        need(8);
        return in.getLong();
    }

    /** False is 0 and true is 1 (RFC 4506 section 4.4); anything else is refused. */
    public boolean bool() throws XdrException {
        int value = int32();
        if ((value & ~1) != 0) {
            throw new XdrException("not a bool: " + value);
        }
        return value == 1;
    }

    /** A length that precedes items of at least {@code itemBytes} each, of which {@code max} may stand here. */
    public int count(int max, int itemBytes) throws XdrException {
        long count = uint32();
        if (count > max || count * itemBytes > in.remaining()) {
            throw new XdrException("a count of " + count + " where at most " + max + " may stand");
        }
        return (int) count;
    }

    /** Variable-length opaque data as a view of the buffer, valid as long as the buffer's content is. */
    public ByteBuffer slice(int max) throws XdrException {
        int length = count(max, 1);
        need(padded(length));
        ByteBuffer view = in.slice(in.position(), length);
        in.position(in.position() + padded(length));
        return view;
    }

    /** Variable-length opaque data, copied. */
    public byte[] bytes(int max) throws XdrException {
        int length = count(max, 1);
        return fixed(length);
    }

    /** Fixed-length opaque data, copied. */
    public byte[] fixed(int length) throws XdrException {
        need(padded(length));
        byte[] bytes = new byte[length];
        in.get(bytes);
        in.position(in.position() + padded(length) - length);
        return bytes;
    }

    /** Variable-length opaque data with an identity. */
    public Opaque opaque(int max) throws XdrException {
        return Opaque.of(bytes(max));
    }

    /**
     * A string of UTF-8.
     *
     * @throws BadUtf8Exception when the bytes are not UTF-8; the reader stands after them
     */
    public String string(int maxBytes) throws XdrException, BadUtf8Exception {
        byte[] bytes = bytes(maxBytes);
        String text = new String(bytes, StandardCharsets.UTF_8);
        if (text.indexOf('\uFFFD') >= 0) {
            try {
                StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            } catch (CharacterCodingException e) {
                throw new BadUtf8Exception();
            }
        }
        return text;
    }

    public void skip(int bytes) throws XdrException {
        need(bytes);
        in.position(in.position() + bytes);
    }

    /** Refuses bytes left over. */
    public void end() throws XdrException {
        if (in.hasRemaining()) {
            throw new XdrException(in.remaining() + " bytes too many");
        }
    }

    private void need(int bytes) throws XdrException {
        if (in.remaining() < bytes) {
            throw new XdrException("ends " + (bytes - in.remaining()) + " bytes too early");
        }
    }

    static int padded(int length) {
        return (length + 3) & ~3;
    }
}
