package io.moorage.filestore;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Attributes;
import io.moorage.vfs.Caller;
import io.moorage.vfs.CreateMode;
import io.moorage.vfs.Created;
import io.moorage.vfs.DirectoryPage;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.NewObject;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.Stability;
import io.moorage.vfs.VfsException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** EFS User Guide, "How Amazon EFS reports file system and object sizes". */
class MeteredSizeTest {
    private static final long KIB = 1024;

    private final Path temporary;

    MeteredSizeTest(@TempDir Path temporary) {
        this.temporary = temporary;
    }

    @Test
    void anEmptyFileSystemHasSixKib() throws Exception {
        assertThat(count(TestDirectories.make(temporary, "fs"))).isEqualTo(6 * KIB);
    }

    @Test
    void everyObjectHasTwoKibAndItsDataInFours() throws Exception {
        Path directory = TestDirectories.make(temporary, "fs");
        Path sub = Files.createDirectory(directory.resolve("sub"));
        Files.createFile(sub.resolve("empty"));
        Files.write(sub.resolve("five-thousand"), new byte[5000]);
        Files.createSymbolicLink(sub.resolve("link"), Path.of("target"));
        Files.createLink(directory.resolve("same"), sub.resolve("five-thousand"));
        long expected = 6 * KIB + 6 * KIB + 6 * KIB + (2 + 8) * KIB + 6 * KIB;
        assertThat(count(directory)).isEqualTo(expected);
    }

    @Test
    void aSparseFileCountsWhatItUses() throws Exception {
        Path directory = TestDirectories.make(temporary, "fs");
        try (FileChannel channel =
                FileChannel.open(directory.resolve("sparse"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.allocate(4096), 1L << 30);
        }
        assertThat(count(directory)).isEqualTo(6 * KIB + (2 + 4) * KIB);
    }

    /** What the store keeps for itself does not count; what is kept in it does, as long as it is kept. */
    @Test
    void aFileRemovedWhileOpenCountsUntilItIsClosed() throws Exception {
        Path directory = TestDirectories.make(temporary, "fs");
        try (DirectoryFileSystem fs = TestDirectories.open(directory)) {
            FileHandle file = fs.createFile(
                            Caller.ROOT, fs.root(), "file", new CreateMode.Guarded(), AttributeChange.ofSize(0))
                    .entry()
                    .handle();
            try (OpenFile open = fs.open(Caller.ROOT, file, OpenIntent.READ_WRITE)) {
                fs.write(open, 0, ByteBuffer.allocate(5000), Stability.FILE_SYNC);
                fs.remove(Caller.ROOT, fs.root(), "file");
                assertThat(fs.countMeteredSize().bytes()).isEqualTo(6 * KIB + (2 + 8) * KIB);
            }
            assertThat(fs.countMeteredSize().bytes()).isEqualTo(6 * KIB);
        }
    }

    /** "space_used ... includes the object's metered data size but not its metadata size", so that du and df agree. */
    @Test
    void whatObjectsShowAsTheirSpaceAddsUpToTheMeteredSize() throws Exception {
        Path directory = TestDirectories.make(temporary, "fs");
        Random random = new Random(11);
        try (DirectoryFileSystem fs = TestDirectories.open(directory)) {
            FileHandle parent = fs.root();
            for (int i = 0; i < 300; i++) {
                NewObject object = random.nextBoolean() ? new NewObject.Directory() : new NewObject.Symlink("to");
                Created made = random.nextInt(3) == 0
                        ? fs.createObject(Caller.ROOT, parent, "o" + i, object, AttributeChange.NONE)
                        : fs.createFile(Caller.ROOT, parent, "f" + i, new CreateMode.Guarded(), AttributeChange.NONE);
                FileHandle handle = made.entry().handle();
                switch (made.entry().attributes().type()) {
                    case DIRECTORY -> parent = handle;
                    case REGULAR -> write(fs, handle, random.nextInt(40_000));
                    default -> fs.remove(Caller.ROOT, parent, "o" + i);
                }
            }
            assertThat(fs.countMeteredSize().bytes()).isEqualTo(shown(fs, fs.root()));
        }
    }

    private static void write(DirectoryFileSystem fs, FileHandle file, int bytes) throws VfsException {
        try (OpenFile open = fs.open(Caller.ROOT, file, OpenIntent.READ_WRITE)) {
            fs.write(open, 0, ByteBuffer.allocate(bytes), Stability.FILE_SYNC);
        }
    }

    /** 2 KiB and the space of an object and of all below it. */
    private static long shown(DirectoryFileSystem fs, FileHandle file) throws VfsException {
        Attributes attributes = fs.getAttributes(file);
        long bytes = 2 * KIB + attributes.spaceUsed();
        if (attributes.isDirectory()) {
            for (DirectoryPage.Item item :
                    fs.readDirectory(Caller.ROOT, file, 0, 0, 1000, false).items()) {
                bytes += shown(fs, fs.lookup(Caller.ROOT, file, item.name()).handle());
            }
        }
        return bytes;
    }

    private static long used(DirectoryFileSystem fs) throws VfsException {
        return fs.status().totalBytes() - fs.status().freeBytes();
    }

    private static long count(Path directory) throws Exception {
        try (DirectoryFileSystem fs = TestDirectories.open(directory)) {
            long bytes = fs.countMeteredSize().bytes();
            assertThat(fs.meteredSize().orElseThrow().bytes()).isEqualTo(bytes);
            assertThat(used(fs)).isEqualTo(bytes);
            return bytes;
        }
    }
}
