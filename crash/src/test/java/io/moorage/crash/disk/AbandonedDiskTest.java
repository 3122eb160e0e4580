package io.moorage.crash.disk;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.moorage.crash.Shell;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that fell silent keeps nobody waiting once whoever cut its power is dead. */
class AbandonedDiskTest {
    @Test
    void whoWaitsForItIsTold(@TempDir Path home) throws Exception {
        assumeTrue(PowerCutDisk.missing() == null, String.valueOf(PowerCutDisk.missing()));
        try (Shell shell = new Shell();
                PowerCutDisk disk = PowerCutDisk.make(
                        shell, home.resolve("power"), 16L << 20, List.of("mkfs.ext4", "-q", "-F"), "defaults")) {
            Path file = Files.createFile(shell.seen(disk.root().resolve("file")));
            int ignored = disk.cut(null);
            CompletableFuture<Void> waiting = CompletableFuture.runAsync(
                    () -> sync(file), command -> Thread.ofPlatform().daemon().start(command));
            disk.abandon();
            assertThatThrownBy(() -> waiting.get(30, TimeUnit.SECONDS)).hasRootCauseInstanceOf(IOException.class);
        }
    }

    private static void sync(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[8192]));
            channel.force(true);
        } catch (IOException told) {
            throw new UncheckedIOException(told);
        }
    }
}
