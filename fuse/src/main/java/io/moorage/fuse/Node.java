package io.moorage.fuse;

import io.moorage.vfs.Attributes;
import io.moorage.vfs.FileHandle;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** An object the kernel holds by number. */
final class Node {
    private final FileHandle handle;
    private final long generation;

    /** Times the kernel was told of it and has not forgotten. Guarded by the {@link NodeTable}. */
    private long lookups;

    /** Invariant: set once, before anyone else sees the node. */
    private long id;

    /** The name it was last found under; null for the root. */
    private volatile @Nullable Name name;

    /** The name was refused as stale and the kernel has not looked it up since: it comes without a name (/proc/self/fd). */
    private volatile boolean nameRefused;

    /** A directory as last seen: anyone may search it, so that a cached name in it gives nothing away. */
    private volatile boolean searchableByAll;

    /** Counts the names that were made and removed in it here. */
    private final AtomicInteger nameChanges = new AtomicInteger();

    /** Of a directory, once it was shown as one. */
    private volatile @Nullable CachedNames cachedNames;

    private volatile boolean shown;
    private volatile long shownChange;

    /** The size the kernel has of it, its own writes counted. */
    private volatile long shownSize;

    private volatile long pagesChange = Long.MIN_VALUE;
    private volatile long cacheNanos;
    private volatile long cacheUntil;

    /** @param cached whether the kernel may use the name without asking */
    record Name(FileHandle directory, String text, boolean cached) {}

    Node(FileHandle handle, long generation) {
        this.handle = handle;
        this.generation = generation;
    }

    FileHandle handle() {
        return handle;
    }

    long generation() {
        return generation;
    }

    long id() {
        return id;
    }

    void named(long number) {
        id = number;
    }

    void remember() {
        lookups++;
    }

    /** True when the kernel knows it no longer. */
    boolean forget(long count) {
        lookups -= count;
        return lookups <= 0;
    }

    void foundAs(Name found) {
        name = found;
        nameRefused = false;
    }

    @Nullable
    Name name() {
        return name;
    }

    boolean nameRefused() {
        return nameRefused;
    }

    void refuseName() {
        nameRefused = true;
    }

    /** Notes that these attributes are shown to the kernel now, and returns for how many nanoseconds they are good. */
    long show(Attributes attributes, AttributeCachePolicy policy, long now) {
        boolean directory = attributes.isDirectory();
        searchableByAll = directory && (attributes.mode() & Mode.SEARCHABLE_BY_ALL) == Mode.SEARCHABLE_BY_ALL;
        if (!shown || attributes.change() != shownChange) {
            cacheNanos = policy.minimum(directory);
            cacheUntil = now + cacheNanos;
        } else if (now - cacheUntil >= 0) {
            cacheNanos = policy.longer(directory, cacheNanos);
            cacheUntil = now + cacheNanos;
        }
        shown = true;
        shownChange = attributes.change();
        shownSize = attributes.size();
        return cacheNanos;
    }

    /** The kernel wrote up to there. */
    void grewTo(long end) {
        if (end > shownSize) {
            shownSize = end;
        }
    }

    /** Whether another client changed the size since the kernel saw it. */
    boolean showsOtherSizeThan(Attributes attributes) {
        return shown && attributes.size() != shownSize;
    }

    long shownSize() {
        return shownSize;
    }

    int nameChanges() {
        return nameChanges.get();
    }

    void namesChanged() {
        nameChanges.incrementAndGet();
    }

    boolean searchableByAll() {
        return searchableByAll;
    }

    CachedNames cachedNames() {
        CachedNames present = cachedNames;
        return present == null ? madeCachedNames() : present;
    }

    private synchronized CachedNames madeCachedNames() {
        CachedNames present = cachedNames;
        if (present == null) {
            present = new CachedNames();
            cachedNames = present;
        }
        return present;
    }

    /** Whether the kernel was last shown something else than {@code attributes}. */
    boolean showsOtherThan(Attributes attributes) {
        return shown && attributes.change() != shownChange;
    }

    /** Whether the kernel's pages are of this state of the file; from now on they are (close-to-open). */
    boolean keepsPages(Attributes attributes) {
        boolean same = pagesChange == attributes.change();
        pagesChange = attributes.change();
        return same;
    }
}
