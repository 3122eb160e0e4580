package io.moorage.filestore;

import io.moorage.posix.DirectoryCalls;
import io.moorage.posix.FileStatus;
import io.moorage.posix.Native;
import io.moorage.vfs.Attributes;
import io.moorage.vfs.Caller;
import io.moorage.vfs.DirectoryPage;
import io.moorage.vfs.Entry;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.FileType;
import io.moorage.vfs.PosixRules;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Listing directories: the cookies are the kernel's own directory positions, which outlive restarts. */
final class Listing {
    private static final long FIRST_COOKIE = 3;
    private static final int BYTES_PER_ENTRY = 40;
    private static final int MIN_BUFFER = 4096;
    private static final int MAX_BUFFER = 64 * 1024;

    /** struct linux_dirent64 (getdents64(2)). */
    private static final int POSITION_AT = 8;

    private static final int LENGTH_AT = 16;
    private static final int TYPE_AT = 18;
    private static final int NAME_AT = 19;

    private static final int TYPE_UNKNOWN = 0;
    private static final int TYPE_DIRECTORY = 4;

    private final Volume volume;
    private final KnownFiles known;
    private final KnownPages pages;

    Listing(Volume volume) {
        this.volume = volume;
        this.known = volume.known;
        this.pages = new KnownPages(volume.known);
    }

    DirectoryPage read(Caller caller, FileHandle directory, long cookie, int maxItems, boolean withAttributes)
            throws VfsException {
        if (cookie != 0 && cookie < FIRST_COOKIE) {
            throw new VfsException(VfsError.BAD_COOKIE);
        }
        return volume.with(directory, (calls, node) -> {
            PosixRules.requireDirectory(caller, volume.glance(calls, node), PosixRules.READ);
            if (!withAttributes) {
                return read(calls, node, cookie, new Draft(maxItems, false, known.nowMillis()));
            }
            KnownPages.Key key = new KnownPages.Key(node.inode, cookie, maxItems);
            Draft draft = new Draft(maxItems, true, known.nowMillis());
            DirectoryPage recent = pages.recent(key, draft.nowMillis);
            if (recent != null) {
                return recent;
            }
            int changes = known.changes(node.inode);
            DirectoryPage page = read(calls, node, cookie, draft);
            if (draft.known) {
                int[] itemChanges = Arrays.copyOf(draft.changes, page.items().size());
                pages.remember(key, page, changes, itemChanges, draft.askedMillis);
            }
            return page;
        });
    }

    /** A page while it is made. */
    private static final class Draft {
        private final int maxItems;
        private final boolean withAttributes;
        private final long nowMillis;
        private final List<DirectoryPage.Item> items;

        /** Of each item, as {@link KnownFiles#changes} had it when it was asked for. */
        private int[] changes = new int[16];

        /** When the oldest item was asked for. */
        private long askedMillis;

        /** Every item can be remembered. */
        private boolean known = true;

        Draft(int maxItems, boolean withAttributes, long nowMillis) {
            this.maxItems = maxItems;
            this.withAttributes = withAttributes;
            this.nowMillis = nowMillis;
            this.askedMillis = nowMillis;
            this.items = new ArrayList<>(Math.min(maxItems, 1024));
        }

        boolean isFull() {
            return items.size() == maxItems;
        }

        void add(byte[] name, long cookie, KnownFiles.Known file) {
            if (items.size() >= changes.length) {
                // By more than one: items that cannot be remembered have no place here.
                changes = Arrays.copyOf(changes, 2 * items.size());
            }
            changes[items.size()] = file.changes();
            askedMillis = Math.min(askedMillis, file.askedMillis());
            items.add(item(name, cookie, file.entry()));
        }

        void addUnknown(DirectoryPage.Item item) {
            known = false;
            items.add(item);
        }
    }

    private DirectoryPage read(Calls calls, Node node, long cookie, Draft draft) throws VfsException {
        int fd = node.dataFd(calls, volume.mountFd, false);
        long position = cookie;
        while (true) {
            int wanted = (draft.maxItems - draft.items.size() + 3) * BYTES_PER_ENTRY;
            long bytes = fill(calls, node, fd, position, Math.clamp(wanted, MIN_BUFFER, MAX_BUFFER));
            if (bytes == 0) {
                return new DirectoryPage(draft.items, 0, true);
            }
            position = take(calls, node, bytes, draft);
            if (position == FULL) {
                return new DirectoryPage(draft.items, 0, false);
            }
        }
    }

    private static final long FULL = -1;

    /** The position is the descriptor's, so one listing at a time moves it. */
    private static long fill(Calls calls, Node node, int fd, long position, int atMost) throws VfsException {
        synchronized (node) {
            if (calls.file().seekEntries(fd, position) < 0) {
                throw new VfsException(VfsError.BAD_COOKIE);
            }
            return Errnos.check(calls.file().readEntries(fd, atMost));
        }
    }

