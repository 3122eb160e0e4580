package io.moorage.agent.docker;

import io.moorage.agent.runtime.ContainerRuntime.AtRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Finds out in little time whether a pull would bring another image (Docker Registry HTTP API V2, "Existing Manifests"). A mirror is asked
 * itself; a registry, which may want to know who asks, is the engine's to speak to, once a connection to it was made.
 */
final class RegistryCheck {
    private static final Duration CONNECT_BOUND = Duration.ofSeconds(1);
    /** A mirror may have to take an image apart first. */
    private static final Duration MIRROR_BOUND = Duration.ofMinutes(2);

    private static final String HUB_REGISTRY = "registry-1.docker.io:443";
    private static final int HTTPS = 443;
    private static final int HTTP = 80;
    private static final String MANIFESTS = "application/vnd.docker.distribution.manifest.list.v2+json,"
            + "application/vnd.oci.image.index.v1+json,application/vnd.oci.image.manifest.v1+json,"
            + "application/vnd.docker.distribution.manifest.v2+json";

    private final List<URI> hubMirrors;
    private final boolean proxied;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_BOUND)
            .build();

    /**
     * @param hubMirrors which the engine asks before Docker Hub
     * @param proxied the engine reaches registries by a proxy
     */
    RegistryCheck(List<URI> hubMirrors, boolean proxied) {
        this.hubMirrors = List.copyOf(hubMirrors);
        this.proxied = proxied;
    }

    /** @param digests by which registries know the image that is here */
    AtRegistry check(ImageName image, Collection<String> digests) {
        if (image.isOfHub()) {
            for (URI mirror : hubMirrors) {
                Optional<String> there = digestAt(mirror, image);
                if (there.isPresent()) {
                    return digests.contains(there.get()) ? AtRegistry.SAME : AtRegistry.OTHER;
                }
            }
        }
        return proxied || answers(image.isOfHub() ? HUB_REGISTRY : image.domain())
                ? AtRegistry.OTHER
                : AtRegistry.OUT_OF_REACH;
    }

    /** Empty when the mirror does not have it, or does not answer. */
    private Optional<String> digestAt(URI mirror, ImageName image) {
        String base = mirror.toString().replaceFirst("/$", "");
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create(base + "/v2/" + image.path() + "/manifests/" + image.version()))
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .header("Accept", MANIFESTS)
                .timeout(MIRROR_BOUND)
                .build();
        try {
            HttpResponse<Void> answer = http.send(request, HttpResponse.BodyHandlers.discarding());
            return answer.statusCode() == 200 ? answer.headers().firstValue("Docker-Content-Digest") : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private static boolean answers(String domain) {
        int colon = domain.lastIndexOf(':');
        return colon < 0
                ? answers(domain, HTTPS) || answers(domain, HTTP)
                : answers(domain.substring(0, colon), Integer.parseInt(domain.substring(colon + 1)));
    }

    /** On a thread of its own: to find the address of a name may take much longer than to connect. */
    private static boolean answers(String host, int port) {
        CompletableFuture<Boolean> connected = new CompletableFuture<>();
        Thread.ofPlatform().name("registry-" + host).daemon().start(() -> {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(host, port), (int) CONNECT_BOUND.toMillis());
                connected.complete(true);
            } catch (IOException | RuntimeException e) {
                connected.complete(false);
            }
        });
        return connected
                .completeOnTimeout(false, CONNECT_BOUND.toMillis(), TimeUnit.MILLISECONDS)
                .join();
    }
}
