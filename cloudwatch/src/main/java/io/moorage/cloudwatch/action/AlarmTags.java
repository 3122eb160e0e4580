package io.moorage.cloudwatch.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.cloudwatch.Tag;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Tags of alarms, as the API writes them and as rows keep them. */
final class AlarmTags {
    private static final int MOST = 50;

    private AlarmTags() {}

    static List<Tag> shapes(Map<String, String> tags) {
        return new TreeMap<>(tags)
                .entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList();
    }

    /** A service that calls for somebody may set tags whose keys are AWS's own. */
    static Map<String, String> added(Map<String, String> present, List<Tag> more, RequestContext context) {
        Map<String, String> all = new LinkedHashMap<>(present);
        for (Tag tag : more) {
            if (tag.key().startsWith("aws:") && context.calledVia().isEmpty()) {
                throw Refusal.invalidValue("Tag keys beginning with aws: are reserved: " + tag.key());
            }
            all.put(tag.key(), tag.value());
        }
        if (all.size() > MOST) {
            throw Refusal.invalidValue("A resource has at most " + MOST + " tags.");
        }
        return all;
    }

    /** The condition keys of a request that carries tags (Service Authorization Reference, CloudWatch). */
    static Map<String, List<String>> requested(List<Tag> tags) {
        Map<String, List<String>> conditions = new HashMap<>();
        tags.forEach(tag -> conditions.put("aws:RequestTag/" + tag.key(), List.of(tag.value())));
        conditions.putAll(keys(tags.stream().map(Tag::key).toList()));
        return conditions;
    }

    /** The condition key of a request that names tags. */
    static Map<String, List<String>> keys(List<String> keys) {
        return keys.isEmpty() ? Map.of() : Map.of("aws:TagKeys", keys);
    }
}
