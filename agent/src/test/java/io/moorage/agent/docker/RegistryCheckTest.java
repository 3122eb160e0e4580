package io.moorage.agent.docker;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.moorage.agent.runtime.ContainerRuntime.AtRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Docker Registry HTTP API V2, "Existing Manifests": HEAD tells the digest. The mirror is a real one, of one image. */
final class RegistryCheckTest {
    private HttpServer mirror;
    private RegistryCheck check;

    @BeforeEach
    void start() throws Exception {
        mirror = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 8);
        mirror.createContext("/v2/", exchange -> {
            boolean has = exchange.getRequestURI().getPath().equals("/v2/library/mysql/manifests/latest")
                    && exchange.getRequestMethod().equals("HEAD");
            exchange.getResponseHeaders().set("Docker-Content-Digest", "sha256:new");
            exchange.sendResponseHeaders(has ? 200 : 404, -1);
            exchange.close();
        });
        mirror.start();
        check = new RegistryCheck(
                List.of(URI.create("http://127.0.0.1:" + mirror.getAddress().getPort() + "/")), false);
    }

    @AfterEach
    void stop() {
        mirror.stop(0);
    }

    @Test
    void aMirrorTellsTheDigest() {
        ImageName mysql = ImageName.of("mysql");
        assertThat(check.check(mysql, Set.of("sha256:old", "sha256:new"))).isEqualTo(AtRegistry.SAME);
        assertThat(check.check(mysql, Set.of("sha256:old"))).isEqualTo(AtRegistry.OTHER);
        assertThat(check.check(mysql, Set.of())).as("it came from no registry").isEqualTo(AtRegistry.OTHER);
    }

    /** A registry that takes connections is the engine's to ask; who refuses them costs a task no pull. */
    @Test
    void aRegistryIsReachedOrNot() throws Exception {
        int port;
        try (ServerSocket registry = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            port = registry.getLocalPort();
            assertThat(check.check(ImageName.of("127.0.0.1:" + port + "/mysql:latest"), Set.of("sha256:new")))
                    .isEqualTo(AtRegistry.OTHER);
        }
        ImageName gone = ImageName.of("127.0.0.1:" + port + "/mysql:latest");
        assertThat(check.check(gone, Set.of("sha256:new"))).isEqualTo(AtRegistry.OUT_OF_REACH);
        assertThat(new RegistryCheck(List.of(), true).check(gone, Set.of()))
                .as("where a proxy leads is not known")
                .isEqualTo(AtRegistry.OTHER);
    }

    @ParameterizedTest
    @CsvSource({
        "mysql, docker.io, library/mysql, latest",
        "mysql:8.4, docker.io, library/mysql, 8.4",
        "docker.io/mysql, docker.io, library/mysql, latest",
        "me/app:v1, docker.io, me/app, v1",
        "localhost/app, localhost, app, latest",
        "registry.example.com:5000/a/b/c:d, registry.example.com:5000, a/b/c, d",
        "registry.example.com:5000/app, registry.example.com:5000, app, latest",
        "app:v1@sha256:0123, docker.io, library/app, sha256:0123",
    })
    void names(String text, String domain, String path, String version) {
        assertThat(ImageName.of(text)).isEqualTo(new ImageName(domain, path, version));
    }
}
