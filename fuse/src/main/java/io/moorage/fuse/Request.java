package io.moorage.fuse;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * One message from the kernel (struct fuse_in_header and what follows), read in place. Reused for every message of one
 * thread; nothing may keep a reference into it beyond the handling.
 */
final class Request {
    /** Where the arguments start: after struct fuse_in_header. */
    static final int ARGUMENTS = 40;

    private final ByteBuffer buffer;
    private final CharsetDecoder utf8 = StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    private int length;
    private long arrivedAt;

    /** @param buffer in native byte order */
    Request(ByteBuffer buffer) {
        this.buffer = buffer;
    }

    void arrived(int bytes, long now) {
        length = bytes;
        arrivedAt = now;
    }

    /** When it came, in nanoseconds of the mount's clock. */
    long arrivedAt() {
        return arrivedAt;
    }

    int length() {
        return length;
    }

    int opcode() {
        return buffer.getInt(4);
    }

    long unique() {
        return buffer.getLong(8);
    }

    long node() {
        return buffer.getLong(16);
    }

    int uid() {
        return buffer.getInt(24);
    }

    int gid() {
        return buffer.getInt(28);
    }

    /** The calling thread's id in this process's namespace, or 0. */
    int pid() {
        return buffer.getInt(32);
    }

    int int32(int offset) {
        return buffer.getInt(ARGUMENTS + offset);
    }

    long int64(int offset) {
        return buffer.getLong(ARGUMENTS + offset);
    }

    /** The {@code bytes} bytes from argument offset {@code offset} on, in place. */
    ByteBuffer data(int offset, int bytes) throws FuseException {
        if (bytes < 0 || ARGUMENTS + offset + bytes > length) {
            throw new FuseException(Errno.EINVAL);
        }
        return buffer.slice(ARGUMENTS + offset, bytes);
    }

    /** The NUL-terminated name from argument offset {@code offset} on. */
    String name(int offset) throws FuseException {
        return decode(ARGUMENTS + offset, endOfName(ARGUMENTS + offset));
    }

    /** The name after the one at {@code offset}. */
    String secondName(int offset) throws FuseException {
        int start = endOfName(ARGUMENTS + offset) + 1;
        return decode(start, endOfName(start));
    }

    private int endOfName(int start) throws FuseException {
        for (int at = start; at < length; at++) {
            if (buffer.get(at) == 0) {
                return at;
            }
        }
        throw new FuseException(Errno.EINVAL);
    }

    private String decode(int start, int end) throws FuseException {
        try {
            return utf8.decode(buffer.slice(start, end - start)).toString();
        } catch (CharacterCodingException notUtf8) {
            throw new FuseException(Errno.EILSEQ);
        }
    }
}
