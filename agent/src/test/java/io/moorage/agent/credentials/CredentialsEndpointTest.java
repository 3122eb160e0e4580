package io.moorage.agent.credentials;

import static io.moorage.agent.TaskPayloads.mounting;
import static io.moorage.agent.TaskPayloads.task;
import static io.moorage.agent.TaskPayloads.withRole;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.agentwire.acs.IAMRoleCredentialsMessage;
import io.moorage.agentwire.acs.RoleCredentials;
import io.moorage.agentwire.acs.TaskPayload;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

/** ECS developer guide, "IAM roles for tasks". */
final class CredentialsEndpointTest {
    private final TaskCredentials credentials = new TaskCredentials();

    @Test
    void aTaskFindsItsRolesNewestCredentials() throws Exception {
        TaskPayload task = withRole(task("a", List.of(), mounting("db", "data", "/data")));
        String path = TaskCredentials.path(task).orElseThrow();
        assertThat(TaskCredentials.path(task("b", List.of()))).isEmpty();
        try (CredentialsEndpoint endpoint = new CredentialsEndpoint(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), credentials);
                HttpClient http = HttpClient.newHttpClient()) {
            assertThat(get(http, endpoint, path).statusCode()).isEqualTo(400);
            credentials.accepted(task);
            assertThat(get(http, endpoint, path).body()).isEqualTo("""
                {"RoleArn":"arn:aws:iam::123456789012:role/app","AccessKeyId":"ASIAa","SecretAccessKey":"secret",\
                "Token":"token","Expiration":"2026-11-28T20:00:00Z"}\
                """);
            RoleCredentials newer = new RoleCredentials("a", "arn", "ASIAnewer", "s", "t", "2026-11-28T22:00:00Z");
            credentials.refreshed(
                    new IAMRoleCredentialsMessage("m", task.arn(), IAMRoleCredentialsMessage.TASK_APPLICATION, newer));
            RoleCredentials execution = new RoleCredentials("x", "arn", "ASIAexec", "s", "t", "2026-11-28T22:00:00Z");
            credentials.refreshed(new IAMRoleCredentialsMessage(
                    "m", task.arn(), IAMRoleCredentialsMessage.TASK_EXECUTION, execution));
            assertThat(get(http, endpoint, TaskCredentials.PATH + "x").statusCode())
                    .as("those of the execution role are the agent's")
                    .isEqualTo(400);
            credentials.accepted(task);
            assertThat(get(http, endpoint, path).body()).contains("ASIAnewer");
            credentials.ended(task);
            assertThat(get(http, endpoint, path).statusCode()).isEqualTo(400);
        }
    }

    private static HttpResponse<String> get(HttpClient http, CredentialsEndpoint endpoint, String path)
            throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + endpoint.address().getPort() + path);
        return http.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
    }
}
