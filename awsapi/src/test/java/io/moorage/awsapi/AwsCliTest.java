package io.moorage.awsapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsapi.testing.TestEndpoint;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Debian's AWS CLI as a judge that is not written in Java: once per protocol, in clear and over TLS. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf("isInstalled")
final class AwsCliTest {
    private static final Path CLI = Path.of("/usr/bin/aws");

    private TestEndpoint endpoint;
    private Path directory;

    static boolean isInstalled() {
        return Files.isExecutable(CLI);
    }

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        directory = temporary;
        endpoint = new TestEndpoint(temporary, List.of());
    }

    @AfterAll
    void stop() throws Exception {
        endpoint.close();
    }

    private record Run(int exitCode, String output) {}

    private Run aws(String command, boolean tls) throws Exception {
        List<String> line = new ArrayList<>(List.of(CLI.toString(), "--endpoint-url"));
        line.add(tls ? endpoint.tlsUri().toString() : endpoint.uri().toString());
        if (tls) {
            line.addAll(List.of("--ca-bundle", endpoint.ca().rootFile().toString()));
        }
        line.addAll(List.of("--region", "us-east-1", "--output", "json", "--no-cli-pager"));
        line.addAll(Arrays.asList(command.split(" ")));
        Path output = Files.createTempFile(directory, "aws", ".out");
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", "/usr/bin:/bin");
        builder.environment().put("HOME", directory.toString());
        builder.environment().put("AWS_ACCESS_KEY_ID", "ASIASESSION");
        builder.environment().put("AWS_SECRET_ACCESS_KEY", "session-secret");
        builder.environment().put("AWS_SESSION_TOKEN", "the+token==");
        builder.environment().put("AWS_EC2_METADATA_DISABLED", "true");
        Process process = builder.start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS))
                    .as("aws " + command + " ended")
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Run(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    }

    @Test
    void json() throws Exception {
        Run made = aws("ecs create-cluster --cluster-name c --tags key=a,value=b", false);
        assertThat(made.exitCode()).as(made.output()).isZero();
        assertThat(made.output()).contains("\"clusterName\": \"c\"", "\"value\": \"b\"");

        Run refused = aws("ecs create-cluster --cluster-name taken", false);
        assertThat(refused.exitCode()).isEqualTo(254);
        assertThat(refused.output())
                .contains("An error occurred (ClientException) when calling the CreateCluster operation: The cluster is"
                        + " <taken> & \"gone\".");
    }

    @Test
    void restJson() throws Exception {
        Run made = aws("efs create-file-system --creation-token t --tags Key=Name,Value=efs-docker", false);
        assertThat(made.exitCode()).as(made.output()).isZero();
        assertThat(made.output()).contains("\"FileSystemId\": \"fs-0123456789abcdef0\"", "\"Value\": 6144");

        Run untagged = aws(
                "efs untag-resource --resource-id"
                        + " arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/fs-0123456789abcdef0"
                        + " --tag-keys [\"a\",\"b\\u0020c\"]",
                false);
        assertThat(untagged.exitCode()).as(untagged.output()).isZero();

        Run refused = aws("efs delete-file-system --file-system-id fs-00000000", false);
        assertThat(refused.output())
                .contains("(FileSystemNotFound) when calling the DeleteFileSystem operation: File system"
                        + " 'fs-00000000' does not exist.");
    }

    @Test
    void ec2Query() throws Exception {
        Run made = aws(
                "ec2 run-instances --image-id ami-1 --instance-type t3.micro --count 1"
                        + " --tag-specifications ResourceType=instance,Tags=[{Key=Name,Value=x}]",
                false);
        assertThat(made.exitCode()).as(made.output()).isZero();
        assertThat(made.output())
                .contains(
                        "\"InstanceId\": \"i-0123456789abcdef0\"",
                        "\"LaunchTime\": \"2026-11-22T18:00:00.250000+00:00\"");

        Run refused = aws("ec2 describe-instances --instance-ids i-7", false);
        assertThat(refused.output()).contains("(InvalidInstanceID.NotFound)", "The instance ID 'i-7' does not exist");
    }

    @Test
    void queryOverTls() throws Exception {
        Run identity = aws("sts get-caller-identity", true);
        assertThat(identity.exitCode()).as(identity.output()).isZero();
        assertThat(identity.output()).contains(TestEndpoint.SESSION.arn());

        Run made = aws("iam create-role --role-name r --assume-role-policy-document {}", true);
        assertThat(made.exitCode()).as(made.output()).isZero();
        assertThat(made.output())
                .contains("\"RoleName\": \"r\"", "\"CreateDate\": \"2026-11-22T18:00:00.250000+00:00\"");
    }
}
