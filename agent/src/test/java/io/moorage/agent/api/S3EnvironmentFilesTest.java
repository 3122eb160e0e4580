package io.moorage.agent.api;

import static io.moorage.agent.TaskPayloads.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.agent.ContainerBuilder;
import io.moorage.agent.credentials.TaskCredentials;
import io.moorage.agent.task.EnvironmentFiles;
import io.moorage.agent.task.Secrets;
import io.moorage.agentwire.acs.EnvironmentFilePayload;
import io.moorage.agentwire.acs.TaskPayload;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** ECS developer guide, "Pass environment variables to an Amazon ECS container". */
final class S3EnvironmentFilesTest {
    private static final String ARN = "arn:aws:s3:::bucket/a dir/my.env";

    private OneAnswer service;
    private S3EnvironmentFiles files;

    @BeforeEach
    void serve() throws IOException {
        service = new OneAnswer("");
        files = new S3EnvironmentFiles(service.apis(), new TaskCredentials());
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private static TaskPayload asking() {
        return task(
                "a",
                List.of(),
                ContainerBuilder.named("db")
                        .environmentFiles(List.of(new EnvironmentFilePayload(ARN, EnvironmentFilePayload.S3)))
                        .build());
    }

    @Test
    void anObjectIsReadSigned() throws Exception {
        service.answer = "A=1\n";
        assertThat(files.read(asking())).isEqualTo(Map.of(ARN, Map.of("A", "1")));
        assertThat(service.asked).startsWith("GET /bucket/a%20dir/my.env ").contains("/us-east-1/s3/aws4_request");
    }

    /** "Each line in an environment file contains an environment variable in VARIABLE=VALUE format"; "#" begins a comment. */
    @Test
    void aLineIsAVariable() {
        assertThat(EnvironmentFiles.parse("""
                # PASSWORD=commented out
                A=1
                QUOTED="a = b"
                SPACED = x\s
                no sign
                =no name
                NO_VALUE=
                A=2
                """)).isEqualTo(Map.of("A", "2", "QUOTED", "\"a = b\"", "SPACED ", " x "));
    }

    /** ECS developer guide, "Stopped tasks error messages": ResourceInitializationError. */
    @Test
    void whatIsMissingOrDeniedIsRefusedAndWhatIsAwayIsNot() {
        service.status = 404;
        service.answer = "<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>";
        assertThatThrownBy(() -> files.read(asking()))
                .isInstanceOf(Secrets.Refused.class)
                .hasMessage(
                        "ResourceInitializationError: failed to download env files: unable to download env file with"
                                + " key a dir/my.env from bucket bucket: NoSuchKey: The specified key does not exist.");
        service.status = 400;
        service.answer = "<Error><Code>ExpiredToken</Code><Message>expired</Message></Error>";
        assertThatThrownBy(() -> files.read(asking())).isInstanceOf(IOException.class);
        service.status = 503;
        service.answer = "";
        assertThatThrownBy(() -> files.read(asking())).isInstanceOf(IOException.class);
    }

    @Test
    void aFileWithoutEndIsRefused() {
        service.answer = "A=" + "x".repeat(2 << 20);
        assertThatThrownBy(() -> files.read(asking()))
                .isInstanceOf(Secrets.Refused.class)
                .hasMessageContaining("larger than");
    }
}
