package io.moorage.fileserver;

import io.moorage.fileserver.control.ObjectListing;
import io.moorage.fileserver.control.Request;
import io.moorage.fileserver.control.Response;
import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Attributes;
import io.moorage.vfs.Caller;
import io.moorage.vfs.CreateMode;
import io.moorage.vfs.DirectoryPage;
import io.moorage.vfs.Entry;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.FileType;
import io.moorage.vfs.NewObject;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.Stability;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import io.moorage.vfs.VirtualFileSystem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** One file system by paths, for its administrator or for whoever visits it. Every refusal is a sentence. */
final class Browser {
    /** Whom a visitor is taken for who may not be root. */
    static final Caller NOBODY = new Caller(65534, 65534, new int[0]);

    private static final int PAGE = 1000;
    private static final int MOST_BYTES = 1 << 20;
    private static final int MOST_REMOVED = 1000;
    private static final int DEEPEST = 1000;
    private static final String PART = ".moorage-part";
    private static final long INODE_BYTES = 2048;

    private final VirtualFileSystem files;
    private final Caller caller;

    /** For its administrator, who is root. */
    Browser(VirtualFileSystem files) {
        this(files, Caller.ROOT);
    }

    /** @param caller for whom everything is done */
    Browser(VirtualFileSystem files, Caller caller) {
        this.files = files;
        this.caller = caller;
    }

    Response run(Request.Errand errand) throws IOException {
        return switch (errand) {
            case Request.Look(String id, String path) -> look(path);
            case Request.ListDirectory(String id, String path, long cookie) -> list(path, cookie);
            case Request.Read(String id, String path, long offset, int count) -> read(path, offset, count);
            case Request.Put put -> put(put);
            case Request.MakeDirectory(String id, String path, int mode) -> makeDirectory(path, mode);
            case Request.Remove(String id, String path, int most) -> remove(path, most);
        };
    }

    /** What is done at a path. */
    private interface Work<T> {
        T run() throws VfsException;
    }

    private Response look(String path) throws IOException {
        return at(path, () -> new Response.Found(listing(name(path), find(path))));
    }

    private Response list(String path, long cookie) throws IOException {
        return at(path, () -> {
            FileHandle directory = find(path).handle();
            DirectoryPage page = files.readDirectory(caller, directory, cookie, 0, PAGE, true);
            List<ObjectListing> entries = new ArrayList<>();
            for (DirectoryPage.Item item : page.items()) {
                if (item.handle() != null && item.attributes() != null) {
                    entries.add(listing(item.name(), new Entry(item.handle(), item.attributes())));
                }
            }
            long next = page.end() || page.items().isEmpty()
                    ? 0
                    : page.items().getLast().cookie();
            return new Response.Directory(entries, next);
        });
    }

    private Response read(String path, long offset, int count) throws IOException {
        return at(path, () -> {
            ByteBuffer data = ByteBuffer.allocate(Math.clamp(count, 0, MOST_BYTES));
            try (OpenFile open = files.open(caller, find(path).handle(), OpenIntent.READ)) {
                while (data.hasRemaining() && files.read(open, offset + data.position(), data) > 0) {
                    // until it is full or the file ends
                }
                boolean end = offset + data.position() >= files.sizeOf(open);
                byte[] bytes = new byte[data.position()];
                data.flip().get(bytes);
                return new Response.Data(bytes, end);
            }
        });
    }

    /** The parts are gathered in a file beside, which takes the name with the last. */
    private Response put(Request.Put part) throws IOException {
        return at(part.path(), () -> {
            String name = name(part.path());
            FileHandle parent = find(parentOf(part.path())).handle();
            if (part.offset() == 0) {
                refuseDirectory(parent, name);
                removeIfThere(parent, name + PART);
                files.createFile(
                        caller, parent, name + PART, new CreateMode.Guarded(), AttributeChange.ofMode(part.mode()));
            }
            FileHandle gathered = files.lookup(caller, parent, name + PART).handle();
            try (OpenFile open = files.open(caller, gathered, OpenIntent.READ_WRITE)) {
                files.write(open, part.offset(), ByteBuffer.wrap(part.data()), Stability.UNSTABLE);
                if (part.last()) {
                    files.commit(open);
                }
            }
            if (part.last()) {
                files.rename(caller, parent, name + PART, parent, name);
            }
            return new Response.Done();
        });
    }

    private void refuseDirectory(FileHandle parent, String name) throws VfsException {
        try {
            if (files.lookup(caller, parent, name).attributes().isDirectory()) {
                throw new VfsException(VfsError.ISDIR);
            }
        } catch (VfsException e) {
            if (e.error() != VfsError.NOENT) {
                throw e;
            }
        }
    }

    private void removeIfThere(FileHandle parent, String name) throws VfsException {
        try {
            files.remove(caller, parent, name);
        } catch (VfsException e) {
            if (e.error() != VfsError.NOENT) {
                throw e;
            }
        }
    }

