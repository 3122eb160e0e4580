package io.moorage.efs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.Permission;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.efs.Tag;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Tags, as the API writes them and as rows keep them (EFS user guide, "Tagging"). */
final class Tags {
    private static final String RESERVED = "aws:";

    private Tags() {}

    static List<Tag> shapes(Map<String, String> tags) {
        return new TreeMap<>(tags)
                .entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList();
    }

    static Map<String, String> added(Map<String, String> present, List<Tag> more) {
        Map<String, String> all = new LinkedHashMap<>(present);
        Set<String> seen = new HashSet<>();
        for (Tag tag : more) {
            if (!seen.add(tag.key())) {
                throw Refusal.badRequest("The tag key '" + tag.key() + "' is given twice.");
            }
            if (tag.key().startsWith(RESERVED)) {
                throw Refusal.badRequest("Tag keys starting with 'aws:' are reserved: " + tag.key());
            }
            all.put(tag.key(), tag.value());
        }
        if (all.size() > Quotas.TAGS_PER_RESOURCE) {
            throw Refusal.badRequest("A resource has at most " + Quotas.TAGS_PER_RESOURCE + " tags.");
        }
        return all;
    }

    /** Those of something new. A service that calls for somebody may set tags whose keys are reserved. */
    static Map<String, String> ofNew(List<Tag> given, RequestContext context) {
        if (context.calledVia().isEmpty()) {
            return added(Map.of(), given);
        }
        Map<String, String> all = added(
                Map.of(),
                given.stream().filter(tag -> !tag.key().startsWith(RESERVED)).toList());
        given.stream().filter(tag -> tag.key().startsWith(RESERVED)).forEach(tag -> all.put(tag.key(), tag.value()));
        return all;
    }

    /** The condition keys of a request that carries tags (Service Authorization Reference, Amazon EFS). */
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

    /** Who makes something with tags must be allowed to tag it (EFS user guide, "Tag resources during creation"). */
    static List<Permission> onCreation(Action<?, ?> action, List<Tag> tags, String arn) {
        if (tags.isEmpty()) {
            return List.of();
        }
        Map<String, List<String>> conditions = new HashMap<>(requested(tags));
        conditions.put(
                "elasticfilesystem:CreateAction", List.of(action.operation().name()));
        return List.of(new Permission("elasticfilesystem:TagResource", List.of(arn), conditions));
    }

    static Map<String, String> without(Map<String, String> present, Collection<String> keys) {
        Map<String, String> rest = new LinkedHashMap<>(present);
        rest.keySet().removeAll(keys);
        return rest;
    }
}
