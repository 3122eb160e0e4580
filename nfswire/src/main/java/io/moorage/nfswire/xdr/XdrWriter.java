package io.moorage.nfswire.xdr;

import java.nio.BufferOverflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Writes XDR (RFC 4506) into a buffer that grows up to a bound. Every method throws {@link BufferOverflowException} when
 * the bound is reached; what was written before stays, so that a caller can go back by {@link #rewind}. One thread at a
 * time.
 */
public final class XdrWriter {
    private final BufferSource source;
    private final int maxBytes;
    private ByteBuffer out;

    /** Writes into {@code out} only; it never grows. */
    public XdrWriter(ByteBuffer out) {
        this(new Unsupplied(), out, out.capacity());
    }

    /** Starts on {@code out} and takes larger buffers from {@code source} up to {@code maxBytes}. */
    public XdrWriter(BufferSource source, ByteBuffer out, int maxBytes) {
        this.source = source;
        this.out = out;
        this.maxBytes = maxBytes;
    }

    public int position() {
        return out.position();
    }

    /** Forgets all that was written after {@code position}. */
    public void rewind(int position) {
        out.position(position);
    }

    /** The buffer as it stands, position at the end of what was written. A later write may replace it. */
    public ByteBuffer buffer() {
        return out;
    }

    /** Goes on in {@code next} and returns the buffer used so far. */
    public ByteBuffer exchange(ByteBuffer next) {
        ByteBuffer old = out;
        out = next;
        return old;
    }

    public XdrWriter int32(int value) {
        ensure(4);
        out.putInt(value);
        return this;
    }

    public XdrWriter int64(long value) {
        ensure(8);
        out.putLong(value);
        return this;
    }

    public XdrWriter bool(boolean value) {
        return int32(value ? 1 : 0);
    }

    /** Overwrites the four bytes at {@code position}. */
    public void patch(int position, int value) {
        out.putInt(position, value);
    }

    public XdrWriter bytes(byte[] bytes) {
        int32(bytes.length);
        return fixed(bytes);
    }

    /** Fixed-length opaque data. */
    public XdrWriter fixed(byte[] bytes) {
        ensure(XdrReader.padded(bytes.length));
        out.put(bytes);
        return pad(bytes.length);
    }

    public XdrWriter opaque(Opaque opaque) {
        return bytes(opaque.bytes());
    }

    /** Copies {@code bytes}' remaining content, leaving its position alone. */
    public XdrWriter slice(ByteBuffer bytes) {
        int length = bytes.remaining();
        ensure(4 + XdrReader.padded(length));
        out.putInt(length);
        out.put(out.position(), bytes, bytes.position(), length);
        out.position(out.position() + length);
        return pad(length);
    }

    public XdrWriter string(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Room for opaque data of at most {@code max} bytes, to be filled in place and ended by {@link #fill}: how a read goes
     * from a file into a reply without a copy.
     */
    public ByteBuffer reserve(int max) {
        ensure(4 + XdrReader.padded(max));
        return out.slice(out.position() + 4, max);
    }

    /** Ends {@link #reserve}: its first {@code length} bytes are the opaque data. */
    public XdrWriter fill(int length) {
        out.putInt(length);
        out.position(out.position() + length);
        return pad(length);
    }

    private XdrWriter pad(int length) {
        for (int i = length; (i & 3) != 0; i++) {
            out.put((byte) 0);
        }
        return this;
    }

    private void ensure(int bytes) {
        if (out.remaining() < bytes) {
            grow(bytes);
        }
    }

    private void grow(int bytes) {
        long needed = (long) out.position() + bytes;
        if (needed > maxBytes) {
            throw new BufferOverflowException();
        }
        ByteBuffer larger = source.take((int) needed);
        out.flip();
        larger.clear().put(out);
        source.give(out);
        out = larger;
    }

    /** For a writer that never grows: its bound is its buffer. */
    private record Unsupplied() implements BufferSource {
        @Override
        public ByteBuffer take(int atLeast) {
            throw new BufferOverflowException();
        }

        @Override
        public void give(ByteBuffer buffer) {}
    }
}
