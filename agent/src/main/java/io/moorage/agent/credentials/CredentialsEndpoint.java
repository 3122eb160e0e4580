package io.moorage.agent.credentials;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.moorage.agentwire.acs.RoleCredentials;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.Executors;

/** Gives credentials to whoever knows their id (ECS developer guide, "IAM roles for tasks"): the task, and mounts for it. */
public final class CredentialsEndpoint implements AutoCloseable {
    private static final int BACKLOG = 32;

    private final HttpServer server;
    private final TaskCredentials credentials;

    /** @param address ECS' is 169.254.170.2, port 80 */
    public CredentialsEndpoint(InetSocketAddress address, TaskCredentials credentials) throws IOException {
        this.credentials = credentials;
        this.server = HttpServer.create(address, BACKLOG);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    /** Others at the same address. */
    public void serve(String path, HttpHandler handler) {
        server.createContext(path, handler);
    }

    public InetSocketAddress address() {
        return server.getAddress();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<RoleCredentials> found =
                    credentials.at(exchange.getRequestURI().getPath());
            byte[] body = found.map(CredentialsEndpoint::document)
                    .orElse("{\"code\":\"InvalidIdInRequest\",\"message\":\"no credentials with this id\"}")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(found.isPresent() ? 200 : 400, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    /** None of the values needs an escape. */
    private static String document(RoleCredentials role) {
        return """
            {"RoleArn":"%s","AccessKeyId":"%s","SecretAccessKey":"%s","Token":"%s","Expiration":"%s"}\
            """.formatted(
                role.roleArn(), role.accessKeyId(), role.secretAccessKey(), role.sessionToken(), role.expiration());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
