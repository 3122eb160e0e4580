package io.moorage.autoscaling.action;

import io.moorage.autoscaling.Activities;
import io.moorage.autoscaling.decide.Causes;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.EnterStandbyAnswer;
import io.moorage.awsmodels.autoscaling.EnterStandbyQuery;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.model.autoscaling.ScalingActivity;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.Transaction;
import java.time.Instant;
import java.util.List;

/** Takes instances out of service that stay in the group; while they are there nobody checks their health. */
record EnterStandby(AutoScaling autoScaling) implements GroupAction<EnterStandbyQuery, EnterStandbyAnswer> {
    private static final int BEGUN = 30;

    @Override
    public Operation<EnterStandbyQuery, EnterStandbyAnswer> operation() {
        return AutoscalingOperations.ENTER_STANDBY;
    }

    @Override
    public String groupName(EnterStandbyQuery input) {
        return input.autoScalingGroupName();
    }

    @Override
    public EnterStandbyAnswer handle(EnterStandbyQuery input, RequestContext context) {
        List<ScalingActivity> activities = autoScaling.store().transact(tx -> {
            AutoScalingGroup group = Groups.named(tx, input.autoScalingGroupName());
            List<GroupInstance> leaving = Groups.membersOf(tx, group, input.instanceIds());
            for (GroupInstance each : leaving) {
                if (each.state() != io.moorage.model.autoscaling.LifecycleState.IN_SERVICE) {
                    throw Refusal.invalid("The instance " + each.instanceId().orElse("") + " is not in InService.");
                }
            }
            String capacity = Boolean.TRUE.equals(input.shouldDecrementDesiredCapacity())
                    ? Capacities.decrement(tx, group, leaving)
                    : "";
            return leaving.stream()
                    .map(each -> enter(tx, group, each, capacity, context.now()))
                    .toList();
        });
        return EnterStandbyAnswer.builder()
                .activities(activities.stream()
                        .map(each -> GroupShapes.activity(autoScaling.view(), each))
                        .toList())
                .build();
    }

    private ScalingActivity enter(
            Transaction tx, AutoScalingGroup group, GroupInstance member, String capacity, Instant now) {
        String id = member.instanceId().orElseThrow();
        ScalingActivity begun = Activities.begin(
                tx,
                group,
                new Activities.Beginning(
                        "Moving EC2 instance to Standby: " + id,
                        Causes.at(
                                now,
                                "instance " + id + " was moved to standby in response to a user request" + capacity
                                        + "."),
                        ScalingActivity.Status.IN_PROGRESS,
                        BEGUN),
                member.zone(),
                member.subnetId(),
                now,
                autoScaling.random());
        ScalingActivity done = begun.successful(now);
        tx.update(AutoScalingTables.ACTIVITIES, done);
        tx.update(AutoScalingTables.INSTANCES, member.standby(now));
        return done;
    }
}
