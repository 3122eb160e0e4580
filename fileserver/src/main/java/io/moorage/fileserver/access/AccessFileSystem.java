package io.moorage.fileserver.access;

import io.moorage.vfs.Access;
import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Attributes;
import io.moorage.vfs.Caller;
import io.moorage.vfs.CreateMode;
import io.moorage.vfs.Created;
import io.moorage.vfs.DirectoryChange;
import io.moorage.vfs.DirectoryPage;
import io.moorage.vfs.Entry;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.FileSystemStatus;
import io.moorage.vfs.FileType;
import io.moorage.vfs.Gathering;
import io.moorage.vfs.NewObject;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.Stability;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import io.moorage.vfs.VirtualFileSystem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * A file system behind an access point and policies: its root is the access point's, who may not mount gets ACCES from
 * everything, and who may not write gets ROFS for every change, as does who is not the one writer of a guarded directory. That a handle lies within the root is the giver's to see to
 * ({@link HandleSeal}): handles are the underlying file system's, so that clients with and without an access point meet on
 * the same files. Never closes what is below.
 */
final class AccessFileSystem implements VirtualFileSystem {
    private static final int CHANGING = Access.MODIFY | Access.EXTEND | Access.DELETE;

    /** The root where there is none: whatever is asked of it is refused. */
    private static final FileHandle NO_ROOT = FileHandle.of("no root".getBytes(StandardCharsets.US_ASCII));

    private final VirtualFileSystem files;
    private final RootDirectory root;
    private final Supplier<Rights> rights;
    private final WriterGuards guards;

    /** @param rights asked before every call, so that what they change to holds from then on */
    AccessFileSystem(VirtualFileSystem files, RootDirectory root, Supplier<Rights> rights, WriterGuards guards) {
        this.files = files;
        this.root = root;
        this.rights = rights;
        this.guards = guards;
    }

    private VirtualFileSystem reading() throws VfsException {
        if (!rights.get().mount()) {
            throw new VfsException(VfsError.ACCES, "no policy allows the client to mount");
        }
        return files;
    }

    private VirtualFileSystem reading(FileHandle file) throws VfsException {
        VirtualFileSystem allowed = reading();
        if (file.equals(NO_ROOT)) {
            throw new VfsException(VfsError.ACCES, "the access point's root directory is not there");
        }
        return allowed;
    }

    private VirtualFileSystem writing(FileHandle file) throws VfsException {
        VirtualFileSystem allowed = reading(file);
        if (!rights.get().write()) {
            throw new VfsException(VfsError.ROFS, "no policy allows the client to write");
        }
        return allowed;
    }

    /** As {@link #writing(FileHandle)}, by someone. What is written by right of an open was looked at when that was opened. */
    private VirtualFileSystem writing(Caller caller, FileHandle file) throws VfsException {
        VirtualFileSystem allowed = writing(file);
        guards.check(caller, file);
        return allowed;
    }

    /** Not the same for life: the directory may be replaced, and is made when it is missing. */
    @Override
    public FileHandle root() {
        if (root.isWhole()) {
            return files.root();
        }
        try {
            return rights.get().mount() ? root.find() : NO_ROOT;
        } catch (VfsException refused) {
            return NO_ROOT;
        }
    }

    @Override
    public Attributes getAttributes(FileHandle file) throws VfsException {
        return reading(file).getAttributes(file);
    }

    @Override
    public Attributes getAttributes(OpenFile file) throws VfsException {
        return reading().getAttributes(file);
    }

    @Override
    public FileType typeOf(FileHandle file) throws VfsException {
        return reading(file).typeOf(file);
    }

    @Override
    public long sizeOf(OpenFile file) throws VfsException {
        return reading().sizeOf(file);
    }

    @Override
    public Attributes setAttributes(Caller caller, FileHandle file, AttributeChange change) throws VfsException {
        return writing(caller, file).setAttributes(caller, file, change);
    }

    @Override
    public Attributes setSize(OpenFile file, long size) throws VfsException {
        return writing(file.handle()).setSize(file, size);
    }

