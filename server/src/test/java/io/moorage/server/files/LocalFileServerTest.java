package io.moorage.server.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moorage.ec2.network.NetworkNames;
import io.moorage.efs.FileServers.Copied;
import io.moorage.efs.FileServers.Declaration;
import io.moorage.efs.FileServers.Metered;
import io.moorage.efs.FileServers.Terms;
import io.moorage.fileserver.control.FileServerClient;
import io.moorage.model.efs.LifecycleConfiguration;
import io.moorage.server.process.DetachedProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What EFS's loops ask for, done by a real file server's process on real directories. */
class LocalFileServerTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final LifecycleConfiguration NEVER =
            new LifecycleConfiguration(Optional.empty(), Optional.empty(), false);

    private final Path home;
    private final FileServerProcess process;
    private final LocalFileServer files;

    LocalFileServerTest(@TempDir Path home) {
        this.home = home;
        this.process = new FileServerProcess(
                new DetachedProcess.Jvm(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        System.getProperty("java.class.path"),
                        Optional.empty()),
                home);
        this.files = new LocalFileServer(
                process,
                new FileServerClient(process.controlSocket(), Duration.ofSeconds(10)),
                home.resolve("efs"),
                new NetworkNames("test"));
    }

    @BeforeEach
    void start() throws IOException {
        process.ensureRunning();
        await("the file server").atMost(PATIENCE).until(files::answers);
        files.create("fs-1");
        files.create("fs-2");
        files.export(new Declaration(Set.of(), Set.of(terms("fs-1", false), terms("fs-2", true))));
        Files.writeString(home.resolve("efs/fs-1/file"), "content");
    }

    @AfterEach
    void kill() {
        process.kill();
    }

    @Test
    void aSnapshotIsMadeRestoredAndForgotten() throws Exception {
        done(() -> files.snapshot("rp-1", "fs-1", Optional.empty()));
        done(() -> files.snapshot("rp-2", "fs-1", Optional.of("rp-1")));
        process.kill();
        process.ensureRunning();
        await("the file server").atMost(PATIENCE).until(files::answers);
        done(() -> files.restore("rp-2", "fs-1", "aws-backup-restore_1"));
        assertThat(home.resolve("efs/fs-1/aws-backup-restore_1/file")).hasContent("content");
        files.forget("rp-1");
        files.forget("rp-2");
        await("its space to be freed").atMost(PATIENCE).untilAsserted(() -> assertThat(home.resolve("efs-snapshots"))
                .isEmptyDirectory());
        assertThat(files.restore("rp-2", "fs-1", "aws-backup-restore_2")).isInstanceOf(Copied.Running.class);
        await("the refusal")
                .atMost(PATIENCE)
                .until(() -> files.restore("rp-2", "fs-1", "aws-backup-restore_2") instanceof Copied.Failed);
    }

    @Test
    void aDestinationFollowsAndKeepsWhatItHasWhenReplicationEnds() throws Exception {
        done(() -> files.replicate("fs-1", "fs-2"));
        assertThat(home.resolve("efs/fs-2/file")).hasContent("content");
        Files.writeString(home.resolve("efs/fs-1/file"), "changed");
        done(() -> files.replicate("fs-1", "fs-2"));
        assertThat(home.resolve("efs/fs-2/file")).hasContent("changed");
        await("sizes").atMost(PATIENCE).until(() -> files.metered().size() == 2);
        await("the same size")
                .atMost(PATIENCE)
                .until(
                        () -> files.metered().values().stream().distinct().toList(),
                        sizes -> sizes.equals(List.of(new Metered(2 * 6144, 0, 0))));
        done(() -> files.endReplication("fs-2"));
        done(() -> files.endReplication("fs-2"));
        assertThat(home.resolve("efs/fs-2/file")).hasContent("changed");
        await("its space to be freed").atMost(PATIENCE).untilAsserted(() -> assertThat(home.resolve("efs-replicas"))
                .isEmptyDirectory());
    }

    private interface Asked {
        Copied ask() throws Exception;
    }

    private static void done(Asked asked) {
        assertThat(await("the copy").atMost(PATIENCE).until(asked::ask, copy -> !(copy instanceof Copied.Running)))
                .isInstanceOf(Copied.Done.class);
    }

    private static Terms terms(String id, boolean readOnly) {
        return new Terms(
                id, "arn:" + id, readOnly, Optional.empty(), "elastic", Optional.empty(), false, NEVER, List.of());
    }
}
