package io.moorage.nfsserver.state;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The byte ranges one owner has locked on one file. Offsets are unsigned; {@code last} is inclusive, so that -1 means to the end
 * of any file.
 *
 * <p>Invariant: ranges ascend, do not overlap, and neighbours that touch differ in type (RFC 7530 section 9.2).
 */
final class LockRanges {
    /** One locked range. */
    record LockRange(long first, long last, boolean exclusive) {
        boolean overlaps(long otherFirst, long otherLast) {
            return Long.compareUnsigned(first, otherLast) <= 0 && Long.compareUnsigned(otherFirst, last) <= 0;
        }

        /** NFS's length of it: all ones when it has no end. */
        long length() {
            return last == -1 ? -1 : last - first + 1;
        }
    }

    private List<LockRange> ranges = new ArrayList<>(1);

    int size() {
        return ranges.size();
    }

    boolean isEmpty() {
        return ranges.isEmpty();
    }

    /** Locks, replacing the type of what was locked before. */
    void lock(long first, long last, boolean exclusive) {
        ranges = with(first, last, exclusive);
    }

    /** How many ranges more there would be after {@link #lock}; maybe fewer. */
    int growth(long first, long last, boolean exclusive) {
        return with(first, last, exclusive).size() - ranges.size();
    }

    void unlock(long first, long last) {
        ranges = without(first, last);
    }

    /** A range that another owner's lock of that kind cannot stand beside. */
    @Nullable
    LockRange conflict(long first, long last, boolean exclusive) {
        for (LockRange range : ranges) {
            if ((exclusive || range.exclusive) && range.overlaps(first, last)) {
                return range;
            }
        }
        return null;
    }

    private List<LockRange> with(long first, long last, boolean exclusive) {
        List<LockRange> next = without(first, last);
        int at = 0;
        while (at < next.size() && Long.compareUnsigned(next.get(at).first, first) < 0) {
            at++;
        }
        next.add(at, new LockRange(first, last, exclusive));
        return merged(next);
    }

    private List<LockRange> without(long first, long last) {
        List<LockRange> rest = new ArrayList<>(ranges.size() + 2);
        for (LockRange range : ranges) {
            if (!range.overlaps(first, last)) {
                rest.add(range);
                continue;
            }
            if (Long.compareUnsigned(range.first, first) < 0) {
                rest.add(new LockRange(range.first, first - 1, range.exclusive));
            }
            if (Long.compareUnsigned(range.last, last) > 0) {
                rest.add(new LockRange(last + 1, range.last, range.exclusive));
            }
        }
        return rest;
    }

    private static List<LockRange> merged(List<LockRange> sorted) {
        List<LockRange> merged = new ArrayList<>(sorted.size());
        for (LockRange range : sorted) {
            LockRange before = merged.isEmpty() ? null : merged.getLast();
            if (before != null && before.exclusive == range.exclusive && before.last + 1 == range.first) {
                merged.set(merged.size() - 1, new LockRange(before.first, range.last, range.exclusive));
            } else {
                merged.add(range);
            }
        }
        return merged;
    }
}
