package io.moorage.agent.api;

import static io.moorage.agent.TaskPayloads.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.agent.ContainerBuilder;
import io.moorage.agent.credentials.TaskCredentials;
import io.moorage.agent.task.Secrets;
import io.moorage.agentwire.acs.SecretPayload;
import io.moorage.agentwire.acs.TaskPayload;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** ECS developer guide, "Pass Systems Manager parameters through Amazon ECS environment variables". */
final class ParameterSecretsTest {
    private static final String ARN = "arn:aws:ssm:us-east-1:123456789012:parameter/db/password";

    private OneAnswer service;
    private ParameterSecrets secrets;

    @BeforeEach
    void serve() throws IOException {
        service = new OneAnswer("{}");
        secrets = new ParameterSecrets(service.apis(), new TaskCredentials());
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private static TaskPayload taskWith(String... references) {
        List<SecretPayload> secrets = Stream.of(references)
                .map(each -> new SecretPayload("N" + each.length(), each, null, null, "ssm", "CONTAINER"))
                .toList();
        return task(
                "a", List.of(), ContainerBuilder.named("db").secrets(secrets).build());
    }

    /** "If the parameter exists in the same Region as the task, you can use either the full ARN or the name." */
    @Test
    void aParameterIsNamedByNameOrArn() throws Exception {
        service.answer =
                "{\"Parameters\":[{\"Name\":\"/db/password\",\"Value\":\"hush\"},{\"Name\":\"plain\",\"Value\":\"p\"}]}";
        assertThat(secrets.read(taskWith(ARN, "plain"))).isEqualTo(Map.of(ARN, "hush", "plain", "p"));
        assertThat(service.body)
                .contains("\"Names\":[\"/db/password\",\"plain\"]")
                .contains("\"WithDecryption\":true");
    }

    /** ECS developer guide, "Stopped tasks error messages": ResourceInitializationError. */
    @Test
    void whatIsMissingOrDeniedIsRefusedAndWhatIsAwayIsNot() {
        service.answer = "{\"Parameters\":[],\"InvalidParameters\":[\"plain\"]}";
        assertThatThrownBy(() -> secrets.read(taskWith("plain")))
                .isInstanceOf(Secrets.Refused.class)
                .hasMessageStartingWith("ResourceInitializationError: unable to pull secrets or registry auth")
                .hasMessageEndingWith("invalid parameters: plain");
        service.status = 400;
        service.answer = "{\"__type\":\"AccessDeniedException\",\"message\":\"no\"}";
        assertThatThrownBy(() -> secrets.read(taskWith("plain")))
                .isInstanceOf(Secrets.Refused.class)
                .hasMessageContaining("AccessDeniedException");
        service.status = 503;
        service.answer = "{}";
        assertThatThrownBy(() -> secrets.read(taskWith("plain"))).isInstanceOf(IOException.class);
    }
}
