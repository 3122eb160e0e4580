package io.moorage.server;

import io.moorage.awsapi.Action;
import io.moorage.cloudwatch.metric.MetricStore;
import io.moorage.console.frame.Route;
import io.moorage.efs.FakeFileServers;
import io.moorage.elb.FakeBalancers;
import io.moorage.iam.IamConfig;
import io.moorage.iam.IamControlPlane;
import io.moorage.server.files.SimulatedDoor;
import io.moorage.store.memory.MemoryStore;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code server --simulate} in this process, on a port of its own, and a client that signs with a key nobody issued. */
final class SimulatedServer implements AutoCloseable {
    static final String ACCOUNT = "123456789012";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String ECS_TARGET = "AmazonEC2ContainerServiceV20141113.";

    private final SimulatedMachine machine;
    private final MoorageServer server;
    private final int port;
    private final HttpClient http = HttpClient.newHttpClient();

    SimulatedServer(Path home) throws Exception {
        this(home, freePort());
    }

    /** Where another was, which has ended. */
    SimulatedServer(Path home, int port) throws Exception {
        this.port = port;
        ServerConfig config =
                ServerConfig.parse(List.of("--simulate", "--home", home.toString(), "--port", Integer.toString(port)));
        MemoryStore store = new MemoryStore();
        InstantSource clock = InstantSource.system();
        SecureRandom random = new SecureRandom();
        IamControlPlane iam =
                new IamControlPlane(store, clock, random, new IamConfig(config.accountId(), config.region()));
        this.machine = new SimulatedMachine(config, store, clock);
        this.server = new MoorageServer(config, machine, iam, clock, random);
        server.start();
    }

    List<Action<?, ?>> actions() {
        return server.actions();
    }

    List<Route> consolePages() {
        return server.consolePages();
    }

    int port() {
        return port;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    HttpResponse<String> ecs(String operation, String json) throws Exception {
        return send("ecs", "POST", "/", Map.of("X-Amz-Target", ECS_TARGET + operation), bytes(json));
    }

    HttpResponse<String> ssm(String operation, String json) throws Exception {
        return send("ssm", "POST", "/", Map.of("X-Amz-Target", "AmazonSSM." + operation), bytes(json));
    }

    HttpResponse<String> logs(String operation, String json) throws Exception {
        return send("logs", "POST", "/", Map.of("X-Amz-Target", "Logs_20140328." + operation), bytes(json));
    }

    HttpResponse<String> efs(String method, String path, String json) throws Exception {
        return send("elasticfilesystem", method, path, Map.of(), bytes(json));
    }

    HttpResponse<String> iam(String form) throws Exception {
        return form("iam", form + "&Version=2010-05-08");
    }

    HttpResponse<String> sts(String form) throws Exception {
        return form("sts", form + "&Version=2011-06-15");
    }

    HttpResponse<String> ec2(String form) throws Exception {
        return form("ec2", form + "&Version=2016-11-15");
    }

    HttpResponse<String> cloudWatch(String form) throws Exception {
        return form("monitoring", form + "&Version=2010-08-01");
    }

    HttpResponse<String> sns(String form) throws Exception {
        return form("sns", form + "&Version=2010-03-31");
    }

    HttpResponse<String> cloudformation(String form) throws Exception {
        return form("cloudformation", form + "&Version=2010-05-15");
    }

    HttpResponse<String> autoScaling(String form) throws Exception {
        return form("autoscaling", form + "&Version=2011-01-01");
    }

    HttpResponse<String> applicationAutoScaling(String operation, String json) throws Exception {
        return send(
                "application-autoscaling",
                "POST",
                "/",
                Map.of("X-Amz-Target", "AnyScaleFrontendService." + operation),
                bytes(json));
    }

    HttpResponse<String> elb(String form) throws Exception {
        return form("elasticloadbalancing", form + "&Version=2012-06-01");
    }

    FakeBalancers balancers() {
        return machine.balancers();
    }

    FakeFileServers files() {
        return machine.files();
    }

    /** What services measured, as if they had. */
    MetricStore metrics() {
        return machine.metrics();
    }

    /** Clients of file systems, which are there when a test says so. */
    SimulatedDoor clients() {
        return machine.door();
    }

    /** An instance loses power. */
    void kill(String instanceId) {
        machine.driver().kill(instanceId);
    }

    private HttpResponse<String> form(String service, String form) throws Exception {
        return send(service, "POST", "/", Map.of("Content-Type", "application/x-www-form-urlencoded"), bytes(form));
    }

    /** One of Moorage's own pages. */
    HttpResponse<String> page(String method, String page) throws Exception {
        return http.send(
                HttpRequest.newBuilder(uri().resolve("/_moorage/" + page))
                        .timeout(PATIENCE)
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<String> send(String service, String method, String path, Map<String, String> headers, byte[] body)
            throws Exception {
        Map<String, String> all = new HashMap<>(headers);
        all.put("X-Amz-Date", "20261122T180000Z");
        all.put(
                "Authorization",
                "AWS4-HMAC-SHA256 Credential=test/20261122/us-east-1/" + service
                        + "/aws4_request, SignedHeaders=host;x-amz-date;x-amz-target, Signature=00");
        return sendSigned(method, path, all, body);
    }

    /** With these headers and no others. */
    HttpResponse<String> sendSigned(String method, String path, Map<String, String> headers, byte[] body)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri() + path))
                .timeout(PATIENCE)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static int freePort() throws Exception {
        try (ServerSocket probe = new ServerSocket(0)) {
            return probe.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        http.shutdownNow();
        server.close();
    }
}
