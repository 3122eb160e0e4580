package io.moorage.agent.volume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** nfs(5), "hard": the client asks "indefinitely"; {@link Mounter#makeDirectory} does not wait for that. */
final class NetworkDirectoriesTest {
    private static final Path DIRECTORY = Path.of("/mnt/efs/mysql");

    private final AtomicInteger calls = new AtomicInteger();

    @Test
    void oneCallWaitsForAServerThatDoesNotAnswer() {
        CountDownLatch back = new CountDownLatch(1);
        NetworkDirectories directories = new NetworkDirectories(
                any -> {
                    calls.incrementAndGet();
                    try {
                        back.await();
                    } catch (InterruptedException e) {
                        throw new IOException(e);
                    }
                },
                Duration.ofMillis(1));
        assertThat(directories.make(DIRECTORY)).contains("its file system does not answer");
        assertThat(directories.make(DIRECTORY)).isPresent();
        await().until(() -> calls.get() > 0);
        assertThat(calls).hasValue(1);
        back.countDown();
        await().until(() -> directories.make(DIRECTORY).isEmpty());
    }

    @Test
    void aRefusalIsTold() {
        NetworkDirectories directories = new NetworkDirectories(
                any -> {
                    if (calls.incrementAndGet() == 1) {
                        throw new IOException("Permission denied");
                    }
                },
                Duration.ofSeconds(20));
        assertThat(directories.make(DIRECTORY)).contains("Permission denied");
        assertThat(directories.make(DIRECTORY)).isEqualTo(Optional.empty());
    }
}
