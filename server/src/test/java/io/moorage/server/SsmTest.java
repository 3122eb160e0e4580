package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Systems Manager's parameters as Debian's AWS CLI speaks them, against {@code server --simulate}. */
@EnabledIf("isInstalled")
final class SsmTest {
    static boolean isInstalled() {
        return AwsCli.isInstalled();
    }

    @Test
    void parametersAndTheImageThatIsRecommended(@TempDir Path home) throws Exception {
        try (SimulatedServer server = new SimulatedServer(home)) {
            AwsCli cli = new AwsCli(server.uri(), home);
            cli.done("ssm", "put-parameter", "--name", "/app/db", "--value", "mysql", "--type", "String");
            assertThat(cli.done("ssm", "get-parameters-by-path", "--path", "/app"))
                    .contains("\"Value\": \"mysql\"", "\"Version\": 1");
            assertThat(cli.run("ssm", "put-parameter", "--name", "/app/db", "--value", "x", "--type", "String")
                            .output())
                    .contains("(ParameterAlreadyExists) when calling the PutParameter operation");
            String image = AwsCli.value(
                    cli.done(
                            "ssm",
                            "get-parameter",
                            "--name",
                            "/aws/service/ecs/optimized-ami/amazon-linux-2/recommended/image_id"),
                    "Value");
            assertThat(cli.done("ec2", "describe-images", "--image-ids", image)).contains(image);
            assertThat(cli.run("ssm", "get-parameter", "--name", "").output()).contains("Name");
            assertThat(cli.run("ssm", "send-command", "--document-name", "AWS-RunShellScript")
                            .output())
                    .contains("(UnsupportedOperationException)", "SendCommand");
        }
    }
}
