package io.moorage.ecs.shape;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.TagRules;
import io.moorage.awsapi.TagShape;
import io.moorage.awsmodels.ecs.Tag;
import io.moorage.ecs.EcsErrors;
import java.util.List;
import java.util.Map;

/** Tags ({@code API_Tag}): at most fifty, keys of up to 128 characters, values of up to 256. */
public final class Tags {
    private static final int MAX = 50;
    private static final int MAX_KEY = 128;
    private static final int MAX_VALUE = 256;
    private static final TagRules RULES = new TagRules(
            MAX,
            key -> EcsErrors.invalid("Tag keys must not start with aws:"),
            key -> EcsErrors.invalid("Duplicate tag key: " + key),
            () -> EcsErrors.invalid("A resource has at most 50 tags."));
    private static final TagShape<Tag> SHAPE = new TagShape<>(Tags::key, Tag::value, Tag::new);

    public static Map<String, String> read(List<Tag> tags) {
        return RULES.read(tags, Tags::key, Tag::value, false);
    }

    /** Those of something new. A service that calls for somebody may set tags whose keys are reserved. */
    public static Map<String, String> read(List<Tag> tags, RequestContext context) {
        return SHAPE.read(RULES, tags, context);
    }

    private static String key(Tag tag) {
        String key = tag.key();
        if (key == null
                || key.isEmpty()
                || key.length() > MAX_KEY
                || (tag.value() != null && tag.value().length() > MAX_VALUE)) {
            throw EcsErrors.invalid("Tag keys must have 1 to 128 characters, and values at most 256.");
        }
        return key;
    }

    public static Map<String, String> added(Map<String, String> tags, Map<String, String> more) {
        return RULES.added(tags, more);
    }

    public static List<Tag> write(Map<String, String> tags) {
        return SHAPE.list(tags);
    }

    private Tags() {}
}
