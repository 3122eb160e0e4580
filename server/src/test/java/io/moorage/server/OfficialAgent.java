package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moorage.base.sigv4.SigV4Signer;
import io.moorage.base.sigv4.SigningCredentials;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Says on the wire what the official agent (1.73.0) was seen to say, and nothing by itself. */
final class OfficialAgent {
    static final String USER_AGENT = "Amazon ECS Agent - v1.73.0 (*8b96a116) (linux) (+http://aws.amazon.com/ecs/)";
    private static final SigV4Signer SIGNER = new SigV4Signer("us-east-1", "ecs");
    private static final ObjectMapper JSON = new ObjectMapper();
    /** Its attributes of an instance outside EC2, shortened; without those of EFS, which a test may add. */
    private static final String ATTRIBUTES = """
            {"name":"ecs.capability.full-sync"},{"name":"com.amazonaws.ecs.capability.docker-remote-api.1.18"},\
            {"name":"com.amazonaws.ecs.capability.task-iam-role"},{"name":"ecs.capability.container-health-check"},\
            {"name":"com.amazonaws.ecs.capability.logging-driver.json-file"},{"name":"ecs.capability.docker-plugin.local"},\
            {"name":"ecs.os-type","value":"linux"},{"name":"ecs.os-family","value":"LINUX"}""";

    private final SimulatedServer server;
    private final HttpClient http;
    private final SigningCredentials keys;
    private final String cluster;
    private String instance = "";
    private URI acs = URI.create("");
    private URI tcs = URI.create("");

    OfficialAgent(SimulatedServer server, HttpClient http, SigningCredentials keys, String cluster) {
        this.server = server;
        this.http = http;
        this.keys = keys;
        this.cluster = cluster;
    }

    String instance() {
        return instance;
    }

    /** One call of the API, signed over the headers that the agent signs. */
    HttpResponse<String> call(String operation, String body) throws Exception {
        String authority = server.uri().getAuthority();
        Map<String, String> headers = new HashMap<>(Map.of(
                "Content-Type",
                "application/x-amz-json-1.1",
                "X-Amz-Target",
                "AmazonEC2ContainerServiceV20141113." + operation));
        Map<String, String> signed = new HashMap<>(headers);
        signed.put("Host", authority);
        signed.put("Content-Length", Integer.toString(SimulatedServer.bytes(body).length));
        headers.putAll(SIGNER.sign(
                keys,
                "POST",
                "/",
                "",
                signed,
                SimulatedServer.bytes(body),
                InstantSource.system().instant()));
        headers.put("User-Agent", USER_AGENT);
        headers.put("Accept-Encoding", "gzip");
        return server.sendSigned("POST", "/", headers, SimulatedServer.bytes(body));
    }

    /** The answer to a call that succeeds. */
    JsonNode done(String operation, String body) throws Exception {
        HttpResponse<String> answer = call(operation, body);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return JSON.readTree(answer.body());
    }

    /** @param document the instance identity document, escaped for JSON; empty outside EC2 */
    String registration(String document, String more, int memory) {
        return """
                {"cluster":"%s","clientToken":"1145ff60-0000-4000-8000-%012d","instanceIdentityDocument":"%s",\
                "instanceIdentityDocumentSignature":"c2ln","attributes":[%s%s],"totalResources":[\
                {"name":"CPU","type":"INTEGER","integerValue":2048},{"name":"MEMORY","type":"INTEGER","integerValue":%d},\
                {"name":"PORTS","type":"STRINGSET","stringSetValue":["22","2375","2376","51678","51679"]},\
                {"name":"PORTS_UDP","type":"STRINGSET","stringSetValue":[]}]}""".formatted(cluster, System.identityHashCode(this), document, ATTRIBUTES, more, memory);
    }

    /** Registers and discovers, as its process does when it starts. */
    JsonNode register(String document, String more, int memory) throws Exception {
        JsonNode answer = done("RegisterContainerInstance", registration(document, more, memory))
                .path("containerInstance");
        instance = answer.path("containerInstanceArn").asText();
        String asked = "{\"cluster\":\"%s\",\"containerInstance\":\"%s\"}".formatted(cluster, instance);
        JsonNode endpoints = done("DiscoverPollEndpoint", asked);
        assertThat(done("DiscoverPollEndpoint", asked)).isEqualTo(endpoints);
        acs = URI.create(endpoints.path("endpoint").asText());
        tcs = URI.create(endpoints.path("telemetryEndpoint").asText());
        return answer;
    }

    private URI acsUri(String ofInstance, boolean sendCredentials) {
        return URI.create(acs + "/ws?agentHash=8b96a116&agentVersion=1.73.0&clusterArn=" + encoded(cluster)
                + "&containerInstanceArn=" + encoded(ofInstance)
                + "&dockerVersion=DockerVersion%3A+20.10.24%2Bdfsg1&protocolVersion=2&sendCredentials="
                + sendCredentials + "&seqNum=1");
    }

    Wire acs(boolean sendCredentials) throws Exception {
        return connect(acsUri(instance, sendCredentials));
    }

    /** A connection of which nothing is read after its first message. */
    Wire deafAcs() throws Exception {
        URI target = acsUri(instance, true);
        return connect(target, new Wire(webSocket(target), false));
    }

