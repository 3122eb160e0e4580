package io.moorage.cloudwatch.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.TagRules;
import io.moorage.awsapi.TagShape;
import io.moorage.awsmodels.cloudwatch.Tag;
import java.util.List;
import java.util.Map;

/** Tags of alarms, as the API writes them and as rows keep them. */
final class AlarmTags {
    private static final int MOST = 50;
    private static final TagRules RULES = new TagRules(
            MOST,
            key -> Refusal.invalidValue("Tag keys beginning with aws: are reserved: " + key),
            key -> Refusal.invalidValue("Duplicate tag key: " + key),
            () -> Refusal.invalidValue("A resource has at most " + MOST + " tags."));

    private static final TagShape<Tag> SHAPE = new TagShape<>(Tag::key, Tag::value, Tag::new);

    private AlarmTags() {}

    static List<Tag> shapes(Map<String, String> tags) {
        return SHAPE.list(tags);
    }

    static Map<String, String> added(Map<String, String> present, List<Tag> more, RequestContext context) {
        return RULES.added(present, SHAPE.read(RULES, more, context));
    }

    /** The condition keys of a request that carries tags (Service Authorization Reference, CloudWatch). */
    static Map<String, List<String>> requested(List<Tag> tags) {
        return SHAPE.requested(tags);
    }
}
