package io.moorage.model.autoscaling;

/** What new instances of a group are made from. */
public sealed interface LaunchSource {
    /** A launch configuration, by its name. */
    record Configuration(String name) implements LaunchSource {}

    /** @param version a number, {@code $Default} or {@code $Latest}, as it was given */
    record Template(String id, String name, String version) implements LaunchSource {}
}
