package io.moorage.ec2.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Docker Registry HTTP API V2: "API Version Check", "Pulling An Image", "Errors". */
class RegistryMirrorTest {
    private static final String LAYER = "0123456789";

    @TempDir
    Path cache;

    private final AtomicInteger saves = new AtomicInteger();
    private final HttpClient client = HttpClient.newHttpClient();
    private HttpServer server;

    @BeforeEach
    void serve() throws IOException {
        var mirror = new RegistryMirror(new OneImage(), cache);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        server.createContext("/", exchange -> {
            try (exchange) {
                mirror.handle(exchange);
            }
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
        client.close();
    }

    @Test
    void itSaysThatItIsARegistry() throws Exception {
        HttpResponse<String> answer = get("/v2/");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Docker-Distribution-Api-Version"))
                .contains("registry/2.0");
    }

    @Test
    void anImageIsPulledByTagThenByDigests() throws Exception {
        HttpResponse<String> answer = get("/v2/library/mysql/manifests/latest");
        assertThat(answer.statusCode()).isEqualTo(200);
        String digest = answer.headers().firstValue("Docker-Content-Digest").orElseThrow();
        assertThat(digest).isEqualTo(digestOf(answer.body()));
        assertThat(get("/v2/library/mysql/manifests/" + digest).body()).isEqualTo(answer.body());
        JsonNode manifest = new ObjectMapper().readTree(answer.body());
        assertThat(manifest.path("mediaType").asText())
                .isEqualTo(answer.headers().firstValue("Content-Type").orElseThrow());
        assertThat(blob(manifest.path("config"))).isEqualTo("{}");
        assertThat(manifest.path("layers")).hasSize(2);
        for (JsonNode layer : manifest.path("layers")) {
            assertThat(layer.path("size").asInt()).isEqualTo(LAYER.length());
            assertThat(blob(layer)).isEqualTo(LAYER);
        }
    }

    @Test
    void anImageIsTakenApartOnce() throws Exception {
        get("/v2/library/mysql/manifests/latest");
        get("/v2/library/mysql/manifests/latest");
        assertThat(saves).hasValue(1);
    }

    @Test
    void headTellsTheLengthOnly() throws Exception {
        HttpResponse<String> answer = client.send(
                request("/v2/library/mysql/manifests/latest")
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValueAsLong("Content-Length").orElseThrow())
                .isEqualTo(get("/v2/library/mysql/manifests/latest").body().length());
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-3, 206, 0123",
        "bytes=4-, 206, 456789",
        "bytes=-2, 206, 89",
        "bytes=8-99, 206, 89",
        "bytes=0-99, 200, 0123456789",
        "lines=1-2, 200, 0123456789",
        "bytes=5-2, 200, 0123456789",
    })
    void partsOfABlobAreServed(String range, int status, String part) throws Exception {
        HttpResponse<String> answer = ranged(range);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).isEqualTo(part);
    }

    @Test
    void aPartOutsideIsRefused() throws Exception {
        HttpResponse<String> answer = ranged("bytes=10-");
        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(answer.headers().firstValue("Content-Range")).contains("bytes */10");
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/library/nothing/manifests/latest, MANIFEST_UNKNOWN",
        "/v2/library/mysql/manifests/sha256:0000000000000000000000000000000000000000000000000000000000000000,"
                + " MANIFEST_UNKNOWN",
        "/v2/library/mysql/blobs/sha256:0000000000000000000000000000000000000000000000000000000000000000,"
                + " BLOB_UNKNOWN",
        "/v2/library/mysql/blobs/sha256:short, BLOB_UNKNOWN",
        "/v2/../../etc/passwd, NAME_UNKNOWN",
        "/v1/, NAME_UNKNOWN",
    })
    void whatIsNotThereIsSaidInTheRegistrysWords(String path, String code) throws Exception {
        HttpResponse<String> answer = get(path);
        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(new ObjectMapper()
                        .readTree(answer.body())
                        .path("errors")
                        .path(0)
                        .path("code")
                        .asText())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH"})
    void nothingCanBeWritten(String method) throws Exception {
        HttpResponse<String> answer = client.send(
                request("/v2/library/mysql/manifests/latest")
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(405);
    }

    private String blob(JsonNode descriptor) throws Exception {
        HttpResponse<String> answer =
                get("/v2/library/mysql/blobs/" + descriptor.path("digest").asText());
        assertThat(digestOf(answer.body())).isEqualTo(descriptor.path("digest").asText());
        return answer.body();
    }

    private HttpResponse<String> ranged(String range) throws Exception {
        get("/v2/library/mysql/manifests/latest");
        return client.send(
                request("/v2/library/mysql/blobs/" + digestOf(LAYER))
                        .header("Range", range)
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path) throws Exception {
        return client.send(request(path).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        URI uri = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
        return HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20));
    }

    private static String digestOf(String content) throws Exception {
        byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
        return "sha256:" + HexFormat.of().formatHex(sha256);
    }

    /** mysql:latest in the layout of older engines, its second layer a link to the first. */
    private final class OneImage implements ImageSource {
        @Override
        public Optional<String> find(String reference) {
            return Optional.of("sha256:1").filter(id -> reference.equals("mysql:latest"));
        }

        @Override
        public InputStream save(String imageId) throws IOException {
            saves.incrementAndGet();
            var bytes = new ByteArrayOutputStream();
            try (var tar = new TarArchiveOutputStream(bytes)) {
                file(tar, "1/layer.tar", LAYER);
                var link = new TarArchiveEntry("2/layer.tar", TarConstants.LF_SYMLINK);
                link.setLinkName("../1/layer.tar");
                tar.putArchiveEntry(link);
                tar.closeArchiveEntry();
                file(tar, "config.json", "{}");
                file(tar, "manifest.json", """
                        [{"Config":"config.json","RepoTags":null,"Layers":["1/layer.tar","2/layer.tar"]}]""");
            }
            return new ByteArrayInputStream(bytes.toByteArray());
        }

        private static void file(TarArchiveOutputStream tar, String name, String content) throws IOException {
            var entry = new TarArchiveEntry(name);
            entry.setSize(content.length());
            tar.putArchiveEntry(entry);
            tar.write(content.getBytes(StandardCharsets.UTF_8));
            tar.closeArchiveEntry();
        }
    }
}
