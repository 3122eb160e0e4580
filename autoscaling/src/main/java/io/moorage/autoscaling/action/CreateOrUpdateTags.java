package io.moorage.autoscaling.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.CreateOrUpdateTagsType;
import io.moorage.awsmodels.autoscaling.Tag;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.GroupTag;
import io.moorage.store.AutoScalingTables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sets tags of groups; instances that run already keep theirs. */
record CreateOrUpdateTags(AutoScaling autoScaling) implements Action<CreateOrUpdateTagsType, Empty> {
    @Override
    public Operation<CreateOrUpdateTagsType, Empty> operation() {
        return AutoscalingOperations.CREATE_OR_UPDATE_TAGS;
    }

    @Override
    public List<String> resources(CreateOrUpdateTagsType input, RequestContext context) {
        return TagTargets.arns(autoScaling, input.tags());
    }

    @Override
    public Map<String, List<String>> conditions(CreateOrUpdateTagsType input, RequestContext context) {
        return GroupTags.requested(input.tags());
    }

    @Override
    public Empty handle(CreateOrUpdateTagsType input, RequestContext context) {
        return autoScaling.store().transact(tx -> {
            for (Tag each : input.tags()) {
                AutoScalingGroup group = Groups.named(tx, TagTargets.group(each));
                Map<String, GroupTag> tags = new HashMap<>(group.tags());
                tags.putAll(GroupTags.read(
                        List.of(each), group.name(), context.calledVia().isPresent()));
                tx.update(AutoScalingTables.GROUPS, group.withTags(GroupTags.limited(tags)));
            }
            return Empty.VALUE;
        });
    }
}
