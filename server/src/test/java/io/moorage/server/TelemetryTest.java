package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moorage.agentwire.TcsUpgrade;
import io.moorage.agentwire.tcs.PublishInstanceStatusRequest;
import io.moorage.agentwire.tcs.SignedFrame;
import io.moorage.agentwire.tcs.TcsMessage;
import io.moorage.base.sigv4.SigV4Signer;
import io.moorage.base.sigv4.SigningCredentials;
import io.moorage.base.sigv4.Uri;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The agent's telemetry connection: each frame is signed over the upgrade's path and query and the frame's own JSON. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class TelemetryTest {
    private static final SigV4Signer SIGNER = new SigV4Signer("us-east-1", "ecs");
    private static final String ACK = "AckPublishInstanceStatus";

    private final HttpClient http = HttpClient.newHttpClient();
    private SimulatedServer server;
    private SigningCredentials agent;
    private SigningCredentials other;
    private URI target;

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        server = new SimulatedServer(home);
        agent = user("agent");
        other = user("other");
        String image = first(server.ec2("Action=DescribeImages").body(), "<imageId>([^<]+)<");
        assertThat(server.ec2("Action=RunInstances&MinCount=1&MaxCount=1&ImageId=" + image)
                        .statusCode())
                .isEqualTo(200);
        String instance = await().atMost(Duration.ofSeconds(30))
                .until(() -> server.ecs("ListContainerInstances", "{}").body(), each -> each.contains("arn:"))
                .replaceAll("(?s).*\"(arn:[^\"]+)\".*", "$1");
        String query = new TcsUpgrade("default", instance, "1.73.0", "8b96a116", "20.10.24+dfsg1")
                .query().entrySet().stream()
                        .map(each -> Uri.encode(each.getKey()) + "=" + Uri.encode(each.getValue()))
                        .collect(Collectors.joining("&"));
        target = URI.create("ws://127.0.0.1:" + server.port() + "/tcs/ws?" + query);
    }

    @AfterAll
    void stop() throws Exception {
        http.shutdownNow();
        server.close();
    }

    @Test
    void signedFramesAreAcknowledged() throws Exception {
        Heard heard = new Heard();
        WebSocket socket = connect(heard);
        for (int i = 0; i < 3; i++) {
            String json = status("OK");
            socket.sendText(new SignedFrame(signature(agent, json), json).format(), true)
                    .join();
            assertThat(heard.next()).contains(ACK);
        }
        socket.abort();
    }

    @Test
    void aFrameThatWasChangedEndsTheConnection() throws Exception {
        Map<String, String> signature = signature(agent, status("OK"));

        assertThat(answer(new SignedFrame(signature, status("IMPAIRED")).format()))
                .startsWith("closed 1008");
    }

    @Test
    void aFrameOfSomebodyElseEndsTheConnection() throws Exception {
        String json = status("OK");

        assertThat(answer(new SignedFrame(signature(other, json), json).format()))
                .startsWith("closed 1008");
    }

    @Test
    void aFrameWithoutSignatureEndsTheConnection() throws Exception {
        assertThat(answer(status("OK"))).startsWith("closed 1008");
    }

    private String answer(String frame) throws Exception {
        Heard heard = new Heard();
        WebSocket socket = connect(heard);
        socket.sendText(frame, true).join();
        String answer = heard.next();
        socket.abort();
        return String.valueOf(answer);
    }

    private WebSocket connect(Heard heard) throws Exception {
        WebSocket.Builder builder = http.newWebSocketBuilder();
        signature(agent, "").forEach((name, value) -> {
            if (!name.equals("Host")) {
                builder.header(name, value);
            }
        });
        return builder.buildAsync(target, heard).get(10, TimeUnit.SECONDS);
    }

    private Map<String, String> signature(SigningCredentials keys, String payload) {
        Map<String, String> host = Map.of("Host", target.getAuthority());
        Map<String, String> headers = new HashMap<>(SIGNER.sign(
                keys,
                "GET",
                target.getRawPath(),
                target.getRawQuery(),
                host,
                payload.getBytes(StandardCharsets.UTF_8),
                InstantSource.system().instant()));
        headers.putAll(host);
        return headers;
    }

    private static String status(String status) {
        Instant now = Instant.EPOCH;
        return TcsMessage.codec()
                .encode(new PublishInstanceStatusRequest(
                        new PublishInstanceStatusRequest.Metadata("default", "arn:i", "id"),
                        List.of(new PublishInstanceStatusRequest.InstanceStatus("ContainerRuntime", status, now, now)),
                        now));
    }

    private SigningCredentials user(String name) throws Exception {
        assertThat(server.iam("Action=CreateUser&UserName=" + name).statusCode())
                .isEqualTo(200);
        String policy = URLEncoder.encode(
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"ecs:*\",\"Resource\":\"*\"}]}",
                StandardCharsets.UTF_8);
        assertThat(server.iam("Action=PutUserPolicy&PolicyName=p&UserName=" + name + "&PolicyDocument=" + policy)
                        .statusCode())
                .isEqualTo(200);
        String key = server.iam("Action=CreateAccessKey&UserName=" + name).body();
        return new SigningCredentials(
                first(key, "<AccessKeyId>([^<]+)<"), first(key, "<SecretAccessKey>([^<]+)<"), null);
    }

    private static String first(String text, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern + " in " + text).isTrue();
        return matcher.group(1);
    }

    private static final class Heard implements WebSocket.Listener {
        private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            received.add(data.toString());
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            received.add("closed " + code + " " + reason);
            return null;
        }

        @Nullable
        String next() throws InterruptedException {
            return received.poll(10, TimeUnit.SECONDS);
        }
    }
}
