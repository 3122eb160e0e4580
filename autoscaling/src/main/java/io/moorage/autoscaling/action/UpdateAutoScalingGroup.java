package io.moorage.autoscaling.action;

import io.moorage.autoscaling.decide.Causes;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.UpdateAutoScalingGroupType;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.store.AutoScalingTables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Changes a group; what runs stays as it is where the change does not concern the number or the zones of instances. */
record UpdateAutoScalingGroup(AutoScaling autoScaling) implements GroupAction<UpdateAutoScalingGroupType, Empty> {
    @Override
    public Operation<UpdateAutoScalingGroupType, Empty> operation() {
        return AutoscalingOperations.UPDATE_AUTO_SCALING_GROUP;
    }

    @Override
    public String groupName(UpdateAutoScalingGroupType input) {
        return input.autoScalingGroupName();
    }

    @Override
    public Map<String, List<String>> conditions(UpdateAutoScalingGroupType input, RequestContext context) {
        Map<String, List<String>> conditions = new HashMap<>(GroupAction.super.conditions(input, context));
        if (input.minSize() != null) {
            conditions.put("autoscaling:MinSize", List.of(Integer.toString(input.minSize())));
        }
        if (input.maxSize() != null) {
            conditions.put("autoscaling:MaxSize", List.of(Integer.toString(input.maxSize())));
        }
        LaunchConditions.add(conditions, input.launchConfigurationName(), input.launchTemplate());
        if (input.vpcZoneIdentifier() != null) {
            conditions.put(
                    "autoscaling:VPCZoneIdentifiers",
                    List.of(input.vpcZoneIdentifier().split(",")));
        }
        return conditions;
    }

    @Override
    public Empty handle(UpdateAutoScalingGroupType input, RequestContext context) {
        return autoScaling.store().transact(tx -> {
            AutoScalingGroup group = Groups.named(tx, input.autoScalingGroupName());
            AutoScalingGroup.Settings settings =
                    GroupRequest.updated(tx, autoScaling.config(), group.settings(), input);
            Integer wanted = input.desiredCapacity();
            if (wanted != null && (wanted < settings.min() || wanted > settings.max())) {
                throw Refusal.invalid("Desired capacity:" + wanted + " must be between the specified min size:"
                        + settings.min() + " and max size:" + settings.max());
            }
            int desired =
                    Math.clamp(Objects.requireNonNullElse(wanted, group.desired()), settings.min(), settings.max());
            String why = Causes.at(
                    context.now(),
                    "a user request update of AutoScalingGroup constraints to min: " + settings.min() + ", max: "
                            + settings.max() + ", desired: " + desired);
            tx.update(AutoScalingTables.GROUPS, group.set(settings, desired, why));
            return Empty.VALUE;
        });
    }
}