    @Override
    public int access(Caller caller, FileHandle file, int bits) throws VfsException {
        int granted = reading(file).access(caller, file, bits);
        boolean changes = rights.get().write() && ((granted & CHANGING) == 0 || guards.admits(caller, file));
        return changes ? granted : granted & ~CHANGING;
    }

    @Override
    public Entry lookup(Caller caller, FileHandle directory, String name) throws VfsException {
        return reading(directory).lookup(caller, directory, name);
    }

    @Override
    public Entry lookupParent(Caller caller, FileHandle directory) throws VfsException {
        reading(directory);
        return root.above(caller, directory);
    }

    @Override
    public String readLink(Caller caller, FileHandle link) throws VfsException {
        return reading(link).readLink(caller, link);
    }

    @Override
    public Created createFile(
            Caller caller, FileHandle directory, String name, CreateMode mode, AttributeChange initial)
            throws VfsException {
        guards.checkCreation(caller, directory, name);
        return writing(directory).createFile(caller, directory, name, mode, initial);
    }

    @Override
    public Created createObject(
            Caller caller, FileHandle directory, String name, NewObject object, AttributeChange initial)
            throws VfsException {
        if (object instanceof NewObject.Symlink) {
            guards.checkCreationOfLink(caller, directory, name);
        } else {
            guards.checkCreation(caller, directory, name);
        }
        return writing(directory).createObject(caller, directory, name, object, initial);
    }

    @Override
    public DirectoryChange link(Caller caller, FileHandle file, FileHandle directory, String name) throws VfsException {
        guards.checkLink(caller, file, directory, name);
        return writing(directory).link(caller, file, directory, name);
    }

    @Override
    public DirectoryChange remove(Caller caller, FileHandle directory, String name) throws VfsException {
        guards.checkRemoval(caller, directory, name);
        return writing(directory).remove(caller, directory, name);
    }

    @Override
    public Renamed rename(
            Caller caller, FileHandle fromDirectory, String fromName, FileHandle toDirectory, String toName)
            throws VfsException {
        guards.checkRename(caller, fromDirectory, fromName, toDirectory, toName);
        return writing(fromDirectory).rename(caller, fromDirectory, fromName, toDirectory, toName);
    }

    @Override
    public DirectoryPage readDirectory(
            Caller caller, FileHandle directory, long cookie, long verifier, int maxItems, boolean withAttributes)
            throws VfsException {
        return reading(directory).readDirectory(caller, directory, cookie, verifier, maxItems, withAttributes);
    }

    @Override
    public OpenFile open(Caller caller, FileHandle file, OpenIntent intent) throws VfsException {
        return (intent.writes() ? writing(caller, file) : reading(file)).open(caller, file, intent);
    }

    @Override
    public OpenFile openGranted(Caller caller, FileHandle file, OpenIntent intent) throws VfsException {
        return (intent.writes() ? writing(caller, file) : reading(file)).openGranted(caller, file, intent);
    }

    @Override
    public int read(OpenFile file, long offset, ByteBuffer target) throws VfsException {
        return reading().read(file, offset, target);
    }

    @Override
    public Stability write(OpenFile file, long offset, ByteBuffer source, Stability stability) throws VfsException {
        return writing(file.handle()).write(file, offset, source, stability);
    }

    /** Also for who may not write by now: what was acknowledged before may be made durable. */
    @Override
    public void commit(OpenFile file) throws VfsException {
        reading().commit(file);
    }

    @Override
    public void commit(Caller caller, FileHandle file) throws VfsException {
        reading(file).commit(caller, file);
    }

    @Override
    public long writeVerifier() {
        return files.writeVerifier();
    }

    @Override
    public FileSystemStatus status() throws VfsException {
        return reading().status();
    }

    @Override
    public Gathering gather() throws VfsException {
        return files.gather();
    }

    @Override
    public void endReclaim() throws VfsException {
        files.endReclaim();
    }

    @Override
    public void close() {
        // What is below has an owner of its own.
    }
}
