package io.moorage.server.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moorage.fileserver.control.FileServerClient;
import io.moorage.server.process.DetachedProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileServerProcessTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path home = Path.of("set by JUnit");

    /** JEP 483: a cache that cannot be used is passed over, unless the JVM is told to insist (-XX:AOTMode=on). */
    @Test
    void anArchiveThatCannotBeUsedCostsNothingButTime() throws Exception {
        Path broken = Files.writeString(home.resolve("broken.aot"), "no archive");
        FileServerProcess process = process(Optional.of(broken));
        try {
            process.ensureRunning();
            awaitAnswer(process);
            assertThat(home.resolve("log/fileserver.log")).content().doesNotContain("aot");
        } finally {
            process.kill();
        }
    }

    @Test
    void aRunningFileServerIsAdoptedAndAKilledOneIsGone() throws Exception {
        FileServerProcess first = process(Optional.empty());
        try {
            first.ensureRunning();
            awaitAnswer(first);
            long pid = first.find().orElseThrow().pid();
            FileServerProcess second = process(Optional.empty());
            second.ensureRunning();
            assertThat(second.find().orElseThrow().pid()).isEqualTo(pid);
            second.kill();
            assertThat(first.find()).isEmpty();
        } finally {
            first.kill();
        }
    }

    private FileServerProcess process(Optional<Path> archive) {
        return new FileServerProcess(
                new DetachedProcess.Jvm(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        System.getProperty("java.class.path"),
                        archive),
                home);
    }

    private static void awaitAnswer(FileServerProcess process) {
        FileServerClient client = new FileServerClient(process.controlSocket(), PATIENCE);
        await("the file server to answer")
                .atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> client.ping().processId()
                        == process.find().orElseThrow().pid());
    }
}
