package io.moorage.elb.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.awsmodels.elb.Tag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Tags between requests, rows and answers (Classic Load Balancers guide, "Tag your Classic Load Balancer"). */
final class Tags {
    private static final String RESERVED = "aws:";
    private static final int MOST = 10;

    private Tags() {}

    static Map<String, String> read(List<Tag> given, RequestContext context) {
        Map<String, String> tags = new HashMap<>();
        for (Tag each : given) {
            checkKey(each.key(), context);
            if (tags.put(each.key(), Objects.requireNonNullElse(each.value(), "")) != null) {
                throw new AwsException(
                        ElbOperations.ERROR_DUPLICATE_TAG_KEYS_EXCEPTION, "Duplicate tag keys found: " + each.key());
            }
        }
        return limited(tags);
    }

    static void checkKey(String key, RequestContext context) {
        if (key.startsWith(RESERVED) && context.calledVia().isEmpty()) {
            throw Refusal.invalid("Tag keys must not start with '" + RESERVED + "': " + key);
        }
    }

    static Map<String, String> added(Map<String, String> present, Map<String, String> more) {
        Map<String, String> tags = new HashMap<>(present);
        tags.putAll(more);
        return limited(tags);
    }

    /** Those that AWS sets do not count. */
    private static Map<String, String> limited(Map<String, String> tags) {
        long counted = tags.keySet().stream()
                .filter(each -> !each.startsWith(RESERVED))
                .count();
        if (counted > MOST) {
            throw new AwsException(
                    ElbOperations.ERROR_TOO_MANY_TAGS_EXCEPTION, "A load balancer has at most " + MOST + " tags.");
        }
        return tags;
    }

    static List<Tag> list(Map<String, String> tags) {
        return new TreeMap<>(tags)
                .entrySet().stream()
                        .map(each -> Tag.builder()
                                .key(each.getKey())
                                .value(each.getValue())
                                .build())
                        .toList();
    }

    /** The condition keys of the tags that a request sets. */
    static Map<String, List<String>> requested(List<Tag> tags) {
        Map<String, List<String>> conditions = new HashMap<>();
        tags.forEach(each ->
                conditions.put("aws:RequestTag/" + each.key(), List.of(Objects.requireNonNullElse(each.value(), ""))));
        if (!tags.isEmpty()) {
            conditions.put("aws:TagKeys", tags.stream().map(Tag::key).toList());
        }
        return conditions;
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
