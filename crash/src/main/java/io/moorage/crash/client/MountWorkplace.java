package io.moorage.crash.client;

import io.moorage.vfs.Stability;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** By system calls on a mount, as any program makes them. */
final class MountWorkplace implements Workplace {
    private final Path top;

    MountWorkplace(Path mount, String directory) throws IOException {
        this.top = Files.createDirectory(mount.resolve(directory));
    }

    @Override
    public void createFile(String path, int mode, boolean exclusive) throws IOException {
        Set<StandardOpenOption> options = EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        FileChannel.open(top.resolve(path), options, PosixFilePermissions.asFileAttribute(permissions(mode)))
                .close();
    }

    @Override
    public void makeDirectory(String path, int mode) throws IOException {
        Files.createDirectory(top.resolve(path), PosixFilePermissions.asFileAttribute(permissions(mode)));
    }

    @Override
    public void makeSymlink(String path, String target) throws IOException {
        Files.createSymbolicLink(top.resolve(path), Path.of(target));
    }

    @Override
    public void link(String existing, String path) throws IOException {
        Files.createLink(top.resolve(path), top.resolve(existing));
    }

    @Override
    public void rename(String from, String to) throws IOException {
        Files.move(top.resolve(from), top.resolve(to), StandardCopyOption.ATOMIC_MOVE);
    }

    @Override
    public void remove(String path) throws IOException {
        Files.delete(top.resolve(path));
    }

    @Override
    public void setMode(String path, int mode) throws IOException {
        Files.setPosixFilePermissions(top.resolve(path), permissions(mode));
    }

    private static Set<PosixFilePermission> permissions(int mode) {
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        PosixFilePermission[] all = PosixFilePermission.values();
        for (int i = 0; i < all.length; i++) {
            if ((mode & (0400 >> i)) != 0) {
                permissions.add(all[i]);
            }
        }
        return permissions;
    }

    @Override
    public void setModifyTime(String path, long seconds) throws IOException {
        FileTime time = FileTime.from(seconds, TimeUnit.SECONDS);
        Files.getFileAttributeView(top.resolve(path), PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .setTimes(time, null, null);
    }

    @Override
    public OpenWork open(String path) throws IOException {
        return new Open(FileChannel.open(top.resolve(path), StandardOpenOption.READ, StandardOpenOption.WRITE));
    }

    private record Open(FileChannel file) implements OpenWork {
        @Override
        public void write(long offset, byte[] data, Stability stability) throws IOException {
            ByteBuffer source = ByteBuffer.wrap(data);
            while (source.hasRemaining()) {
                file.write(source, offset + source.position());
            }
            switch (stability) {
                case UNSTABLE -> {}
                case DATA_SYNC -> file.force(false);
                case FILE_SYNC -> file.force(true);
            }
        }

        @Override
        public void commit() throws IOException {
            file.force(true);
        }

        /** Java truncates what is longer and lets what is shorter be. */
        @Override
        public void setSize(long bytes) throws IOException {
            file.truncate(bytes);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }

    @Override
    public boolean looksRepeated(IOException refusal) {
        return refusal instanceof FileAlreadyExistsException || refusal instanceof NoSuchFileException;
    }

    @Override
    public void close() {}
}
