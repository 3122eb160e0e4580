package io.moorage.model.ecs;

import java.util.Map;

/**
 * A group of container instances, tasks and services.
 *
 * @param name the key
 * @param settings e.g. {@code containerInsights} to {@code disabled}
 */
public record Cluster(String name, String arn, Status status, Map<String, String> settings, Map<String, String> tags) {
    public static final String DEFAULT = "default";

    public Cluster {
        settings = Map.copyOf(settings);
        tags = Map.copyOf(tags);
    }

    /** A deleted cluster stays visible as {@code INACTIVE} for a while. */
    public enum Status {
        ACTIVE,
        INACTIVE
    }

    public boolean active() {
        return status == Status.ACTIVE;
    }

    public Cluster inactive() {
        return new Cluster(name, arn, Status.INACTIVE, settings, tags);
    }

    public Cluster withTags(Map<String, String> newTags) {
        return new Cluster(name, arn, status, settings, newTags);
    }

    public Cluster withSettings(Map<String, String> newSettings) {
        return new Cluster(name, arn, status, newSettings, tags);
    }
}
