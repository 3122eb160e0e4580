package io.moorage.model.ssm;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A value by a name (Systems Manager API reference, Parameter).
 *
 * @param name its key: one word, or a path that begins with a slash
 * @param type {@code String} or {@code StringList}
 * @param version from 1, one more with each change
 * @param allowedPattern what its values match
 * @param dataType {@code text} or {@code aws:ec2:image}
 */
public record Parameter(
        String name,
        String type,
        String value,
        long version,
        Instant modified,
        String modifiedBy,
        Optional<String> description,
        Optional<String> allowedPattern,
        String dataType,
        Map<String, String> tags) {
    public Parameter {
        tags = Map.copyOf(tags);
    }

    /** Put anew: what is not said again is as it was, but for the description. */
    public Parameter overwritten(Parameter wanted) {
        return new Parameter(
                name,
                type,
                wanted.value,
                version + 1,
                wanted.modified,
                wanted.modifiedBy,
                wanted.description.or(() -> description),
                wanted.allowedPattern,
                wanted.dataType,
                tags);
    }

    public Parameter withTags(Map<String, String> changed) {
        return new Parameter(
                name, type, value, version, modified, modifiedBy, description, allowedPattern, dataType, changed);
    }
}
