package io.moorage.model.ecs;

import java.util.List;
import java.util.Map;

/**
 * A group of container instances, tasks and services.
 *
 * @param name the key
 * @param settings e.g. {@code containerInsights} to {@code disabled}
 * @param capacityProviders names of those that may be asked for tasks here
 * @param defaultStrategy of tasks and services that name neither a strategy nor a launch type
 */
public record Cluster(
        String name,
        String arn,
        Status status,
        Map<String, String> settings,
        Map<String, String> tags,
        List<String> capacityProviders,
        List<CapacityShare> defaultStrategy) {
    public static final String DEFAULT = "default";

    public Cluster {
        settings = Map.copyOf(settings);
        tags = Map.copyOf(tags);
        capacityProviders = List.copyOf(capacityProviders);
        defaultStrategy = List.copyOf(defaultStrategy);
    }

    public static Cluster active(String name, String arn, Map<String, String> settings, Map<String, String> tags) {
        return new Cluster(name, arn, Status.ACTIVE, settings, tags, List.of(), List.of());
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
        return new Cluster(name, arn, Status.INACTIVE, settings, tags, List.of(), List.of());
    }

    public Cluster withTags(Map<String, String> newTags) {
        return new Cluster(name, arn, status, settings, newTags, capacityProviders, defaultStrategy);
    }

    public Cluster withSettings(Map<String, String> newSettings) {
        return new Cluster(name, arn, status, newSettings, tags, capacityProviders, defaultStrategy);
    }

    public Cluster withCapacityProviders(List<String> providers, List<CapacityShare> strategy) {
        return new Cluster(name, arn, status, settings, tags, providers, strategy);
    }
}
