package io.moorage.iam.action;

import io.moorage.awsapi.Permission;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.TagRules;
import io.moorage.awsapi.TagShape;
import io.moorage.awsmodels.iam.Tag;
import io.moorage.base.Page;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tags, as the API writes them and as rows keep them (IAM user guide, "Rules for tagging in IAM and AWS STS"). */
final class Tags {
    private static final int MOST = 50;

    private static final TagShape<Tag> SHAPE = new TagShape<>(Tag::key, Tag::value, Tag::new);

    private Tags() {}

    static List<Tag> shapes(Map<String, String> tags) {
        return SHAPE.list(tags);
    }

    /** No list at all where there are none, as IAM shows resources. */
    static @Nullable List<Tag> shapesOrNull(Map<String, String> tags) {
        return tags.isEmpty() ? null : shapes(tags);
    }

    static Page<Tag> page(Map<String, String> tags, @Nullable String marker, @Nullable Integer maxItems) {
        return Lookup.page(shapes(tags), Tag::key, marker, maxItems);
    }

    static Map<String, String> added(Map<String, String> present, List<Tag> more, RequestContext context) {
        Map<String, String> all = new LinkedHashMap<>(present);
        Set<String> seen = new HashSet<>();
        for (Tag tag : more) {
            if (!seen.add(tag.key().toLowerCase(Locale.ROOT))) {
                throw Refusal.invalidInput("Duplicate tag keys found. Please note that Tag keys are case insensitive.");
            }
            refuseReserved(tag.key(), context);
            all.keySet().removeIf(tag.key()::equalsIgnoreCase);
            all.put(tag.key(), tag.value());
        }
        if (all.size() > MOST) {
            throw Refusal.limitExceeded("The number of tags has reached the maximum limit.");
        }
        return all;
    }

    /** Keys that are not there are passed over. */
    static Map<String, String> removed(Map<String, String> present, List<String> keys, RequestContext context) {
        keys.forEach(key -> refuseReserved(key, context));
        Map<String, String> fewer = new LinkedHashMap<>(present);
        fewer.keySet().removeIf(key -> keys.stream().anyMatch(key::equalsIgnoreCase));
        return fewer;
    }

    /** Condition keys of a request that sets tags. */
    static Map<String, List<String>> keys(List<Tag> tags) {
        return SHAPE.requested(tags);
    }

    /** To make something with tags is to tag it. */
    static List<Permission> permission(String action, List<String> resources, List<Tag> tags) {
        return tags.isEmpty() ? List.of() : List.of(new Permission(action, resources, keys(tags)));
    }

    private static void refuseReserved(String key, RequestContext context) {
        if (context.calledVia().isEmpty() && TagRules.isReserved(key)) {
            throw Refusal.invalidInput("aws: prefixed tag key names are not allowed for external use.");
        }
    }
}
