package io.moorage.autoscaling.action;

import io.moorage.autoscaling.Activities;
import io.moorage.autoscaling.decide.Causes;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.DetachInstancesAnswer;
import io.moorage.awsmodels.autoscaling.DetachInstancesQuery;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.model.autoscaling.ScalingActivity;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.Transaction;
import java.time.Instant;
import java.util.List;

/** Takes instances out of a group; they go on running. */
record DetachInstances(AutoScaling autoScaling) implements GroupAction<DetachInstancesQuery, DetachInstancesAnswer> {
    private static final int HALFWAY = 50;

    @Override
    public Operation<DetachInstancesQuery, DetachInstancesAnswer> operation() {
        return AutoscalingOperations.DETACH_INSTANCES;
    }

    @Override
    public String groupName(DetachInstancesQuery input) {
        return input.autoScalingGroupName();
    }

    @Override
    public DetachInstancesAnswer handle(DetachInstancesQuery input, RequestContext context) {
        List<ScalingActivity> activities = autoScaling.store().transact(tx -> {
            AutoScalingGroup group = Groups.named(tx, input.autoScalingGroupName());
            List<GroupInstance> leaving = Groups.membersOf(tx, group, input.instanceIds());
            for (GroupInstance each : leaving) {
                if (each.state().isEnding()) {
                    throw Refusal.invalid(
                            "The instance " + each.instanceId().orElse("") + " is not in InService or Standby.");
                }
            }
            String capacity = Boolean.TRUE.equals(input.shouldDecrementDesiredCapacity())
                    ? Capacities.decrement(tx, group, leaving)
                    : "";
            return leaving.stream()
                    .map(each -> detach(tx, group, each, capacity, context.now()))
                    .toList();
        });
        return DetachInstancesAnswer.builder()
                .activities(activities.stream()
                        .map(each -> GroupShapes.activity(autoScaling.view(), each))
                        .toList())
                .build();
    }

    private ScalingActivity detach(
            Transaction tx, AutoScalingGroup group, GroupInstance member, String capacity, Instant now) {
        String id = member.instanceId().orElseThrow();
        Activities.change(
                tx, member, each -> each.ended(ScalingActivity.Status.CANCELLED, "The instance was detached.", now));
        ScalingActivity begun = Activities.begin(
                tx,
                group,
                new Activities.Beginning(
                        "Detaching EC2 instance: " + id,
                        Causes.at(
                                now, "instance " + id + " was detached in response to a user request" + capacity + "."),
                        ScalingActivity.Status.IN_PROGRESS,
                        HALFWAY),
                member.zone(),
                member.subnetId(),
                now,
                autoScaling.random());
        ScalingActivity done = begun.successful(now);
        tx.update(AutoScalingTables.ACTIVITIES, done);
        tx.delete(AutoScalingTables.INSTANCES, member.key());
        return done;
    }
}