    private Response makeDirectory(String path, int mode) throws IOException {
        return at(path, () -> {
            FileHandle parent = find(parentOf(path)).handle();
            try {
                files.createObject(caller, parent, name(path), new NewObject.Directory(), AttributeChange.ofMode(mode));
            } catch (VfsException e) {
                if (e.error() != VfsError.EXIST || !find(path).attributes().isDirectory()) {
                    throw e;
                }
            }
            return new Response.Done();
        });
    }

    /** Deepest names first, so that what is interrupted leaves a smaller tree and nothing that cannot be reached. */
    private Response remove(String path, int most) throws IOException {
        return at(path, () -> {
            if (names(path).isEmpty()) {
                throw new VfsException(VfsError.INVAL);
            }
            FileHandle parent = find(parentOf(path)).handle();
            Entry found = find(path);
            int allowed = Math.clamp(most, 1, MOST_REMOVED);
            int left = emptied(found, allowed, 0);
            if (left == 0) {
                return new Response.Removed(allowed, false);
            }
            files.remove(caller, parent, name(path));
            return new Response.Removed(allowed - left + 1, true);
        });
    }

    /** Returns how many more names may be taken away. */
    private int emptied(Entry entry, int most, int depth) throws VfsException {
        if (depth > DEEPEST) {
            throw new VfsException(VfsError.NAMETOOLONG);
        }
        int left = most;
        while (entry.attributes().isDirectory() && left > 0) {
            DirectoryPage page = files.readDirectory(caller, entry.handle(), 0, 0, PAGE, true);
            if (page.items().isEmpty()) {
                return left;
            }
            for (DirectoryPage.Item item : page.items()) {
                left = emptied(files.lookup(caller, entry.handle(), item.name()), left, depth + 1);
                if (left == 0) {
                    return 0;
                }
                files.remove(caller, entry.handle(), item.name());
                left--;
            }
        }
        return left;
    }

    private static <T> T at(String path, Work<T> work) throws IOException {
        try {
            return work.run();
        } catch (VfsException e) {
            throw new IOException(path + ": " + words(e.error()), e);
        }
    }

    private Entry find(String path) throws VfsException {
        Entry found = new Entry(files.root(), files.getAttributes(files.root()));
        for (String name : names(path)) {
            found = files.lookup(caller, found.handle(), name);
        }
        return found;
    }

    private ObjectListing listing(String name, Entry entry) throws VfsException {
        Attributes attributes = entry.attributes();
        boolean link = attributes.type() == FileType.SYMLINK;
        return new ObjectListing(
                name,
                letter(attributes.type()),
                attributes.mode(),
                attributes.links(),
                attributes.uid(),
                attributes.gid(),
                attributes.size(),
                attributes.spaceUsed() + INODE_BYTES,
                attributes.fileId(),
                Instant.ofEpochSecond(
                        attributes.modifyTime().seconds(),
                        attributes.modifyTime().nanos()),
                link ? files.readLink(caller, entry.handle()) : "");
    }

    private static List<String> names(String path) {
        return List.of(path.split("/")).stream()
                .filter(name -> !name.isEmpty() && !name.equals("."))
                .toList();
    }

    private static String name(String path) {
        List<String> names = names(path);
        return names.isEmpty() ? "/" : names.getLast();
    }

    private static String parentOf(String path) {
        List<String> names = names(path);
        return names.isEmpty() ? "/" : "/" + String.join("/", names.subList(0, names.size() - 1));
    }

    private static String letter(FileType type) {
        return switch (type) {
            case REGULAR -> "-";
            case DIRECTORY -> "d";
            case SYMLINK -> "l";
            case FIFO -> "p";
            case SOCKET -> "s";
            case BLOCK_DEVICE -> "b";
            case CHARACTER_DEVICE -> "c";
        };
    }

    static String words(VfsError error) {
        return switch (error) {
            case ACCES, PERM -> "permission denied: neither the policies nor the permission bits allow this";
            case NOTEMPTY -> "the directory is not empty";
            case NOENT -> "there is no such file or directory";
            case NOTDIR -> "this is no directory";
            case ISDIR -> "this is a directory";
            case SYMLINK -> "this is a symbolic link, which is not followed; name its target";
            case INVAL -> "this is no regular file, or no valid name";
            case EXIST -> "there is something of that name";
            case NAMETOOLONG -> "a name may have 255 bytes";
            case NOSPC -> "the disk is full";
            case ROFS ->
                "read-only: it is a replica, or another is the directory's single writer, or no policy allows to write";
            case STALE -> "it was removed meanwhile";
            case BAD_COOKIE -> "the directory was removed meanwhile";
            case FENCED -> "the file system is no longer served";
            case IO -> "the disk failed";
            default -> "refused (" + error + ")";
        };
    }
}
