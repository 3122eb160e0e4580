package io.moorage.filestore;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

    private static long count(Path directory) throws Exception {
        try (DirectoryFileSystem fs = TestDirectories.open(directory)) {
            long bytes = fs.countMeteredSize().bytes();
            assertThat(fs.meteredSize().bytes()).isEqualTo(bytes);
            return bytes;
        }
    }
}
