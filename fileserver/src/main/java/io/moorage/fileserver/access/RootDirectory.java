package io.moorage.fileserver.access;

import io.moorage.fileserver.control.FileSystemTerms.CreationInfo;
import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Caller;
import io.moorage.vfs.Entry;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.NewObject;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import io.moorage.vfs.VirtualFileSystem;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The directory an access point makes the root: found by its path each time, and made where it is missing if it may be (EFS
 * user guide, "Enforcing a root directory with an access point").
 */
final class RootDirectory {
    private static final int PARENT_MODE = 0755;
    private static final int DEEPEST = 1000;

    private final VirtualFileSystem files;
    private final List<String> names;
    private final @Nullable CreationInfo creationInfo;

    /** @param path absolute */
    RootDirectory(VirtualFileSystem files, String path, @Nullable CreationInfo creationInfo) {
        this.files = files;
        this.names = Arrays.stream(path.split("/", -1))
                .filter(name -> !name.isEmpty())
                .toList();
        this.creationInfo = creationInfo;
    }

    static RootDirectory whole(VirtualFileSystem files) {
        return new RootDirectory(files, "/", null);
    }

    boolean isWhole() {
        return names.isEmpty();
    }

    /** @throws VfsException ACCES, as EFS answers, when it is not there and may not be made, or is no directory */
    FileHandle find() throws VfsException {
        FileHandle at = files.root();
        for (int depth = 0; depth < names.size(); depth++) {
            Entry entry = step(at, names.get(depth), depth == names.size() - 1);
            if (!entry.attributes().isDirectory()) {
                throw new VfsException(VfsError.ACCES, String.join("/", names) + " is no directory");
            }
            at = entry.handle();
        }
        return at;
    }

    private Entry step(FileHandle directory, String name, boolean last) throws VfsException {
        try {
            return files.lookup(Caller.ROOT, directory, name);
        } catch (VfsException missing) {
            if (missing.error() != VfsError.NOENT) {
                throw missing;
            }
        }
        CreationInfo info = creationInfo;
        if (info == null) {
            throw new VfsException(VfsError.ACCES, "the access point's root directory is not there");
        }
        try {
            return files.createObject(
                            Caller.ROOT, directory, name, new NewObject.Directory(), last ? as(info) : asParent())
                    .entry();
        } catch (VfsException raced) {
            if (raced.error() != VfsError.EXIST) {
                throw raced;
            }
            return files.lookup(Caller.ROOT, directory, name);
        }
    }

    private static AttributeChange as(CreationInfo info) {
        return AttributeChange.ofMode(Integer.parseInt(info.permissions(), 8))
                .withOwner(OptionalInt.of((int) info.ownerUid()), OptionalInt.of((int) info.ownerGid()));
    }

    private static AttributeChange asParent() {
        return AttributeChange.ofMode(PARENT_MODE).withOwner(OptionalInt.of(0), OptionalInt.of(0));
    }

    /**
     * The directory above one that is in this root.
     *
     * @throws VfsException STALE when it is not, since it was moved out
     */
    Entry above(Caller caller, FileHandle directory) throws VfsException {
        Entry parent = files.lookupParent(caller, directory);
        if (isWhole()) {
            return parent;
        }
        FileHandle root = find();
        if (directory.equals(root)) {
            return new Entry(root, files.getAttributes(root));
        }
        FileHandle at = parent.handle();
        for (int depth = 0; depth < DEEPEST && !at.equals(root); depth++) {
            FileHandle next = files.lookupParent(Caller.ROOT, at).handle();
            if (next.equals(at)) {
                throw new VfsException(VfsError.STALE, "the directory is outside the access point's root by now");
            }
            at = next;
        }
        return parent;
    }
}
