package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final Path CLI = Path.of("/usr/bin/aws");

    private SimulatedServer server;
    private Path directory;

    static boolean isInstalled() {
        return Files.isExecutable(CLI);
    }

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        directory = home;
        server = new SimulatedServer(home);
    }

    @AfterAll
    void stop() throws Exception {
        server.close();
    }

    @Test
    void aFileSystemWithAllThatGoesWithIt() throws Exception {
        String fileSystem = value(
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
        String point = value(
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

    private record Run(int exitCode, String output) {}

    private String done(String... command) throws Exception {
        Run run = aws(command);
        assertThat(run.exitCode()).as(run.output()).isZero();
        return run.output();
    }

    private Run aws(String... command) throws Exception {
        List<String> line = new ArrayList<>(List.of(
                CLI.toString(),
                "--endpoint-url",
                server.uri().toString(),
                "--region",
                "us-east-1",
                "--output",
                "json",
                "--no-cli-pager",
                "efs"));
        line.addAll(List.of(command));
        Path output = Files.createTempFile(directory, "aws", ".out");
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("HOME", directory.toString());
        builder.environment().put("AWS_ACCESS_KEY_ID", "test");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "test");
        builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as(String.join(" ", command) + " ended")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Run(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }

    private static String value(String json, String member) {
        Matcher matcher = Pattern.compile("\"" + member + "\": \"([^\"]+)\"").matcher(json);
        assertThat(matcher.find()).as(json).isTrue();
        return matcher.group(1);
    }
}
