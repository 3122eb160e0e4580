package io.moorage.agent.api;

import com.sun.net.httpserver.HttpServer;
import io.moorage.base.sigv4.SigningCredentials;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/** A service that answers everything it is asked with what a test set last. */
final class OneAnswer implements AutoCloseable {
    private final HttpServer server;
    volatile int status = 200;
    volatile String answer;

    /** Of the last request: its method, path and authorization, and its body. */
    volatile String asked = "";

    volatile String body = "";

    OneAnswer(String answer) throws IOException {
        this.answer = answer;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        server.createContext("/", exchange -> {
            try (exchange) {
                asked = exchange.getRequestMethod() + " "
                        + exchange.getRequestURI().getRawPath() + " "
                        + exchange.getRequestHeaders().getFirst("Authorization");
                body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                byte[] bytes = this.answer.getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(status, bytes.length);
                exchange.getResponseBody().write(bytes);
            }
        });
        server.start();
    }

    /** That lead here. */
    Apis apis() {
        return new Apis(
                HttpClient.newHttpClient(),
                "http://127.0.0.1:" + server.getAddress().getPort(),
                "us-east-1",
                () -> new SigningCredentials("AK", "secret", null),
                InstantSource.system());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
