package io.moorage.fuse;

import io.moorage.vfs.Caller;
import io.moorage.vfs.DirectoryPage;
import io.moorage.vfs.DirectoryPage.Item;
import io.moorage.vfs.VfsException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An open directory: the page of entries read ahead. Guarded by itself. */
final class DirectoryStream {
    /** The offset after ".", after "..": before the first entry of the file system. Its own cookies start at 3. */
    static final long AFTER_DOT = 1;

    static final long FIRST = 2;

    private final PageSource source;
    private List<Item> items = List.of();
    private boolean end;
    private boolean withAttributes;
    private int next;

    /** Until when the page read with the open may serve a reading from the start, and which changes it knows of. */
    private long freshUntil;

    private int changesSeen;
    private boolean begun;

    /** The offset that {@code items[next]} follows; -1 before anything was read. */
    private long position = -1;

    private long verifier;

    /** Reads one page of the directory. */
    interface PageSource {
        DirectoryPage page(Caller caller, long cookie, long verifier, boolean withAttributes) throws VfsException;
    }

    DirectoryStream(PageSource source) {
        this.source = source;
    }

    /** The first page, read with the open: good for one reading that begins soon. */
    void open(Caller caller, int changes, long until) throws VfsException {
        changesSeen = changes;
        freshUntil = until;
        fetch(caller, FIRST, true);
    }

    /** A reading from the start: opendir(3) and rewinddir(3) promise what the directory holds then. */
    void start(int changes, long now) {
        if (begun || changes != changesSeen || now - freshUntil > 0) {
            position = -1;
        }
        begun = true;
    }

    /** The entry that follows {@code offset}, or null at the end. */
    @Nullable
    Item after(Caller caller, long offset, boolean attributes) throws VfsException {
        boolean usable = offset == position && (withAttributes || !attributes);
        if (!usable || (next == items.size() && !end)) {
            fetch(caller, offset, attributes);
        }
        return next < items.size() ? items.get(next) : null;
    }

    /** The entry last returned was given to the kernel. */
    void taken() {
        position = items.get(next).cookie();
        next++;
    }

    private void fetch(Caller caller, long offset, boolean attributes) throws VfsException {
        boolean first = offset == FIRST;
        DirectoryPage page = source.page(caller, first ? 0 : offset, first ? 0 : verifier, attributes);
        items = page.items();
        verifier = page.verifier();
        end = page.end();
        withAttributes = attributes;
        next = 0;
        position = offset;
    }
}
