package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** EFS as Debian's AWS CLI speaks it, against {@code server --simulate}. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf("isInstalled")
final class EfsCliTest {
    private SimulatedServer server;
    private AwsCli cli;

    static boolean isInstalled() {
        return AwsCli.isInstalled();
    }

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        server = new SimulatedServer(home);
        cli = new AwsCli(server.uri(), home);
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    @Test
    void aFileSystemWithAllThatGoesWithIt() throws Exception {
        String fileSystem = AwsCli.value(
                done(
                        "create-file-system",
                        "--creation-token",
                        "t",
                        "--encrypted",
                        "--backup",
                        "--tags",
                        "Key=Name,Value=a"),
                "FileSystemId");
        await().atMost(Duration.ofSeconds(30))
                .until(() ->
                        server.efs("GET", "/2015-02-01/file-systems", "").body().contains("\"available\""));
        String point = AwsCli.value(
                done(
                        "create-access-point",
                        "--file-system-id",
                        fileSystem,
                        "--posix-user",
                        "Uid=1000,Gid=1001,SecondaryGids=5,6",
                        "--root-directory",
                        "Path=/app,CreationInfo={OwnerUid=1,OwnerGid=2,Permissions=0750}"),
                "AccessPointId");
        assertThat(done("describe-access-points", "--file-system-id", fileSystem, "--max-results", "1"))
                .contains(point, "\"Permissions\": \"0750\"", "\"Path\": \"/app\"");

        String policy =
                "{\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":\"elasticfilesystem:ClientMount\"}]}";
        done("put-file-system-policy", "--file-system-id", fileSystem, "--policy", policy);
        assertThat(aws("put-file-system-policy", "--file-system-id", fileSystem, "--policy", "{}")
                        .output())
                .contains("(InvalidPolicyException) when calling the PutFileSystemPolicy operation");
        assertThat(done("describe-backup-policy", "--file-system-id", fileSystem))
                .contains("\"ENABLED\"");

        assertThat(done(
                        "create-replication-configuration",
                        "--source-file-system-id",
                        fileSystem,
                        "--destinations",
                        "Region=us-east-1"))
                .contains("\"Status\": \"ENABLING\"");
        assertThat(aws("delete-file-system", "--file-system-id", fileSystem).output())
                .contains("(FileSystemInUse) when calling the DeleteFileSystem operation");
        done("delete-replication-configuration", "--source-file-system-id", fileSystem);
        done("delete-access-point", "--access-point-id", point);
    }

    private String done(String... command) throws Exception {
        return cli.done(efs(command));
    }

    private AwsCli.Run aws(String... command) throws Exception {
        return cli.run(efs(command));
    }

    private static String[] efs(String... command) {
        return Stream.concat(Stream.of("efs"), Stream.of(command)).toArray(String[]::new);
    }
}
