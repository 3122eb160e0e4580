package io.moorage.autoscaling.action;

import io.moorage.autoscaling.Activities;
import io.moorage.autoscaling.Departures;
import io.moorage.autoscaling.decide.Causes;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.ActivityType;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.TerminateInstanceInAutoScalingGroupType;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.model.autoscaling.ScalingActivity;
import io.moorage.store.Transaction;
import java.time.Instant;
import java.util.List;

/** Terminates an instance of a group, which gets another one unless it is to become smaller. */
record TerminateInstanceInAutoScalingGroup(AutoScaling autoScaling)
        implements InstanceAction<TerminateInstanceInAutoScalingGroupType, ActivityType> {
    @Override
    public Operation<TerminateInstanceInAutoScalingGroupType, ActivityType> operation() {
        return AutoscalingOperations.TERMINATE_INSTANCE_IN_AUTO_SCALING_GROUP;
    }

    @Override
    public String instanceId(TerminateInstanceInAutoScalingGroupType input) {
        return input.instanceId();
    }

    @Override
    public ActivityType handle(TerminateInstanceInAutoScalingGroupType input, RequestContext context) {
        String id = input.instanceId();
        ScalingActivity activity = autoScaling.store().transact(tx -> {
            GroupInstance member = Groups.member(tx, id).orElseThrow(() -> Refusal.noInstance(id));
            if (member.state().isEnding()) {
                throw Refusal.inProgress("The instance " + id + " is being terminated already.");
            }
            AutoScalingGroup group = Groups.named(tx, member.groupName());
            String cause = Causes.at(
                    context.now(), "instance " + id + " was taken out of service in response to a user request");
            if (Boolean.TRUE.equals(input.shouldDecrementDesiredCapacity())) {
                cause += Capacities.decrement(tx, group, List.of(member));
            }
            return terminate(tx, group, member, cause + ".", context.now());
        });
        return ActivityType.builder()
                .activity(GroupShapes.activity(autoScaling.view(), activity))
                .build();
    }

    private ScalingActivity terminate(
            Transaction tx, AutoScalingGroup group, GroupInstance member, String cause, Instant now) {
        Activities.change(
                tx,
                member,
                each -> each.ended(ScalingActivity.Status.CANCELLED, "The instance was terminated by a user.", now));
        return new Departures(tx, group, now, autoScaling.random()).terminate(member, cause, true);
    }
}
