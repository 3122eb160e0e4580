package io.moorage.autoscaling.action;

import io.moorage.awsmodels.autoscaling.Tag;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.store.AutoScalingTables;
import java.util.List;
import java.util.Objects;

/** The groups whose tags a request changes. */
final class TagTargets {
    private TagTargets() {}

    static String group(Tag tag) {
        if (tag.resourceId() == null || tag.resourceId().isEmpty()) {
            throw Refusal.invalid("The tag " + tag.key() + " needs a resource ID: the name of a group.");
        }
        return tag.resourceId();
    }

    static List<String> arns(AutoScaling autoScaling, List<Tag> tags) {
        List<String> arns = tags.stream()
                .map(each -> Objects.requireNonNullElse(each.resourceId(), "*"))
                .distinct()
                .map(name -> autoScaling
                        .view()
                        .find(AutoScalingTables.GROUPS, name)
                        .map(AutoScalingGroup::arn)
                        .orElseGet(() -> Groups.arn(autoScaling.config(), "*", name)))
                .toList();
        return arns.isEmpty() ? List.of("*") : arns;
    }
}