    Wire tcs() throws Exception {
        return connect(URI.create(tcs + "/ws?agentHash=8b96a116&agentVersion=1.73.0&cluster=" + encoded(cluster)
                + "&containerInstance=" + encoded(instance) + "&dockerVersion=20.10.24%2Bdfsg1"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static URI webSocket(URI uri) {
        return URI.create(uri.toString().replaceFirst("^http", "ws"));
    }

    private Wire connect(URI uri) throws Exception {
        return connect(uri, new Wire(webSocket(uri), true));
    }

    private Wire connect(URI uri, Wire wire) throws Exception {
        URI target = webSocket(uri);
        WebSocket.Builder builder = http.newWebSocketBuilder();
        signature(target, "").forEach(builder::header);
        wire.socket = builder.buildAsync(target, wire).get(10, TimeUnit.SECONDS);
        return wire;
    }

    /** The answer to an upgrade that is refused: head and body. */
    String refusal(String ofInstance) throws Exception {
        URI target = acsUri(ofInstance, true);
        StringBuilder head = new StringBuilder("GET " + target.getRawPath() + "?" + target.getRawQuery()
                + " HTTP/1.1\r\nHost: " + target.getAuthority()
                + "\r\nUser-Agent: Go-http-client/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n");
        signature(target, "")
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), target.getPort())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(SimulatedServer.bytes(head + "\r\n"));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** A plus sign in the query stands for a space when it is signed. */
    private Map<String, String> signature(URI target, String payload) {
        return SIGNER.sign(
                keys,
                "GET",
                target.getRawPath(),
                target.getRawQuery().replace("+", "%20"),
                Map.of("Host", target.getAuthority()),
                SimulatedServer.bytes(payload),
                InstantSource.system().instant());
    }

    /** One websocket. */
    final class Wire implements WebSocket.Listener {
        private final URI target;
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final StringBuilder partial = new StringBuilder();
        private final List<JsonNode> kept = new ArrayList<>();
        private final boolean reads;
        private @Nullable WebSocket socket;

        Wire(URI target, boolean reads) {
            this.target = target;
            this.reads = reads;
        }

        void say(String frame) throws Exception {
            if (socket != null) {
                socket.sendText(frame, true).get(10, TimeUnit.SECONDS);
            }
        }

        /** A frame of TCS, with its own signed head. */
        void saySigned(String json) throws Exception {
            Map<String, String> headers = signature(target, json);
            say("Authorization: " + headers.get("Authorization") + "\r\nHost: " + target.getAuthority()
                    + "\r\nX-Amz-Date: " + headers.get("X-Amz-Date")
                    + (headers.containsKey("X-Amz-Security-Token")
                            ? "\r\nX-Amz-Security-Token: " + headers.get("X-Amz-Security-Token")
                            : "")
                    + "\r\n\r\n" + json);
        }

        void ack(JsonNode message) throws Exception {
            say(
                    "{\"type\":\"AckRequest\",\"message\":{\"cluster\":\"%s\",\"containerInstance\":\"%s\",\"messageId\":\"%s\"}}"
                            .formatted(
                                    cluster, instance, message.path("messageId").asText()));
        }

        /** The next message of this type; others before it are kept for who asks for them. */
        JsonNode next(String type) throws Exception {
            Instant until = InstantSource.system().instant().plusSeconds(15);
            Optional<JsonNode> found = kept(type);
            while (found.isEmpty() && InstantSource.system().instant().isBefore(until)) {
                String frame = heard.poll(5, TimeUnit.SECONDS);
                if (frame != null) {
                    assertThat(frame).as("waiting for " + type).startsWith("{");
                    kept.add(JSON.readTree(frame));
                    found = kept(type);
                }
            }
            return found.orElseThrow(() -> new AssertionError("no " + type + " came"));
        }

        private Optional<JsonNode> kept(String type) {
            Optional<JsonNode> found = kept.stream()
                    .filter(each -> each.path("type").asText().equals(type))
                    .findFirst();
            found.ifPresent(kept::remove);
            return found.map(each -> each.path("message"));
        }

        /** The next payload about this task. */
        JsonNode payload(String taskArn, String desiredStatus) throws Exception {
            while (true) {
                JsonNode message = next("PayloadMessage");
                JsonNode task = message.path("tasks").path(0);
                if (task.path("arn").asText().equals(taskArn)
                        && task.path("desiredStatus").asText().equals(desiredStatus)) {
                    return message;
                }
            }
        }

        /** How it ended: {@code closed CODE REASON}. */
        String end() throws Exception {
            while (true) {
                String frame = heard.poll(15, TimeUnit.SECONDS);
                if (frame == null) {
                    throw new AssertionError("the connection did not end");
                }
                if (frame.startsWith("closed")) {
                    return frame;
                }
            }
        }

        void drop() {
            if (socket != null) {
                socket.abort();
            }
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
            partial.append(data);
            if (last) {
                heard.add(partial.toString());
                partial.setLength(0);
            }
            if (reads) {
                from.request(1);
            }
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            heard.add("closed " + code + " " + reason);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            heard.add("closed 1006 " + error);
        }
    }
}
