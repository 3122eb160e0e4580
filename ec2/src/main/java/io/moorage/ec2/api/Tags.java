package io.moorage.ec2.api;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.TagRules;
import io.moorage.awsapi.TagShape;
import io.moorage.awsmodels.ec2.Tag;
import io.moorage.awsmodels.ec2.TagSpecification;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tags between requests, rows and answers (EC2 user guide, "Tag restrictions"). */
public final class Tags {
    private static final int MAX_TAGS = 50;
    private static final int MAX_KEY = 127;
    private static final int MAX_VALUE = 255;
    private static final TagRules RULES = new TagRules(
            MAX_TAGS,
            key -> Ec2Errors.invalidValue("Tag keys starting with 'aws:' are reserved for internal use"),
            key -> Ec2Errors.invalidValue("Duplicate tag key '%s' specified.", key),
            () -> Ec2Errors.refused("TagLimitExceeded", "More than %d tags specified", MAX_TAGS));

    private static final TagShape<Tag> SHAPE = new TagShape<>(Tags::key, Tag::value, Tag::new);

    private Tags() {}

    /**
     * The tags given for resources of the first kind; a specification for a kind that is not named is refused. A service that
     * calls for somebody may set tags whose keys are reserved.
     */
    public static Map<String, String> given(
            RequestContext context, List<TagSpecification> specifications, String... words) {
        var tags = new LinkedHashMap<String, String>();
        for (TagSpecification each : specifications) {
            String type = each.resourceType() == null ? "" : each.resourceType();
            if (!List.of(words).contains(type)) {
                throw Ec2Errors.invalidValue("'%s' is not a valid taggable resource type for this operation.", type);
            }
            if (type.equals(words[0])) {
                tags.putAll(SHAPE.read(RULES, each.tags(), context));
            }
        }
        return tags;
    }

    public static Map<String, String> checked(List<Tag> given) {
        return RULES.read(given, Tags::key, Tag::value, false);
    }

    private static String key(Tag tag) {
        String key = Ec2Errors.required(tag.key(), "Tag.Key");
        if (key.isEmpty() || key.length() > MAX_KEY) {
            throw Ec2Errors.invalidValue("Tag key exceeds the maximum length of %d characters", MAX_KEY);
        }
        if (tag.value() != null && tag.value().length() > MAX_VALUE) {
            throw Ec2Errors.invalidValue("Tag value exceeds the maximum length of %d characters", MAX_VALUE);
        }
        return key;
    }

    public static Map<String, String> limited(Map<String, String> tags) {
        return RULES.limited(tags);
    }

    /** As answers list them, by key. */
    public static List<Tag> list(Map<String, String> tags) {
        return SHAPE.list(tags);
    }
}