    /** Where to go on, or {@link #FULL} when there is an entry beyond the most that were wanted. */
    private long take(Calls calls, Node directory, long bytes, Draft draft) throws VfsException {
        MemorySegment entries = calls.file().entries();
        long position = 0;
        for (long at = 0; at < bytes; at = next(entries, at)) {
            byte @Nullable [] name = nameUnlessDots(entries, at);
            position = entries.get(Native.LONG, at + POSITION_AT);
            if (name == null || volume.hides(directory.handle, name)) {
                continue;
            }
            if (draft.isFull()) {
                return FULL;
            }
            int type = entries.get(ValueLayout.JAVA_BYTE, at + TYPE_AT);
            long inode = inode(entries, at);
            if (draft.withAttributes || type == TYPE_UNKNOWN) {
                addDetailed(calls, directory, name, inode, position, draft);
            } else {
                draft.addUnknown(plain(name, inode, type, position));
            }
        }
        return position;
    }

    /** Where the record after the one at {@code at} begins. */
    static long next(MemorySegment entries, long at) {
        return at + Short.toUnsignedInt(entries.get(ValueLayout.JAVA_SHORT, at + LENGTH_AT));
    }

    /** The inode number in the linux_dirent64 record at {@code at}. */
    static long inode(MemorySegment entries, long at) {
        return entries.get(Native.LONG, at);
    }

    /** Whether the linux_dirent64 record at {@code at} may be a directory's. */
    static boolean mayBeDirectory(MemorySegment entries, long at) {
        int type = entries.get(ValueLayout.JAVA_BYTE, at + TYPE_AT);
        return type == TYPE_UNKNOWN || type == TYPE_DIRECTORY;
    }

    /** The name in the linux_dirent64 record at {@code at}; null for "." and "..". */
    static byte @Nullable [] nameUnlessDots(MemorySegment entries, long at) {
        int length = 0;
        while (entries.get(ValueLayout.JAVA_BYTE, at + NAME_AT + length) != 0) {
            length++;
        }
        byte[] name = entries.asSlice(at + NAME_AT, length).toArray(ValueLayout.JAVA_BYTE);
        boolean dots = name[0] == '.' && (length == 1 || (length == 2 && name[1] == '.'));
        return dots ? null : name;
    }

    private static DirectoryPage.Item plain(byte[] name, long inode, int type, long cookie) {
        // The types of linux_dirent64 are those of st_mode, shifted.
        FileType kind = Volume.type(type << 12);
        return new DirectoryPage.Item(new String(name, StandardCharsets.UTF_8), inode, kind, cookie, null, null);
    }

    /** Adds nothing when it is gone meanwhile, or when another file system is mounted there. */
    private void addDetailed(Calls calls, Node directory, byte[] name, long inode, long cookie, Draft draft) {
        KnownFiles.Known recent = known.recent(inode, draft.nowMillis);
        if (recent != null) {
            draft.add(name, cookie, recent);
            return;
        }
        // Counted before the kernel is asked, so that what changes meanwhile is not taken for known.
        int changes = known.changes(inode);
        try {
            Entry entry = known.mayKnow(inode) ? ofKnownHandle(calls, directory, name, inode) : null;
            if (entry == null) {
                entry = asked(calls, directory, name, inode);
            }
            KnownFiles.Known remembered = entry.attributes().fileId() == inode
                    ? known.remember(calls.file().status(), entry, changes, draft.nowMillis)
                    : null;
            if (remembered != null) {
                draft.add(name, cookie, remembered);
            } else {
                draft.addUnknown(item(name, cookie, entry));
            }
        } catch (VfsException gone) {
            draft.known = false;
        }
    }

    /** Null unless the entry is a file whose handle is known. */
    private @Nullable Entry ofKnownHandle(Calls calls, Node directory, byte[] name, long inode) throws VfsException {
        Errnos.check(calls.file().statxEntry(directory.pathFd, name));
        FileStatus status = calls.file().status();
        boolean here = status.inode() == inode && status.mountId() == volume.nodes.mountId();
        FileHandle handle = here ? known.handle(status) : null;
        return handle == null ? null : new Entry(handle, attributes(calls, handle, status));
    }

    private Entry asked(Calls calls, Node directory, byte[] name, long inode) throws VfsException {
        FileHandle handle = volume.nodes.handleOf(calls, directory.pathFd, name);
        Errnos.check(calls.file().statxEntry(directory.pathFd, name));
        FileStatus status = calls.file().status();
        return status.inode() == inode
                ? new Entry(handle, attributes(calls, handle, status))
                : reopened(calls, directory, name);
    }

    /** The name stands for another object than it did: held open, its handle and attributes are of the same one. */
    private Entry reopened(Calls calls, Node directory, byte[] name) throws VfsException {
        int fd = Errnos.check(calls.directory().open(directory.pathFd, name, DirectoryCalls.O_PATH, 0));
        try {
            FileHandle handle = volume.nodes.handleOf(calls, fd);
            Errnos.check(calls.file().statx(fd));
            return new Entry(handle, attributes(calls, handle, calls.file().status()));
        } finally {
            calls.file().close(fd);
        }
    }

    private static DirectoryPage.Item item(byte[] name, long cookie, Entry entry) {
        Attributes attributes = entry.attributes();
        String text = new String(name, StandardCharsets.UTF_8);
        return new DirectoryPage.Item(text, attributes.fileId(), attributes.type(), cookie, entry.handle(), attributes);
    }

    private Attributes attributes(Calls calls, FileHandle handle, FileStatus real) throws VfsException {
        FileStatus status = volume.tiers.seen(calls, real);
        Node open = volume.nodes.peek(handle);
        return Volume.attributes(status, status.links(), open == null ? status.changeTime() : open.change(status));
    }
}
