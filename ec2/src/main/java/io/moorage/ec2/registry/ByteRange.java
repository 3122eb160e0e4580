package io.moorage.ec2.registry;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The part of a blob that a {@code Range} header asks for (RFC 9110 section 14). Several ranges in one header are answered with the whole, as
 * the RFC allows.
 *
 * @param from first byte
 * @param length 0 for an empty blob, negative when the blob has no such part
 */
record ByteRange(long from, long length) {
    private static final Pattern HEADER = Pattern.compile("bytes=([0-9]{0,18})-([0-9]{0,18})");

    static ByteRange of(@Nullable String header, long size) {
        Matcher one = HEADER.matcher(header == null ? "" : header.strip());
        if (!one.matches() || (one.group(1).isEmpty() && one.group(2).isEmpty())) {
            return new ByteRange(0, size);
        }
        if (one.group(1).isEmpty()) {
            long last = Math.min(Long.parseLong(one.group(2)), size);
            return last == 0 ? new ByteRange(0, -1) : new ByteRange(size - last, last);
        }
        long from = Long.parseLong(one.group(1));
        long to = one.group(2).isEmpty() ? size - 1 : Math.min(Long.parseLong(one.group(2)), size - 1);
        if (from >= size) {
            return new ByteRange(from, -1);
        }
        return to < from ? new ByteRange(0, size) : new ByteRange(from, to - from + 1);
    }

    boolean isSatisfiable() {
        return length >= 0;
    }

    boolean isPart(long size) {
        return length != size;
    }

    /** The {@code Content-Range} of the answer. */
    String header(long size) {
        return "bytes %d-%d/%d".formatted(from, from + length - 1, size);
    }
}
