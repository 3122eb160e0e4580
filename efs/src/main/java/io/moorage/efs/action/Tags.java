package io.moorage.efs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.Permission;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.TagRules;
import io.moorage.awsapi.TagShape;
import io.moorage.awsmodels.efs.Tag;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tags, as the API writes them and as rows keep them (EFS user guide, "Tagging"). */
final class Tags {
    private static final TagRules RULES = new TagRules(
            Quotas.TAGS_PER_RESOURCE,
            key -> Refusal.badRequest("Tag keys starting with 'aws:' are reserved: " + key),
            key -> Refusal.badRequest("The tag key '" + key + "' is given twice."),
            () -> Refusal.badRequest("A resource has at most " + Quotas.TAGS_PER_RESOURCE + " tags."));

    private static final TagShape<Tag> SHAPE = new TagShape<>(Tag::key, Tag::value, Tag::new);

    private Tags() {}

    static List<Tag> shapes(Map<String, String> tags) {
        return SHAPE.list(tags);
    }

    static Map<String, String> added(Map<String, String> present, List<Tag> more) {
        return RULES.added(present, RULES.read(more, Tag::key, Tag::value, false));
    }

    /** Those of something new. A service that calls for somebody may set tags whose keys are reserved. */
    static Map<String, String> ofNew(List<Tag> given, RequestContext context) {
        return SHAPE.read(RULES, given, context);
    }

    /** The condition keys of a request that carries tags (Service Authorization Reference, Amazon EFS). */
    static Map<String, List<String>> requested(List<Tag> tags) {
        return SHAPE.requested(tags);
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
