package io.moorage.autoscaling.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.DeleteTagsType;
import io.moorage.awsmodels.autoscaling.Tag;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.GroupTag;
import io.moorage.store.AutoScalingTables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Removes tags of groups; one that is not there is no mistake. */
record DeleteTags(AutoScaling autoScaling) implements Action<DeleteTagsType, Empty> {
    @Override
    public Operation<DeleteTagsType, Empty> operation() {
        return AutoscalingOperations.DELETE_TAGS;
    }

    @Override
    public List<String> resources(DeleteTagsType input, RequestContext context) {
        return TagTargets.arns(autoScaling, input.tags());
    }

    @Override
    public Empty handle(DeleteTagsType input, RequestContext context) {
        return autoScaling.store().transact(tx -> {
            for (Tag each : input.tags()) {
                AutoScalingGroup group = Groups.named(tx, TagTargets.group(each));
                GroupTags.check(each, context.calledVia().isPresent());
                Map<String, GroupTag> tags = new HashMap<>(group.tags());
                tags.remove(each.key());
                tx.update(AutoScalingTables.GROUPS, group.withTags(tags));
            }
            return Empty.VALUE;
        });
    }
}
