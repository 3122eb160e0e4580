package io.moorage.crash.disk;

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
import io.moorage.vfs.NewObject;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.Stability;
import io.moorage.vfs.Timestamp;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import io.moorage.vfs.VirtualFileSystem;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;

/** A file system of one file, which is a disk: what a loop device stands on. */
final class DiskFile implements VirtualFileSystem {
    static final String NAME = "disk";

    private static final FileHandle ROOT = FileHandle.of(new byte[] {1});
    private static final FileHandle DISK = FileHandle.of(new byte[] {2});
    private static final Timestamp BIRTH = new Timestamp(1, 0);
    private static final Open OPEN = new Open();

    private final DiskImage image;

    private record Open() implements OpenFile {
        @Override
        public FileHandle handle() {
            return DISK;
        }

        @Override
        public void close() {}
    }

    DiskFile(DiskImage image) {
        this.image = image;
    }

    @Override
    public FileHandle root() {
        return ROOT;
    }

    @Override
    public Attributes getAttributes(FileHandle file) {
        return file.equals(ROOT) ? attributes(FileType.DIRECTORY, 1, 4096) : disk();
    }

    @Override
    public Attributes getAttributes(OpenFile file) {
        return disk();
    }

    private Attributes disk() {
        return attributes(FileType.REGULAR, 2, image.bytes());
    }

    private static Attributes attributes(FileType type, long id, long size) {
        int mode = type == FileType.DIRECTORY ? 0700 : 0600;
        return new Attributes(type, id, mode, 1, 0, 0, size, size, 1, BIRTH, BIRTH, BIRTH, 0);
    }

    /** Times change nothing here. */
    @Override
    public Attributes setAttributes(Caller caller, FileHandle file, AttributeChange change) throws VfsException {
        if (change.size().isPresent()) {
            throw new VfsException(VfsError.PERM);
        }
        return getAttributes(file);
    }

    @Override
    public Attributes setSize(OpenFile file, long size) throws VfsException {
        throw new VfsException(VfsError.PERM);
    }

    @Override
    public int access(Caller caller, FileHandle file, int bits) {
        return bits;
    }

    @Override
    public Entry lookup(Caller caller, FileHandle directory, String name) throws VfsException {
        if (!name.equals(NAME)) {
            throw new VfsException(VfsError.NOENT);
        }
        return new Entry(DISK, disk());
    }

    @Override
    public Entry lookupParent(Caller caller, FileHandle directory) {
        return new Entry(ROOT, getAttributes(ROOT));
    }

    @Override
    public String readLink(Caller caller, FileHandle link) throws VfsException {
        throw new VfsException(VfsError.INVAL);
    }

    @Override
    public Created createFile(
            Caller caller, FileHandle directory, String name, CreateMode mode, AttributeChange initial)
            throws VfsException {
        throw new VfsException(VfsError.ROFS);
    }

    @Override
    public Created createObject(
            Caller caller, FileHandle directory, String name, NewObject object, AttributeChange initial)
            throws VfsException {
        throw new VfsException(VfsError.ROFS);
    }

    @Override
    public DirectoryChange link(Caller caller, FileHandle file, FileHandle directory, String name) throws VfsException {
        throw new VfsException(VfsError.ROFS);
    }

    @Override
    public DirectoryChange remove(Caller caller, FileHandle directory, String name) throws VfsException {
        throw new VfsException(VfsError.ROFS);
    }

    @Override
    public Renamed rename(
            Caller caller, FileHandle fromDirectory, String fromName, FileHandle toDirectory, String toName)
            throws VfsException {
        throw new VfsException(VfsError.ROFS);
    }

    @Override
    public DirectoryPage readDirectory(
            Caller caller, FileHandle directory, long cookie, long verifier, int maxItems, boolean withAttributes) {
        DirectoryPage.Item item = new DirectoryPage.Item(NAME, 2, FileType.REGULAR, 3, DISK, disk());
        return new DirectoryPage(cookie == 0 ? List.of(item) : List.of(), 0, true);
    }

    @Override
    public OpenFile open(Caller caller, FileHandle file, OpenIntent intent) {
        return OPEN;
    }

    @Override
    public OpenFile openGranted(Caller caller, FileHandle file, OpenIntent intent) {
        return OPEN;
    }

    @Override
    public int read(OpenFile file, long offset, ByteBuffer target) throws VfsException {
        int before = target.position();
        try {
            image.read(offset, target);
        } catch (IOException failed) {
            throw broken(failed);
        }
        return target.position() - before;
    }

    @Override
    public Stability write(OpenFile file, long offset, ByteBuffer source, Stability stability) throws VfsException {
        try {
            image.write(offset, source);
            if (stability != Stability.UNSTABLE) {
                image.sync();
            }
        } catch (IOException failed) {
            throw broken(failed);
        }
        return stability;
    }

    @Override
    public void commit(OpenFile file) throws VfsException {
        try {
            image.sync();
        } catch (IOException failed) {
            throw broken(failed);
        }
    }

    private static VfsException broken(IOException failed) {
        return new VfsException(VfsError.IO, String.valueOf(failed.getMessage()));
    }

    @Override
    public long writeVerifier() {
        return 0;
    }

    @Override
    public FileSystemStatus status() {
        return new FileSystemStatus(image.bytes(), 0, 0, 1, 0, 255);
    }

    @Override
    public void close() {}
}
