package io.moorage.autoscaling.action;

import io.moorage.model.autoscaling.GroupInstance;

/** An action on an instance, allowed on its group. */
interface InstanceAction<I, O> extends GroupAction<I, O> {
    String instanceId(I input);

    @Override
    default String groupName(I input) {
        return Groups.member(autoScaling().view(), instanceId(input))
                .map(GroupInstance::groupName)
                .orElse("");
    }
}
