package io.moorage.autoscaling.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.store.AutoScalingTables;
import java.util.List;
import java.util.Map;

/** An action on one group, with the resource and the condition keys by which it is allowed. */
interface GroupAction<I, O> extends Action<I, O> {
    AutoScaling autoScaling();

    /** Empty when the request names something of a group only. */
    String groupName(I input);

    @Override
    default List<String> resources(I input, RequestContext context) {
        String name = groupName(input);
        return List.of(autoScaling()
                .view()
                .find(AutoScalingTables.GROUPS, name)
                .map(AutoScalingGroup::arn)
                .orElseGet(() -> Groups.arn(autoScaling().config(), "*", name.isEmpty() ? "*" : name)));
    }

    @Override
    default Map<String, List<String>> conditions(I input, RequestContext context) {
        return autoScaling()
                .view()
                .find(AutoScalingTables.GROUPS, groupName(input))
                .map(group -> GroupTags.ofResource(group.tags()))
                .orElse(Map.of());
    }
}
