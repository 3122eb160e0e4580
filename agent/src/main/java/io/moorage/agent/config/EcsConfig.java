package io.moorage.agent.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * What {@code /etc/ecs/ecs.config} and the environment say, with the official agent's names and defaults.
 *
 * @param cluster ECS_CLUSTER; {@code default} when absent
 * @param backendHost ECS_BACKEND_HOST, a URL; empty: {@code https://ecs.<region>.amazonaws.com}
 * @param reservedMemoryMiB ECS_RESERVED_MEMORY, kept from tasks
 * @param stopTimeout ECS_CONTAINER_STOP_TIMEOUT, between SIGTERM and SIGKILL
 * @param imagePullBehavior ECS_IMAGE_PULL_BEHAVIOR
 * @param instanceAttributes ECS_INSTANCE_ATTRIBUTES, a JSON object as text
 * @param metadataEndpoint AWS_EC2_METADATA_SERVICE_ENDPOINT, a URL
 */
public record EcsConfig(
        String cluster,
        String backendHost,
        Path dataDirectory,
        int reservedMemoryMiB,
        Duration stopTimeout,
        ImagePullBehavior imagePullBehavior,
        String instanceAttributes,
        String metadataEndpoint) {

    /** Reads the file, if it is there; the environment has the last word. */
    public static EcsConfig read(Path file, Map<String, String> environment) {
        Map<String, String> settings = new HashMap<>();
        if (Files.isReadable(file)) {
            try {
                settings.putAll(parse(Files.readString(file)));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + file, e);
            }
        }
        settings.putAll(environment);
        return of(settings);
    }

    static EcsConfig of(Map<String, String> settings) {
        String cluster = settings.getOrDefault("ECS_CLUSTER", "");
        return new EcsConfig(
                cluster.isEmpty() ? "default" : cluster,
                settings.getOrDefault("ECS_BACKEND_HOST", ""),
                Path.of(settings.getOrDefault("ECS_DATADIR", "/var/lib/ecs/data")),
                number(settings.getOrDefault("ECS_RESERVED_MEMORY", "0")),
                duration(settings.getOrDefault("ECS_CONTAINER_STOP_TIMEOUT", "30s")),
                ImagePullBehavior.of(settings.getOrDefault("ECS_IMAGE_PULL_BEHAVIOR", "")),
                settings.getOrDefault("ECS_INSTANCE_ATTRIBUTES", "{}"),
                settings.getOrDefault("AWS_EC2_METADATA_SERVICE_ENDPOINT", "http://169.254.169.254"));
    }

    /** Lines of NAME=value; later ones win; quotes around a value and an {@code export} before a name are taken off. */
    static Map<String, String> parse(String text) {
        Map<String, String> settings = new HashMap<>();
        for (String raw : text.split("\n", -1)) {
            String line = raw.strip();
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                String name = line.substring(0, equals).strip().replaceFirst("^export\\s+", "");
                settings.put(name, unquote(line.substring(equals + 1).strip()));
            }
        }
        return settings;
    }

    private static String unquote(String value) {
        boolean quoted = value.length() >= 2
                && ((value.startsWith("\"") && value.endsWith("\"")) || (value.startsWith("'") && value.endsWith("'")));
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static int number(String text) {
        try {
            return Math.max(0, Integer.parseInt(text));
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    /** Go's durations as the official agent takes them: {@code 30s}, {@code 2m}, {@code 1h}; the default when unreadable. */
    private static Duration duration(String text) {
        String unit = text.replaceAll("[0-9]", "");
        int amount = number(text.replaceAll("[^0-9]", ""));
        return switch (unit) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofSeconds(30);
        };
    }
}
