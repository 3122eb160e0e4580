package io.moorage.nfsclient;

import io.moorage.vfs.ByteRangeLocks.Range;
import java.util.ArrayList;
import java.util.List;

/**
 * The locks one owner holds on one file, to be claimed again after a server's restart. Immutable.
 *
 * <p>Invariant: the ranges do not overlap.
 */
record HeldRanges(List<Held> ranges) {
    static final HeldRanges NONE = new HeldRanges(List.of());

    record Held(Range range, boolean exclusive) {}

    boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** With {@code range} locked so, whatever held it before. */
    HeldRanges with(Range range, boolean exclusive) {
        List<Held> next = new ArrayList<>(without(range).ranges);
        next.add(new Held(range, exclusive));
        return new HeldRanges(List.copyOf(next));
    }

    HeldRanges without(Range range) {
        List<Held> next = new ArrayList<>();
        for (Held held : ranges) {
            long start = held.range.offset();
            long end = end(held.range);
            addPart(next, start, Math.min(end, range.offset()), held.exclusive);
            addPart(next, Math.max(start, end(range)), end, held.exclusive);
        }
        return new HeldRanges(List.copyOf(next));
    }

    private static void addPart(List<Held> all, long start, long end, boolean exclusive) {
        if (start < end) {
            long length = end == Long.MAX_VALUE ? Long.MAX_VALUE : end - start;
            all.add(new Held(new Range(start, length), exclusive));
        }
    }

    /** The first byte after a range; MAX_VALUE when it has no end. */
    private static long end(Range range) {
        return range.length() >= Long.MAX_VALUE - range.offset() ? Long.MAX_VALUE : range.offset() + range.length();
    }
}
