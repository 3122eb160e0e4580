package io.moorage.agent.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Info;
import com.github.dockerjava.api.model.InfoRegistryConfig;
import com.github.dockerjava.api.model.PullResponseItem;
import io.moorage.agent.runtime.ContainerRuntime.AtRegistry;
import io.moorage.agent.runtime.RuntimeFailure;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The engine's images. */
final class DockerImages {
    private static final Duration PULL_BOUND = Duration.ofMinutes(30);
    private static final String FAILURE = "CannotPullContainerError";

    private final DockerClient docker;
    private volatile @Nullable RegistryCheck check;

    DockerImages(DockerClient docker) {
        this.docker = docker;
    }

    void pull(String image) throws RuntimeFailure {
        String tagged =
                image.contains("@") || image.lastIndexOf(':') > image.lastIndexOf('/') ? image : image + ":latest";
        // To close it ends a pull that takes too long.
        try (ResultCallback.Adapter<PullResponseItem> progress =
                docker.pullImageCmd(tagged).start()) {
            if (!progress.awaitCompletion(PULL_BOUND.toSeconds(), TimeUnit.SECONDS)) {
                throw new RuntimeFailure(FAILURE, "no end after " + PULL_BOUND.toMinutes() + " minutes");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RuntimeFailure(FAILURE, "interrupted");
        } catch (IOException e) {
            throw new RuntimeFailure(FAILURE, String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            throw DockerRuntime.failure(FAILURE, e);
        }
    }

    boolean has(String image) {
        try {
            docker.inspectImageCmd(image).exec();
            return true;
        } catch (RuntimeException e) {
            return false;
        }
    }

    /** By which registries know it; none when it came from none. */
    List<String> digests(String image) {
        try {
            List<String> digests = docker.inspectImageCmd(image).exec().getRepoDigests();
            return digests == null
                    ? List.of()
                    : digests.stream()
                            .map(each -> each.substring(each.indexOf('@') + 1))
                            .toList();
        } catch (RuntimeException e) {
            return List.of();
        }
    }

    AtRegistry atRegistry(String image) {
        try {
            return check().check(ImageName.of(image), digests(image));
        } catch (RuntimeException e) {
            return AtRegistry.OTHER;
        }
    }

    /** Asks ahead of need what takes a while. */
    void warm() {
        try {
            check();
        } catch (RuntimeException e) {
            // It is asked again when it is needed.
        }
    }

    /** The engine reads its registries when it starts. */
    private RegistryCheck check() {
        RegistryCheck known = check;
        if (known == null) {
            Info info = docker.infoCmd().exec();
            known = new RegistryCheck(
                    mirrors(info.getRegistryConfig()), isSet(info.getHttpProxy()) || isSet(info.getHttpsProxy()));
            check = known;
        }
        return known;
    }

    private static List<URI> mirrors(@Nullable InfoRegistryConfig registries) {
        Map<String, InfoRegistryConfig.IndexConfig> indexes = registries == null ? null : registries.getIndexConfigs();
        InfoRegistryConfig.IndexConfig hub = indexes == null ? null : indexes.get(ImageName.HUB);
        List<String> mirrors = hub == null ? null : hub.getMirrors();
        return mirrors == null ? List.of() : mirrors.stream().map(URI::create).toList();
    }

    private static boolean isSet(@Nullable String text) {
        return text != null && !text.isEmpty();
    }
}
