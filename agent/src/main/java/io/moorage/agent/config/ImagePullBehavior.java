package io.moorage.agent.config;

import java.util.Locale;

/** ECS_IMAGE_PULL_BEHAVIOR (ECS developer guide, "Container image pull behavior"). */
public enum ImagePullBehavior {
    /** Pulled; the image that is here when that fails. */
    DEFAULT,
    /** Pulled; the task fails when that fails. */
    ALWAYS,
    /** Pulled unless a task before it had it pulled and it is here still. */
    ONCE,
    /** Pulled only when it is not here. */
    PREFER_CACHED;

    /** As the official agent reads it; what it does not know is the default. */
    static ImagePullBehavior of(String setting) {
        return switch (setting.strip().toLowerCase(Locale.ROOT)) {
            case "always" -> ALWAYS;
            case "once" -> ONCE;
            case "prefer-cached" -> PREFER_CACHED;
            default -> DEFAULT;
        };
    }
}
