package io.moorage.filestore;

import io.moorage.vfs.DirectoryPage;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Runs of directories' entries with attributes, told again while nothing in them changed and nothing is older than
 * {@link KnownFiles} tells it: finding the place in a large directory costs the kernel more than many entries do. Safe for many
 * threads.
 */
final class KnownPages {
    private static final int SLOTS = 64;

    /** Shorter runs are read each time: names made behind its back are seen in small directories at once. */
    private static final int LEAST_ITEMS = 64;

    private final KnownFiles known;
    private final AtomicReferenceArray<@Nullable Page> slots = new AtomicReferenceArray<>(SLOTS);

    /** Which run: from after a cookie in the directory with an inode number, at most so many entries. */
    record Key(long directory, long cookie, int maxItems) {
        private int slot() {
            return Math.floorMod(hashCode(), SLOTS);
        }
    }

    /**
     * @param directoryChanges of the directory, as {@link KnownFiles#changes} had it before it was read
     * @param itemChanges the same of each item
     * @param askedMillis when the oldest of it was asked for
     */
    private record Page(Key key, DirectoryPage content, int directoryChanges, int[] itemChanges, long askedMillis) {}

    KnownPages(KnownFiles known) {
        this.known = known;
    }

    @Nullable
    DirectoryPage recent(Key key, long nowMillis) {
        Page page = slots.get(key.slot());
        boolean good = page != null
                && page.key.equals(key)
                && KnownFiles.isFresh(page.askedMillis, nowMillis)
                && page.directoryChanges == known.changes(key.directory)
                && areUnchanged(page);
        return good ? page.content : null;
    }

    private boolean areUnchanged(Page page) {
        for (int i = 0; i < page.itemChanges.length; i++) {
            if (page.itemChanges[i] != known.changes(page.content.items().get(i).fileId())) {
                return false;
            }
        }
        return true;
    }

    /** As they were before the kernel was asked: see {@link Page}. */
    void remember(Key key, DirectoryPage content, int directoryChanges, int[] itemChanges, long askedMillis) {
        if (itemChanges.length >= LEAST_ITEMS) {
            slots.set(key.slot(), new Page(key, content, directoryChanges, itemChanges, askedMillis));
        }
    }
}
