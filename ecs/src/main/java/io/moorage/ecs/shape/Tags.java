package io.moorage.ecs.shape;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.ecs.Tag;
import io.moorage.ecs.EcsErrors;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tags ({@code API_Tag}): at most fifty, keys of up to 128 characters, values of up to 256. */
public final class Tags {
    private static final int MAX = 50;
    private static final int MAX_KEY = 128;
    private static final int MAX_VALUE = 256;

    public static Map<String, String> read(List<Tag> tags) {
        return read(tags, false);
    }

    /** Those of something new. A service that calls for somebody may set tags whose keys are reserved. */
    public static Map<String, String> read(List<Tag> tags, RequestContext context) {
        return read(tags, context.calledVia().isPresent());
    }

    private static Map<String, String> read(List<Tag> tags, boolean reservedToo) {
        Map<String, String> read = new HashMap<>();
        for (Tag tag : tags) {
            String key = tag.key();
            String value = tag.value() == null ? "" : tag.value();
            if (key == null || key.isEmpty() || key.length() > MAX_KEY || value.length() > MAX_VALUE) {
                throw EcsErrors.invalid("Tag keys must have 1 to 128 characters, and values at most 256.");
            }
            if (!reservedToo && key.regionMatches(true, 0, "aws:", 0, 4)) {
                throw EcsErrors.invalid("Tag keys must not start with aws:");
            }
            if (read.put(key, value) != null) {
                throw EcsErrors.invalid("Duplicate tag key: " + key);
            }
        }
        return limited(read);
    }

    public static Map<String, String> added(Map<String, String> tags, Map<String, String> more) {
        Map<String, String> all = new HashMap<>(tags);
        all.putAll(more);
        return limited(all);
    }

    public static List<Tag> write(Map<String, String> tags) {
        return tags.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(each -> new Tag(each.getKey(), each.getValue()))
                .toList();
    }

    private static Map<String, String> limited(Map<String, String> tags) {
        if (tags.size() > MAX) {
            throw EcsErrors.invalid("A resource has at most 50 tags.");
        }
        return tags;
    }

    private Tags() {}
}
