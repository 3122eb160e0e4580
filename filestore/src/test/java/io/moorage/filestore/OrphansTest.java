package io.moorage.filestore;

import static io.moorage.vfs.contract.Fixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.vfs.AttributeChange;
import io.moorage.vfs.Caller;
import io.moorage.vfs.CreateMode;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.NewObject;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.Stability;
import io.moorage.vfs.VfsError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * RFC 8881 section 18.16.4: a file removed while it is open is preserved as long as it is open, and through a restart for the
 * client that reclaims its open.
 */
class OrphansTest {
    private static final String TEXT = "kept";

    private final Path temporary;
    private Path directory = Path.of("/");

    OrphansTest(@TempDir Path temporary) {
        this.temporary = temporary;
    }

    @BeforeEach
    void makeDirectory() throws IOException {
        directory = TestDirectories.make(temporary, "fs");
    }

    @Test
    void aFileRemovedWhileOpenIsThereForWhoComesBackAfterAStop() throws Exception {
        FileHandle file;
        try (DirectoryFileSystem fs = TestDirectories.open(directory)) {
            file = written(fs, "file");
            OpenFile open = fs.open(Caller.ROOT, file, OpenIntent.READ);
            fs.remove(Caller.ROOT, fs.root(), "file");
            assertThat(fs.getAttributes(open).links()).isZero();
            open.suspend();
        }
        try (DirectoryFileSystem fs = TestDirectories.open(directory)) {
            assertThat(fs.getAttributes(file).links()).isZero();
            try (OpenFile again = fs.openGranted(Caller.ROOT, file, OpenIntent.READ)) {
                fs.endReclaim();
                assertThat(content(fs, again)).isEqualTo(TEXT);
            }
            assertRefused(VfsError.STALE, () -> fs.getAttributes(file));
        }
        assertThat(filesLeft()).isZero();
    }

    /** The process dies: nothing is given back. */
    @Test
    void aFileReplacedWhileOpenIsThereForWhoComesBackAfterACrash() throws Exception {
        DirectoryFileSystem dead = TestDirectories.open(directory);
        FileHandle file = written(dead, "file");
        OpenFile lost = dead.open(Caller.ROOT, file, OpenIntent.READ);
        written(dead, "other");
        dead.rename(Caller.ROOT, dead.root(), "other", dead.root(), "file");
        try (DirectoryFileSystem fs = TestDirectories.open(directory);
                OpenFile again = fs.openGranted(Caller.ROOT, file, OpenIntent.READ)) {
            assertThat(content(fs, again)).isEqualTo(TEXT);
        }
        assertThat(lost.handle()).isEqualTo(file);
        dead.close();
    }

    @Test
    void whatNobodyComesBackForIsLetGo() throws Exception {
        FileHandle file;
        try (DirectoryFileSystem fs = TestDirectories.open(directory)) {
            file = written(fs, "file");
            OpenFile open = fs.open(Caller.ROOT, file, OpenIntent.READ);
            fs.remove(Caller.ROOT, fs.root(), "file");
            open.suspend();
        }
        try (DirectoryFileSystem fs = TestDirectories.open(directory)) {
            assertRefused(VfsError.STALE, () -> fs.open(Caller.ROOT, file, OpenIntent.READ));
            fs.endReclaim();
            assertThat(filesLeft()).isZero();
            assertRefused(VfsError.STALE, () -> fs.getAttributes(file));
            assertRefused(VfsError.STALE, () -> fs.openGranted(Caller.ROOT, file, OpenIntent.READ));
        }
    }

    @Test
    void theLastCloseLetsItGo() throws Exception {
        try (DirectoryFileSystem fs = TestDirectories.open(directory)) {
            FileHandle file = written(fs, "file");
            OpenFile open = fs.open(Caller.ROOT, file, OpenIntent.READ);
            OpenFile other = fs.open(Caller.ROOT, file, OpenIntent.READ);
            fs.remove(Caller.ROOT, fs.root(), "file");
            open.close();
            assertThat(content(fs, other)).isEqualTo(TEXT);
            assertThat(filesLeft()).isOne();
            other.close();
            assertThat(filesLeft()).isZero();
            assertRefused(VfsError.STALE, () -> fs.getAttributes(file));
        }
    }

    /** XSH rename: a directory does not replace a file. The file is as it was, and can be removed. */
    @Test
    void aRefusedReplacementLeavesTheFileWithItsName() throws Exception {
        try (DirectoryFileSystem fs = TestDirectories.open(directory)) {
            FileHandle file = written(fs, "file");
            OpenFile open = fs.open(Caller.ROOT, file, OpenIntent.READ);
            fs.createObject(Caller.ROOT, fs.root(), "dir", new NewObject.Directory(), AttributeChange.NONE);
            assertRefused(VfsError.NOTDIR, () -> fs.rename(Caller.ROOT, fs.root(), "dir", fs.root(), "file"));
            assertThat(fs.getAttributes(file).links()).isOne();
            fs.remove(Caller.ROOT, fs.root(), "file");
            assertThat(content(fs, open)).isEqualTo(TEXT);
            open.close();
        }
        assertThat(filesLeft()).isZero();
    }

    @Test
    void noClientSeesWhereTheyAreKept() throws Exception {
        try (DirectoryFileSystem fs = TestDirectories.open(directory)) {
            FileHandle file = written(fs, "file");
            OpenFile open = fs.open(Caller.ROOT, file, OpenIntent.READ);
            fs.remove(Caller.ROOT, fs.root(), "file");
            String hidden;
            try (Stream<Path> there = Files.list(directory)) {
                hidden = there.findFirst().orElseThrow().getFileName().toString();
            }
            assertThat(fs.readDirectory(Caller.ROOT, fs.root(), 0, 0, 10, true).items())
                    .isEmpty();
            assertRefused(VfsError.NOENT, () -> fs.lookup(Caller.ROOT, fs.root(), hidden));
            assertRefused(VfsError.NOENT, () -> fs.remove(Caller.ROOT, fs.root(), hidden));
            assertRefused(VfsError.ACCES, () -> written(fs, hidden));
            open.close();
        }
    }

    private static FileHandle written(DirectoryFileSystem fs, String name) throws Exception {
        FileHandle file = fs.createFile(Caller.ROOT, fs.root(), name, new CreateMode.Guarded(), AttributeChange.NONE)
                .entry()
                .handle();
        try (OpenFile open = fs.open(Caller.ROOT, file, OpenIntent.WRITE)) {
            fs.write(open, 0, ByteBuffer.wrap(TEXT.getBytes(StandardCharsets.US_ASCII)), Stability.FILE_SYNC);
        }
        return file;
    }

    private static String content(DirectoryFileSystem fs, OpenFile open) throws Exception {
        ByteBuffer target = ByteBuffer.allocate(100);
        fs.read(open, 0, target);
        return StandardCharsets.US_ASCII.decode(target.flip()).toString();
    }

    /** Regular files below the directory, on disk. */
    private long filesLeft() throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).count();
        }
    }
}
