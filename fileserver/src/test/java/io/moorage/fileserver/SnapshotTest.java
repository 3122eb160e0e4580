package io.moorage.fileserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moorage.fileserver.control.FileSystemTerms;
import io.moorage.fileserver.control.Request;
import io.moorage.fileserver.control.Response;
import io.moorage.fileserver.control.Response.Copy.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies by a file server's process that is killed (SIGKILL) again and again while it makes them. */
class SnapshotTest {
    private static final String ID = "fs-1";
    private static final int FILES = 3000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Path home;
    private final Path directory;
    private FileServerChild server;

    SnapshotTest(@TempDir Path home) throws Exception {
        this.home = home;
        this.directory = Files.createDirectories(home.resolve("fs"));
        for (int i = 0; i < FILES; i++) {
            Path parent = Files.createDirectories(directory.resolve("d" + i % 50));
            Files.writeString(parent.resolve("f" + i), "content " + i);
        }
        Files.createDirectory(home.resolve("snapshots"));
        this.server = start();
    }

    private FileServerChild start() throws IOException {
        return FileServerChild.start(home, "--lease", "5");
    }

    @AfterEach
    void kill() throws InterruptedException {
        server.kill();
    }

    @Test
    void aKillInTheMiddleLeavesNothingHalfMade() throws Exception {
        server.client().declare(List.of(), List.of(terms()));
        Path snapshot = home.resolve("snapshots/rp-1");
        Request.Snapshot wanted = new Request.Snapshot(ID, snapshot.toString(), null);
        for (int kill = 0; kill < 3; kill++) {
            assertThat(server.client().snapshot(wanted).state()).isEqualTo(State.RUNNING);
            await("some of it")
                    .atMost(PATIENCE)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> started("snapshots"));
            server.kill();
            assertThat(snapshot)
                    .as("what has its name is whole")
                    .satisfiesAnyOf(path -> assertThat(path).doesNotExist(), path -> assertThat(files(path))
                            .isEqualTo(FILES));
            server = start();
        }
        done(() -> server.client().snapshot(wanted));
        assertThat(files(snapshot)).isEqualTo(FILES);
        assertThat(home.resolve("snapshots/.making-rp-1")).doesNotExist();
        server.kill();
        server = start();
        assertThat(done(() -> server.client().snapshot(wanted)).state())
                .as("a copy that is there is not made again")
                .isEqualTo(State.DONE);

        Request.Restore restore = new Request.Restore(snapshot.toString(), ID, "aws-backup-restore_1");
        assertThat(server.client().restore(restore).state()).isEqualTo(State.RUNNING);
        server.kill();
        Path restored = directory.resolve("aws-backup-restore_1");
        assertThat(restored).satisfiesAnyOf(path -> assertThat(path).doesNotExist(), path -> assertThat(files(path))
                .isEqualTo(FILES));
        server = start();
        done(() -> server.client().restore(restore));
        assertThat(files(restored)).isEqualTo(FILES);
        assertThat(directory.resolve(".moorage-restoring")).doesNotExist();
    }

    private interface Asked {
        Response.Copy ask() throws Exception;
    }

    private static Response.Copy done(Asked asked) {
        return await("the copy").atMost(PATIENCE).until(asked::ask, copy -> copy.state() != State.RUNNING);
    }

    private boolean started(String parent) throws IOException {
        try (Stream<Path> paths = Files.list(home.resolve(parent))) {
            return paths.findAny().isPresent();
        }
    }

    private static long files(Path tree) throws IOException {
        try (Stream<Path> paths = Files.walk(tree)) {
            return paths.filter(Files::isRegularFile).count();
        }
    }

    private FileSystemTerms terms() {
        return new FileSystemTerms(
                ID, directory.toString(), "arn:" + ID, false, null, "elastic", null, false, null, List.of());
    }
}
