package io.moorage.elb.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.TagRules;
import io.moorage.awsapi.TagShape;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.awsmodels.elb.Tag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Tags between requests, rows and answers (Classic Load Balancers guide, "Tag your Classic Load Balancer"). */
final class Tags {
    private static final int MOST = 10;
    private static final TagRules RULES = new TagRules(
            MOST,
            key -> Refusal.invalid("Tag keys must not start with 'aws:': " + key),
            key -> new AwsException(
                    ElbOperations.ERROR_DUPLICATE_TAG_KEYS_EXCEPTION, "Duplicate tag keys found: " + key),
            () -> new AwsException(
                    ElbOperations.ERROR_TOO_MANY_TAGS_EXCEPTION, "A load balancer has at most " + MOST + " tags."));

    private static final TagShape<Tag> SHAPE = new TagShape<>(Tag::key, Tag::value, Tag::new);

    private Tags() {}

    static Map<String, String> read(List<Tag> given, RequestContext context) {
        return SHAPE.read(RULES, given, context);
    }

    static void checkKey(String key, RequestContext context) {
        RULES.checkKey(key, context.calledVia().isPresent());
    }

    static Map<String, String> added(Map<String, String> present, Map<String, String> more) {
        return RULES.added(present, more);
    }

    static List<Tag> list(Map<String, String> tags) {
        return SHAPE.list(tags);
    }

    /** The condition keys of the tags that a request sets. */
    static Map<String, List<String>> requested(List<Tag> tags) {
        return SHAPE.requested(tags);
    }

    /** The condition keys of the tags that a load balancer has. */
    static Map<String, List<String>> ofResource(Map<String, String> tags) {
        Map<String, List<String>> conditions = new HashMap<>();
        tags.forEach((key, value) -> {
            conditions.put("aws:ResourceTag/" + key, List.of(value));
            conditions.put("elasticloadbalancing:ResourceTag/" + key, List.of(value));
        });
        return conditions;
    }
}
