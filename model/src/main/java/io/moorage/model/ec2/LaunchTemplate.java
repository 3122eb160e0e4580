package io.moorage.model.ec2;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How instances are made, under a name and in versions (EC2 user guide, "Amazon EC2 launch templates").
 *
 * @param latest the highest number that was ever given
 * @param versions never empty, by their numbers; one of them is the default one
 */
public record LaunchTemplate(
        String id,
        String name,
        Instant created,
        String createdBy,
        long defaultVersion,
        long latest,
        List<Version> versions,
        Map<String, String> tags) {
    public static final String DEFAULT = "$Default";
    public static final String LATEST = "$Latest";

    public LaunchTemplate {
        versions = List.copyOf(versions);
        tags = Map.copyOf(tags);
    }

    /** Never changed once made. */
    public record Version(
            long number, Optional<String> description, Instant created, String createdBy, LaunchTemplateData data) {}

    /** @param version a number, {@code $Default} or {@code $Latest} */
    public Optional<Version> version(String version) {
        return versions.stream()
                .filter(each -> switch (version) {
                    case DEFAULT -> each.number() == defaultVersion;
                    case LATEST -> each.number() == versions.getLast().number();
                    default -> Long.toString(each.number()).equals(version);
                })
                .findFirst();
    }

    public LaunchTemplate withVersion(Optional<String> description, Instant now, String by, LaunchTemplateData data) {
        List<Version> more = new ArrayList<>(versions);
        more.add(new Version(latest + 1, description, now, by, data));
        return new LaunchTemplate(id, name, created, createdBy, defaultVersion, latest + 1, more, tags);
    }

    /** @param numbers not the default one */
    public LaunchTemplate without(Collection<Long> numbers) {
        List<Version> left = versions.stream()
                .filter(each -> !numbers.contains(each.number()))
                .toList();
        return new LaunchTemplate(id, name, created, createdBy, defaultVersion, latest, left, tags);
    }

    public LaunchTemplate withDefault(long number) {
        return new LaunchTemplate(id, name, created, createdBy, number, latest, versions, tags);
    }

    public LaunchTemplate withTags(Map<String, String> newTags) {
        return new LaunchTemplate(id, name, created, createdBy, defaultVersion, latest, versions, newTags);
    }
}
