package io.moorage.fuse;

import io.moorage.vfs.DirectoryChange;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether the names of a directory that the kernel has cached are still good. As nfs(5) has it of Linux's own client, names are
 * believed as long as their directory is (acdirmin), and no longer once another client is found to have changed it. Every change
 * made here tells the directory's change attribute before and after it (RFC 8881 section 3.3.3, change_info4), so that what is
 * between the changes made here is another's.
 */
final class CachedNames {
    /** How long a directory counts as one that others change, too, after they did. */
    private static final long CONTESTED = 60 * Clocks.NANOS;

    /** Guarded by this, as is all below: the change attribute up to which every change was made here, once one was seen. */
    private long known;

    private boolean seen;

    /** Changes that were begun here and are not over. */
    private int underWay;

    /** What those made of the change attribute that are over and follow one that is not. */
    private final Map<Long, Long> steps = new HashMap<>();

    private boolean contested;
    private long contestedUntil;

    /** Each is followed by {@link #end}. */
    synchronized void begin() {
        underWay++;
    }

    /**
     * A change made here is over.
     *
     * @param change null when nothing came of it
     * @return whether what the kernel has cached is to be forgotten: others were found to change the directory
     */
    synchronized boolean end(@Nullable DirectoryChange change, long now) {
        underWay--;
        if (change != null && change.before() != change.after()) {
            steps.put(change.before(), change.after());
        }
        for (Long next = steps.remove(known); next != null; next = steps.remove(known)) {
            known = next;
        }
        if (underWay > 0 || steps.isEmpty()) {
            return false;
        }
        known = steps.values().stream().mapToLong(Long::longValue).max().orElse(known);
        steps.clear();
        return foundOthers(now);
    }

    /** The directory was looked at; returns what {@link #end} does. A reply may be older than one that was seen before. */
    synchronized boolean saw(long change, long now) {
        if (!seen) {
            seen = true;
            known = change;
            return false;
        }
        if (underWay > 0 || change <= known) {
            return false;
        }
        known = change;
        return foundOthers(now);
    }

    /** Attributes of the directory itself were set here. */
    synchronized void set(long change) {
        known = Math.max(known, change);
    }

    synchronized boolean isContested(long now) {
        contested &= now - contestedUntil < 0;
        return contested;
    }

    /** True the first time in a while: until then names are believed for a short time only. */
    private boolean foundOthers(long now) {
        boolean before = isContested(now);
        contested = true;
        contestedUntil = now + CONTESTED;
        return !before;
    }
}
