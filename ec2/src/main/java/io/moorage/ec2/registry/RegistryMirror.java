package io.moorage.ec2.registry;

import com.sun.net.httpserver.HttpExchange;
import io.moorage.ec2.network.NamespaceHttp;
import io.moorage.ec2.network.ServiceAddresses;
import io.moorage.ec2.network.VpcListeners;
import io.moorage.ec2.network.VpcNamespace;
import io.moorage.ec2.registry.RegistryPath.Base;
import io.moorage.ec2.registry.RegistryPath.BlobOf;
import io.moorage.ec2.registry.RegistryPath.Manifest;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The registry mirror of every VPC, on 169.254.169.1 port 5000: instances' engines ask it before any other registry. What it
 * does not have it says so, and the engine goes on to the image's own registry.
 */
public final class RegistryMirror implements VpcListeners, AutoCloseable {
    private static final int PORT = 5000;

    private final ImageCache images;
    private final NamespaceHttp http;

    /** @param cache directory for images taken apart */
    public RegistryMirror(ImageSource source, Path cache) {
        this.images = new ImageCache(source, cache);
        this.http = new NamespaceHttp(
                "registry mirror", ServiceAddresses.ENDPOINT, PORT, (vpc, exchange) -> handle(exchange));
    }

    @Override
    public void ready(VpcNamespace vpc) {
        http.ready(vpc);
    }

    @Override
    public void removed(VpcNamespace vpc) {
        http.removed(vpc);
    }

    @Override
    public void close() {
        http.close();
    }

    void handle(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Docker-Distribution-Api-Version", "registry/2.0");
        String method = exchange.getRequestMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            refuse(exchange, 405, "UNSUPPORTED", "The operation is unsupported.");
            return;
        }
        Optional<RegistryPath> path = RegistryPath.of(exchange.getRequestURI().getPath());
        if (path.isEmpty()) {
            refuse(exchange, 404, "NAME_UNKNOWN", "repository name not known to registry");
            return;
        }
        switch (path.get()) {
            case Base _ -> json(exchange, 200, "{}");
            case Manifest manifest -> manifest(exchange, manifest);
            case BlobOf blob -> blob(exchange, blob);
        }
    }

    private void manifest(HttpExchange exchange, Manifest asked) throws IOException {
        Optional<String> digest = BlobStore.isDigest(asked.reference())
                ? Optional.of(asked.reference())
                : images.manifest(familiar(asked.name()) + ":" + asked.reference());
        Optional<Path> file = digest.flatMap(images::blob);
        if (file.isEmpty()) {
            refuse(exchange, 404, "MANIFEST_UNKNOWN", "manifest unknown");
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", SavedImage.MANIFEST_TYPE);
        exchange.getResponseHeaders().set("Docker-Content-Digest", digest.get());
        NamespaceHttp.reply(exchange, 200, Files.readAllBytes(file.get()), isHead(exchange));
    }

    private void blob(HttpExchange exchange, BlobOf asked) throws IOException {
        Optional<Path> file = images.blob(asked.digest());
        if (file.isEmpty()) {
            refuse(exchange, 404, "BLOB_UNKNOWN", "blob unknown to registry");
            return;
        }
        exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
        exchange.getResponseHeaders().set("Docker-Content-Digest", asked.digest());
        exchange.getResponseHeaders().set("Accept-Ranges", "bytes");
        long size = Files.size(file.get());
        ByteRange range = ByteRange.of(exchange.getRequestHeaders().getFirst("Range"), size);
        if (!range.isSatisfiable()) {
            exchange.getResponseHeaders().set("Content-Range", "bytes */" + size);
            refuse(exchange, 416, "RANGE_INVALID", "the range lies outside the blob");
            return;
        }
        if (range.isPart(size)) {
            exchange.getResponseHeaders().set("Content-Range", range.header(size));
        }
        send(exchange, file.get(), range, size);
    }

    private static void send(HttpExchange exchange, Path file, ByteRange range, long size) throws IOException {
        int status = range.isPart(size) ? 206 : 200;
        if (isHead(exchange) || range.length() == 0) {
            exchange.getResponseHeaders().set("Content-Length", Long.toString(range.length()));
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, range.length());
        try (InputStream content = Files.newInputStream(file);
                OutputStream body = exchange.getResponseBody()) {
            content.skipNBytes(range.from());
            byte[] buffer = new byte[1 << 16];
            long left = range.length();
            while (left > 0) {
                int count = content.read(buffer, 0, (int) Math.min(buffer.length, left));
                if (count < 0) {
                    throw new IOException(file + " is shorter than it was");
                }
                body.write(buffer, 0, count);
                left -= count;
            }
        }
    }

    /** Engines ask a mirror for {@code library/mysql} where users say {@code mysql}. */
    private static String familiar(String name) {
        return name.startsWith("library/") ? name.substring("library/".length()) : name;
    }

    private static boolean isHead(HttpExchange exchange) {
        return exchange.getRequestMethod().equals("HEAD");
    }

    private static void refuse(HttpExchange exchange, int status, String code, String message) throws IOException {
        json(
                exchange,
                status,
                "{\"errors\":[{\"code\":\"%s\",\"message\":\"%s\",\"detail\":null}]}".formatted(code, message));
    }

    private static void json(HttpExchange exchange, int status, String body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json; charset=utf-8");
        NamespaceHttp.reply(exchange, status, body.getBytes(StandardCharsets.UTF_8), isHead(exchange));
    }
}
