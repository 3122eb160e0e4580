package io.moorage.filestore;

import static io.moorage.vfs.contract.Fixture.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.vfs.Caller;
import io.moorage.vfs.FileHandle;
import io.moorage.vfs.OpenFile;
import io.moorage.vfs.OpenIntent;
import io.moorage.vfs.VfsError;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Far more files are open than the process may hold descriptors of (EFS quotas: 65,536 open files for each client). */
class IdleOpensTest {
    private static final int FILES = 1000;

    private final Path temporary;
    private Path directory = Path.of("/");

    IdleOpensTest(@TempDir Path temporary) {
        this.temporary = temporary;
    }

    @BeforeEach
    void makeFiles() throws IOException {
        directory = TestDirectories.make(temporary, "fs");
        for (int i = 0; i < FILES; i++) {
            Files.writeString(directory.resolve("file" + i), "content of " + i);
        }
    }

    @Test
    void idleOnesGiveTheirDescriptorsBackAndCanBeUsedAllTheSame() throws Exception {
        try (DirectoryFileSystem fs = TestDirectories.open(directory)) {
            List<OpenFile> open = openAll(fs);
            assertThat(descriptors()).isLessThan(2 * TestDirectories.FEW_FILES + 10);
            for (int i = 0; i < FILES; i++) {
                assertThat(content(fs, open.get(i))).isEqualTo("content of " + i);
            }
            closeAll(open);
        }
        assertThat(descriptors()).isZero();
    }

    @Test
    void oneRemovedWhileItHadNoDescriptorIsKeptUntilItsLastClose() throws Exception {
        try (DirectoryFileSystem fs = TestDirectories.open(directory)) {
            List<OpenFile> open = openAll(fs);
            for (int i = 0; i < FILES; i++) {
                fs.remove(Caller.ROOT, fs.root(), "file" + i);
            }
            assertThat(descriptors()).isLessThan(2 * TestDirectories.FEW_FILES + FILES);
            for (int i = 0; i < FILES; i++) {
                assertThat(content(fs, open.get(i))).isEqualTo("content of " + i);
                assertThat(fs.getAttributes(open.get(i)).links()).isZero();
            }
            closeAll(open);
            assertThat(filesLeft()).isZero();
            assertRefused(VfsError.STALE, () -> fs.getAttributes(open.getFirst().handle()));
        }
        assertThat(descriptors()).isZero();
    }

    /** What is removed below the server has no name by which it could be opened again. */
    @Test
    void oneThatLostItsNameByHandKeepsItsDescriptorsOnceThatWasSeen() throws Exception {
        try (DirectoryFileSystem fs = TestDirectories.open(directory)) {
            OpenFile nameless = open(fs, 0);
            Files.delete(directory.resolve("file0"));
            assertThat(fs.getAttributes(nameless).links()).isZero();
            List<OpenFile> open = new ArrayList<>();
            for (int i = 1; i < FILES; i++) {
                open.add(open(fs, i));
            }
            assertThat(content(fs, nameless)).isEqualTo("content of 0");
            closeAll(open);
            nameless.close();
            assertRefused(VfsError.STALE, () -> fs.getAttributes(nameless.handle()));
        }
        assertThat(descriptors()).isZero();
    }

    private static List<OpenFile> openAll(DirectoryFileSystem fs) throws Exception {
        List<OpenFile> open = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
            open.add(open(fs, i));
        }
        return open;
    }

    private static OpenFile open(DirectoryFileSystem fs, int number) throws Exception {
        FileHandle file = fs.lookup(Caller.ROOT, fs.root(), "file" + number).handle();
        return fs.open(Caller.ROOT, file, OpenIntent.READ_WRITE);
    }

    private static void closeAll(List<OpenFile> open) throws Exception {
        for (OpenFile file : open) {
            file.close();
        }
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

    /** This process's descriptors of anything in the directory. */
    private long descriptors() throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
            return all.filter(this::isInside).count();
        }
    }

    private boolean isInside(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).startsWith(directory);
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }
}
