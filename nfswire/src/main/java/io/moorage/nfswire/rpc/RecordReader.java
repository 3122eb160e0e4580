package io.moorage.nfswire.rpc;

import io.moorage.nfswire.xdr.BufferSource;
import io.moorage.nfswire.xdr.XdrException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a byte stream into records (RFC 5531 section 11). {@link #fill} and {@link #next} alternate; memory grows with bytes
 * that really came, never with what a header claims. One thread at a time.
 */
public final class RecordReader implements AutoCloseable {
    private static final int LAST_FRAGMENT = 0x80000000;

    private final BufferSource source;
    private final int maxRecordBytes;

    /** Invariant: bytes from the channel end at its position; {@code recordStart <= recordEnd <= unparsed <= position}. */
    private ByteBuffer buffer;

    /** The record being put together: its fragments so far, joined. */
    private int recordStart;

    private int recordEnd;
    /** The next fragment's header. */
    private int unparsed;

    private boolean closed;

    /** @param maxRecordBytes a longer record is an error */
    public RecordReader(BufferSource source, int maxRecordBytes) {
        this.source = source;
        this.maxRecordBytes = maxRecordBytes;
        this.buffer = source.take(BufferPool.SMALL_BYTES);
    }

    /** Reads once from the channel, as the channel blocks or not. Records given before are no longer valid. */
    public int fill(ReadableByteChannel channel) throws IOException {
        discardConsumed();
        if (!buffer.hasRemaining() && !closeGap()) {
            grow();
        }
        return channel.read(buffer);
    }

    /**
     * The next whole record, or null when more bytes are needed. Valid until the next {@link #fill}.
     *
     * @throws XdrException when the record is too long: the stream cannot be followed any more
     */
    public @Nullable ByteBuffer next() throws XdrException {
        while (buffer.position() - unparsed >= 4) {
            int header = buffer.getInt(unparsed);
            int length = header & ~LAST_FRAGMENT;
            if (length > maxRecordBytes - (recordEnd - recordStart)) {
                throw new XdrException("a record of more than " + maxRecordBytes + " bytes");
            }
            if (buffer.position() - unparsed - 4 < length) {
                return null;
            }
            join(length);
            if ((header & LAST_FRAGMENT) != 0) {
                ByteBuffer record = buffer.slice(recordStart, recordEnd - recordStart);
                recordStart = unparsed;
                recordEnd = unparsed;
                return record;
            }
        }
        return null;
    }

    /** True when bytes have come that belong to no record given so far. */
    public boolean hasMore() {
        return buffer.position() > recordStart;
    }

    /** Moves what follows the records given so far into a reader of its own; those stay valid until this is closed. */
    public RecordReader split() {
        RecordReader rest = new RecordReader(source, maxRecordBytes);
        int bytes = buffer.position() - recordStart;
        if (bytes > rest.buffer.capacity()) {
            ByteBuffer larger = source.take(bytes);
            source.give(rest.buffer);
            rest.buffer = larger;
        }
        rest.buffer.put(0, buffer, recordStart, bytes).position(bytes);
        rest.recordEnd = recordEnd - recordStart;
        rest.unparsed = unparsed - recordStart;
        buffer.position(recordStart);
        recordEnd = recordStart;
        unparsed = recordStart;
        return rest;
    }

    /** Takes back what {@link #split} gave, of which nothing was read, and closes it. */
    public void rejoin(RecordReader rest) {
        int at = buffer.position();
        buffer.put(rest.buffer.flip());
        recordStart = at;
        recordEnd = at + rest.recordEnd;
        unparsed = at + rest.unparsed;
        rest.close();
    }

    /** Gives the memory back, records with it. Closing twice is harmless. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            source.give(buffer);
        }
    }

    private void join(int length) {
        if (recordEnd == recordStart) {
            recordStart = unparsed + 4;
            recordEnd = recordStart + length;
        } else {
            buffer.put(recordEnd, buffer, unparsed + 4, length);
            recordEnd += length;
        }
        unparsed += 4 + length;
    }

    private void discardConsumed() {
        int bytes = buffer.position() - recordStart;
        if (bytes == 0) {
            shrink();
            moveTo(0);
        } else if (recordStart > 0 && (!buffer.hasRemaining() || bytes < 4096)) {
            buffer.put(0, buffer, recordStart, bytes).position(bytes);
            moveTo(bytes);
        }
    }

    /** Joining fragments leaves their headers' room unused between the record and what is unparsed. */
    private boolean closeGap() {
        int gap = unparsed - recordEnd;
        if (gap == 0) {
            return false;
        }
        int bytes = buffer.position() - unparsed;
        buffer.put(recordEnd, buffer, unparsed, bytes).position(recordEnd + bytes);
        unparsed = recordEnd;
        return true;
    }

    private void moveTo(int position) {
        recordEnd -= recordStart;
        unparsed -= recordStart;
        recordStart = 0;
        buffer.position(position);
    }

    private void shrink() {
        if (buffer.capacity() > BufferPool.SMALL_BYTES) {
            ByteBuffer small = source.take(BufferPool.SMALL_BYTES);
            source.give(buffer);
            buffer = small;
        }
    }

    private void grow() {
        ByteBuffer larger = source.take(buffer.capacity() + 1);
        buffer.flip();
        larger.clear().put(buffer);
        source.give(buffer);
        buffer = larger;
    }
}
