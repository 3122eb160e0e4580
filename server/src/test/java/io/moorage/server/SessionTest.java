package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moorage.base.sigv4.Uri;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Session Manager: {@code API_StartSession} and {@code API_TerminateSession}, and the channel of a session. */
final class SessionTest {
    private static final String KEY = "AWS4-HMAC-SHA256 Credential=%s/20261122/us-east-1/ssm/aws4_request,"
            + " SignedHeaders=host;x-amz-date, Signature=00";

    private final ObjectMapper json = new ObjectMapper();
    private SimulatedServer server;
    private String instance;

    @BeforeEach
    void launch(@TempDir Path home) throws Exception {
        server = new SimulatedServer(home);
        Matcher image = Pattern.compile("<imageId>(ami-[^<]+)<")
                .matcher(server.ec2("Action=DescribeImages").body());
        assertThat(image.find()).isTrue();
        Matcher made = Pattern.compile("<instanceId>(i-[^<]+)<")
                .matcher(server.ec2("Action=RunInstances&MinCount=1&MaxCount=1&ImageId=" + image.group(1))
                        .body());
        assertThat(made.find()).isTrue();
        instance = made.group(1);
        Awaitility.await("the instance runs")
                .atMost(Duration.ofSeconds(20))
                .until(() -> server.ssm("StartSession", target()).statusCode() == 200);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    private String target() {
        return "{\"Target\":\"" + instance + "\"}";
    }

    @Test
    void whatIsTypedReachesTheShellUntilItEnds() throws Exception {
        JsonNode opened = json.readTree(server.ssm("StartSession", target()).body());
        assertThat(opened.path("SessionId").asText()).matches("root-[0-9a-f]{17}");
        assertThat(opened.path("StreamUrl").asText())
                .contains(opened.path("SessionId").asText());
        Ear ear = new Ear();
        WebSocket socket = connect(
                opened.path("SessionId").asText(), opened.path("TokenValue").asText(), ear);
        ear.hears("ExecReady");
        say(socket, "ExecStart", "{\"terminal\":true,\"rows\":24,\"columns\":80}");
        assertThat(ear.output()).isEqualTo("[root@" + instance + " ~]# ");
        type(socket, "exit\r");
        assertThat(ear.hears("ExecEnd").path("exitCode").asInt(-1)).isZero();
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(10, TimeUnit.SECONDS);
        Awaitility.await("the session is forgotten")
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(terminate(opened).body()).contains("DoesNotExistException"));
    }

    /** "Permanently ends a session and closes the data connection between the Session Manager client and SSM Agent". */
    @Test
    void aTerminatedSessionIsOver() throws Exception {
        JsonNode opened = json.readTree(server.ssm("StartSession", target()).body());
        Ear ear = new Ear();
        WebSocket socket = connect(
                opened.path("SessionId").asText(), opened.path("TokenValue").asText(), ear);
        ear.hears("ExecReady");
        say(socket, "ExecStart", "{\"terminal\":true,\"rows\":24,\"columns\":80}");
        ear.hears("ExecOutput");
        assertThat(terminate(opened).body()).contains(opened.path("SessionId").asText());
        ear.hears("closed");
    }

    private HttpResponse<String> terminate(JsonNode opened) throws Exception {
        return server.ssm(
                "TerminateSession",
                "{\"SessionId\":\"" + opened.path("SessionId").asText() + "\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "i-0123456789abcdef0, '',                                                      TargetNotConnected",
        "THIS,                '\"DocumentName\":\"AWS-StartPortForwardingSession\"',   UnsupportedOperationException",
        "THIS,                '\"DocumentName\":\"AWS-StartInteractiveCommand\"',      InvalidParameters",
    })
    void whatCannotBeIsRefused(String target, String more, String code) throws Exception {
        HttpResponse<String> refused = server.ssm(
                "StartSession",
                "{\"Target\":\"" + target.replace("THIS", instance) + "\"" + (more.isEmpty() ? "" : ",") + more + "}");
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.body()).contains(code);
    }

    /** The token is the session's own, it opens one connection, and a key is needed beside it. */
    @Test
    void nobodyElseConnects() throws Exception {
        JsonNode opened = json.readTree(server.ssm("StartSession", target()).body());
        String id = opened.path("SessionId").asText();
        assertThatThrownBy(() -> connect(id, "0", new Ear())).isInstanceOf(ExecutionException.class);
        server.iam("Action=CreateUser&UserName=ada");
        String key = server.iam("Action=CreateAccessKey&UserName=ada").body();
        Matcher keyId = Pattern.compile("<AccessKeyId>([^<]+)<").matcher(key);
        assertThat(keyId.find()).isTrue();
        assertThatThrownBy(() -> connect(id, opened.path("TokenValue").asText(), new Ear(), keyId.group(1)))
                .isInstanceOf(ExecutionException.class);
        Ear first = new Ear();
        WebSocket ignored = connect(id, opened.path("TokenValue").asText(), first);
        first.hears("ExecReady");
        Ear second = new Ear();
        WebSocket late = connect(id, opened.path("TokenValue").asText(), second);
        second.hears("closed");
        assertThat(late.isInputClosed()).isTrue();
    }

    private WebSocket connect(String id, String token, Ear ear) throws Exception {
        return connect(id, token, ear, "test");
    }

    private WebSocket connect(String id, String token, Ear ear, String key) throws Exception {
        return HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .header("X-Amz-Date", "20261122T180000Z")
                .header("Authorization", KEY.formatted(key))
                .buildAsync(
                        URI.create("ws://127.0.0.1:" + server.port() + "/session/ws?sessionId=" + Uri.encode(id)
                                + "&token=" + token),
                        ear)
                .get(10, TimeUnit.SECONDS);
    }

    private static void say(WebSocket socket, String type, String message) throws Exception {
        socket.sendText("{\"type\":\"" + type + "\",\"message\":" + message + "}", true)
                .get(10, TimeUnit.SECONDS);
    }

    private static void type(WebSocket socket, String text) throws Exception {
        say(
                socket,
                "ExecInput",
                "{\"data\":\"" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "\"}");
    }

    private final class Ear implements WebSocket.Listener {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            heard.add(data.toString());
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            heard.add("{\"type\":\"closed\"}");
            return null;
        }

        JsonNode hears(String type) throws Exception {
            while (true) {
                String text = heard.poll(10, TimeUnit.SECONDS);
                assertThat(text).as("waiting for " + type).isNotNull();
                JsonNode envelope = json.readTree(text);
                if (envelope.path("type").asText().equals(type)) {
                    return envelope.path("message");
                }
            }
        }

        String output() throws Exception {
            return new String(
                    Base64.getDecoder().decode(hears("ExecOutput").path("data").asText()), StandardCharsets.UTF_8);
        }
    }
}
