package io.moorage.autoscaling.action;

import io.moorage.awsapi.TagRules;
import io.moorage.awsapi.permission.TagConditions;
import io.moorage.awsmodels.autoscaling.Tag;
import io.moorage.awsmodels.autoscaling.TagDescription;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.GroupTag;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Tags between requests, rows and answers ("Tag Auto Scaling groups and instances"). */
final class GroupTags {
    private static final String RESOURCE_TYPE = "auto-scaling-group";
    private static final int MOST = 50;

    private GroupTags() {}

    /** @param group to which all of them must belong */
    static Map<String, GroupTag> read(List<Tag> given, String group, boolean reservedAllowed) {
        Map<String, GroupTag> tags = new LinkedHashMap<>();
        for (Tag each : given) {
            check(each, reservedAllowed);
            if (each.resourceId() != null && !each.resourceId().equals(group)) {
                throw Refusal.invalid(
                        "The tag's resource ID " + each.resourceId() + " is not the group's name " + group + ".");
            }
            tags.put(
                    each.key(),
                    new GroupTag(
                            each.key(),
                            Objects.requireNonNullElse(each.value(), ""),
                            Boolean.TRUE.equals(each.propagateAtLaunch())));
        }
        return limited(tags);
    }

    static Map<String, GroupTag> limited(Map<String, GroupTag> tags) {
        if (tags.size() > MOST) {
            throw Refusal.limitExceeded("A group has at most " + MOST + " tags.");
        }
        return tags;
    }

    static void check(Tag tag, boolean reservedAllowed) {
        if (tag.resourceType() != null && !tag.resourceType().equals(RESOURCE_TYPE)) {
            throw Refusal.invalid("The tag's resource type must be " + RESOURCE_TYPE + ", not " + tag.resourceType());
        }
        if (!reservedAllowed && TagRules.isReserved(tag.key())) {
            throw Refusal.invalid("Tag keys must not start with 'aws:': " + tag.key());
        }
    }

    static List<TagDescription> describe(AutoScalingGroup group) {
        return group.tags().values().stream()
                .sorted(Comparator.comparing(GroupTag::key))
                .map(each -> describe(group, each))
                .toList();
    }

    static TagDescription describe(AutoScalingGroup group, GroupTag tag) {
        return TagDescription.builder()
                .resourceId(group.name())
                .resourceType(RESOURCE_TYPE)
                .key(tag.key())
                .value(tag.value())
                .propagateAtLaunch(tag.propagates())
                .build();
    }

    /** The condition keys of the tags that a request sets. */
    static Map<String, List<String>> requested(List<Tag> tags) {
        return TagConditions.requested(tags, Tag::key, Tag::value);
    }

    /** The condition keys of the tags that a group has. */
    static Map<String, List<String>> ofResource(Map<String, GroupTag> tags) {
        Map<String, List<String>> conditions = new HashMap<>();
        tags.values().forEach(each -> {
            conditions.put("aws:ResourceTag/" + each.key(), List.of(each.value()));
            conditions.put("autoscaling:ResourceTag/" + each.key(), List.of(each.value()));
        });
        return conditions;
    }
}
