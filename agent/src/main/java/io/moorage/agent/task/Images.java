package io.moorage.agent.task;

import io.moorage.agent.config.ImagePullBehavior;
import io.moorage.agent.runtime.ContainerRuntime;
import io.moorage.agent.runtime.ContainerRuntime.AtRegistry;
import io.moorage.agent.runtime.RuntimeFailure;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The images of the instance, pulled as ECS_IMAGE_PULL_BEHAVIOR says. Of one image one pull is made at a time, for all that wait for
 * it. Safe for use by many threads.
 *
 * <p>Invariant: a task starts with an image that was at the registry after the task came here, unless its behavior or a failure
 * has it take an older one.
 */
public final class Images {
    private static final Logger LOG = System.getLogger(Images.class.getName());

    private final ContainerRuntime runtime;
    private final ImagePullBehavior behavior;
    private final PulledImages pulled;
    private final AtomicLong begun = new AtomicLong();
    private final Map<String, Image> images = new ConcurrentHashMap<>();

    /** The newest time that a registry was asked for it; its monitor is held meanwhile. */
    private static final class Image {
        private long asked;
        private Optional<RuntimeFailure> failure = Optional.empty();
    }

    public Images(ContainerRuntime runtime, ImagePullBehavior behavior, PulledImages pulled) {
        this.runtime = runtime;
        this.behavior = behavior;
        this.pulled = pulled;
    }

    /** What began later is newer than this. */
    long now() {
        return begun.get();
    }

    /**
     * Makes it present for a task; {@code CannotPullContainerError} when the task cannot have it.
     *
     * @param since when the task came here
     */
    void prepare(String name, long since) throws RuntimeFailure {
        Image image = images.computeIfAbsent(name, _ -> new Image());
        synchronized (image) {
            boolean here = runtime.hasImage(name);
            if (here && !isToBePulled(name)) {
                return;
            }
            if (image.asked <= since) {
                ask(name, image, here);
            }
            if (image.failure.isPresent()) {
                if (!here || behavior != ImagePullBehavior.DEFAULT) {
                    throw image.failure.get();
                }
                LOG.log(
                        Level.WARNING,
                        "{0} is used as it is here: {1}",
                        name,
                        image.failure.get().getMessage());
            } else {
                pulled.add(name);
            }
        }
    }

    /** Of an image that is here. */
    private boolean isToBePulled(String name) {
        // What a digest names does not change.
        return !name.contains("@")
                && switch (behavior) {
                    case DEFAULT, ALWAYS -> true;
                    case ONCE -> !pulled.contains(name);
                    case PREFER_CACHED -> false;
                };
    }

    private void ask(String name, Image image, boolean here) {
        image.asked = begun.incrementAndGet();
        image.failure = Optional.empty();
        try {
            if (here) {
                refresh(name);
            } else {
                runtime.pull(name);
            }
        } catch (RuntimeFailure e) {
            image.failure = Optional.of(e);
        }
    }

    private void refresh(String name) throws RuntimeFailure {
        AtRegistry registry = runtime.atRegistry(name);
        if (registry == AtRegistry.OUT_OF_REACH) {
            throw new RuntimeFailure("CannotPullContainerError", "its registry is out of reach");
        }
        if (registry == AtRegistry.OTHER) {
            runtime.pull(name);
        }
    }

    /** Ahead of need, and only when it is not here: each task looks for a newer one by itself. */
    void prefetch(String name) throws RuntimeFailure {
        Image image = images.computeIfAbsent(name, _ -> new Image());
        synchronized (image) {
            if (!runtime.hasImage(name)) {
                ask(name, image, false);
                if (image.failure.isPresent()) {
                    throw image.failure.get();
                }
                LOG.log(Level.INFO, "prefetched {0}", name);
            }
        }
    }
}
