package io.moorage.agent.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.agent.config.ImagePullBehavior;
import io.moorage.agent.runtime.ContainerRuntime.AtRegistry;
import io.moorage.agent.runtime.FakeRuntime;
import io.moorage.agent.runtime.RuntimeFailure;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ECS developer guide, "Container image pull behavior for the EC2 and external launch types for Amazon ECS". */
final class ImagesTest {
    private static final String APP = "registry.example.com/app:latest";

    @TempDir
    Path home = Path.of("");

    private final FakeRuntime runtime = new FakeRuntime();

    private Images images(ImagePullBehavior behavior) {
        return new Images(runtime, behavior, new PulledImages(home.resolve("data/pulled-images")));
    }

    private void start(Images images, String image) throws RuntimeFailure {
        images.prepare(image, images.now());
    }

    /** "default": "The image will be pulled remotely." */
    @Test
    void eachTaskHasTheImageThatTheRegistryHas() throws Exception {
        Images images = images(ImagePullBehavior.DEFAULT);
        runtime.absent.add(APP);
        start(images, APP);
        assertThat(runtime.pulls).as("it was not here").hasSize(1);
        start(images, APP);
        assertThat(runtime.pulls).as("it is what the registry has").hasSize(1);
        runtime.atRegistry = AtRegistry.OTHER;
        start(images, APP);
        assertThat(runtime.pulls).containsExactly(APP, APP);
        start(images, "app@sha256:0123");
        assertThat(runtime.pulls).as("a digest names one image for ever").hasSize(2);
    }

    /** "If the pull fails, the cached image in the instance is used." */
    @Test
    void theCachedImageIsUsedWhenThePullFails() throws Exception {
        Images images = images(ImagePullBehavior.DEFAULT);
        runtime.registryAnswers = false;
        runtime.atRegistry = AtRegistry.OTHER;
        start(images, APP);
        assertThat(runtime.pulls).hasSize(1);
        runtime.atRegistry = AtRegistry.OUT_OF_REACH;
        start(images, APP);
        assertThat(runtime.pulls)
                .as("nobody waits for a registry that is not there")
                .hasSize(1);
        runtime.absent.add(APP);
        assertThatThrownBy(() -> start(images, APP))
                .isInstanceOfSatisfying(RuntimeFailure.class, failure -> assertThat(failure.reason())
                        .isEqualTo("CannotPullContainerError: the registry refuses " + APP));
    }

    /** "always": "The image will be pulled remotely. If the pull fails, the task fails." */
    @Test
    void theTaskFailsWhenThePullMustNot() throws Exception {
        Images images = images(ImagePullBehavior.ALWAYS);
        start(images, APP);
        runtime.atRegistry = AtRegistry.OUT_OF_REACH;
        assertThatThrownBy(() -> start(images, APP)).isInstanceOf(RuntimeFailure.class);
        runtime.atRegistry = AtRegistry.OTHER;
        runtime.registryAnswers = false;
        assertThatThrownBy(() -> start(images, APP)).isInstanceOf(RuntimeFailure.class);
    }

    /** "once": "pulled remotely only if it wasn't pulled by a previous task on the same container instance". */
    @Test
    void onceIsOnceForAllTasksAndAgents() throws Exception {
        runtime.atRegistry = AtRegistry.OTHER;
        Images images = images(ImagePullBehavior.ONCE);
        start(images, APP);
        start(images, APP);
        start(images(ImagePullBehavior.ONCE), APP);
        assertThat(runtime.pulls).containsExactly(APP);
        runtime.absent.add(APP);
        start(images, APP);
        assertThat(runtime.pulls).as("it was removed").hasSize(2);
    }

    /** "prefer-cached": "pulled remotely if there is no cached image. Otherwise, the cached image on the instance is used." */
    @Test
    void theCachedImageMayBePreferred() throws Exception {
        runtime.atRegistry = AtRegistry.OTHER;
        Images images = images(ImagePullBehavior.PREFER_CACHED);
        start(images, APP);
        assertThat(runtime.pulls).isEmpty();
        runtime.absent.add(APP);
        start(images, APP);
        assertThat(runtime.pulls).containsExactly(APP);
    }

    /** A pull that began after the task came here is its own, whoever asked for it; an older one is not. */
    @Test
    void whatWasPrefetchedMeanwhileIsNotPulledAgain() throws Exception {
        runtime.atRegistry = AtRegistry.OTHER;
        Images images = images(ImagePullBehavior.DEFAULT);
        runtime.absent.add(APP);
        long came = images.now();
        images.prefetch(APP);
        images.prepare(APP, came);
        images.prefetch(APP);
        assertThat(runtime.pulls).containsExactly(APP);
        start(images, APP);
        assertThat(runtime.pulls).containsExactly(APP, APP);
    }
}
