package io.moorage.crash.client;

import io.moorage.nfsclient.NfsFileSystem;
import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.AttributeChange.TimeChange;
import io.moorage.vfs.Caller;
import io.moorage.vfs.CreateMode;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.NewObject;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.Stability;
import io.moorage.vfs.Timestamp;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** By an NFS client in this process, which several workers share: their requests come together on one connection. */
final class NfsWorkplace implements Workplace {
    private final NfsFileSystem files;
    private final FileHandle top;
    private final RandomGenerator verifiers;

    NfsWorkplace(NfsFileSystem files, String directory, RandomGenerator verifiers) throws IOException {
        this.files = files;
        this.verifiers = verifiers;
        this.top = files.createObject(
                        Caller.ROOT, files.root(), directory, new NewObject.Directory(), AttributeChange.ofMode(0755))
                .entry()
                .handle();
    }

    private FileHandle parent(String path) throws VfsException {
        int slash = path.indexOf('/');
        return slash < 0
                ? top
                : files.lookup(Caller.ROOT, top, path.substring(0, slash)).handle();
    }

    private static String name(String path) {
        return path.substring(path.indexOf('/') + 1);
    }

    private FileHandle find(String path) throws VfsException {
        return files.lookup(Caller.ROOT, parent(path), name(path)).handle();
    }

    @Override
    public void createFile(String path, int mode, boolean exclusive) throws IOException {
        CreateMode how = exclusive ? new CreateMode.Exclusive(verifiers.nextLong()) : new CreateMode.Guarded();
        files.createFile(Caller.ROOT, parent(path), name(path), how, AttributeChange.ofMode(mode));
    }

    @Override
    public void makeDirectory(String path, int mode) throws IOException {
        make(path, new NewObject.Directory(), AttributeChange.ofMode(mode));
    }

    @Override
    public void makeSymlink(String path, String target) throws IOException {
        make(path, new NewObject.Symlink(target), AttributeChange.NONE);
    }

    private void make(String path, NewObject object, AttributeChange initial) throws VfsException {
        files.createObject(Caller.ROOT, parent(path), name(path), object, initial);
    }

    @Override
    public void link(String existing, String path) throws IOException {
        files.link(Caller.ROOT, find(existing), parent(path), name(path));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        files.rename(Caller.ROOT, parent(from), name(from), parent(to), name(to));
    }

    @Override
    public void remove(String path) throws IOException {
        files.remove(Caller.ROOT, parent(path), name(path));
    }

    @Override
    public void setMode(String path, int mode) throws IOException {
        files.setAttributes(Caller.ROOT, find(path), AttributeChange.ofMode(mode));
    }

    @Override
    public void setModifyTime(String path, long seconds) throws IOException {
        files.setAttributes(
                Caller.ROOT,
                find(path),
                new AttributeChange(
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        OptionalLong.empty(),
                        TimeChange.KEEP,
                        new TimeChange.ClientTime(new Timestamp(seconds, 0))));
    }

    @Override
    public OpenWork open(String path) throws IOException {
        return new Open(files, files.open(Caller.ROOT, find(path), OpenIntent.READ_WRITE));
    }

    private record Open(NfsFileSystem files, OpenFile file) implements OpenWork {
        @Override
        public void write(long offset, byte[] data, Stability stability) throws IOException {
            Stability reached = files.write(file, offset, ByteBuffer.wrap(data), stability);
            if (reached.compareTo(stability) < 0) {
                throw new IOException("asked for %s and got %s".formatted(stability, reached));
            }
        }

        @Override
        public void commit() throws IOException {
            files.commit(file);
        }

        @Override
        public void setSize(long bytes) throws IOException {
            files.setSize(file, bytes);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    @Override
    public boolean looksRepeated(IOException refusal) {
        return refusal instanceof VfsException vfs
                && (vfs.error() == VfsError.EXIST || vfs.error() == VfsError.NOENT || vfs.error() == VfsError.STALE);
    }

    /** The client is its owner's. */
    @Override
    public void close() {}
}
