package io.moorage.autoscaling.action;

import io.moorage.autoscaling.Activities;
import io.moorage.autoscaling.decide.Causes;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.ExitStandbyAnswer;
import io.moorage.awsmodels.autoscaling.ExitStandbyQuery;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.model.autoscaling.ScalingActivity;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.Transaction;
import java.time.Instant;
import java.util.List;

/** Puts instances back into service, by way of Pending. */
record ExitStandby(AutoScaling autoScaling) implements GroupAction<ExitStandbyQuery, ExitStandbyAnswer> {
    private static final int BEGUN = 30;

    @Override
    public Operation<ExitStandbyQuery, ExitStandbyAnswer> operation() {
        return AutoscalingOperations.EXIT_STANDBY;
    }

    @Override
    public String groupName(ExitStandbyQuery input) {
        return input.autoScalingGroupName();
    }

    @Override
    public ExitStandbyAnswer handle(ExitStandbyQuery input, RequestContext context) {
        List<ScalingActivity> activities = autoScaling.store().transact(tx -> {
            AutoScalingGroup group = Groups.named(tx, input.autoScalingGroupName());
            List<GroupInstance> returning = Groups.membersOf(tx, group, input.instanceIds());
            for (GroupInstance each : returning) {
                if (each.state() != io.moorage.model.autoscaling.LifecycleState.STANDBY) {
                    throw Refusal.invalid("The instance " + each.instanceId().orElse("") + " is not in Standby.");
                }
            }
            String capacity = Capacities.increment(tx, group, returning.size(), "exit standby for");
            return returning.stream()
                    .map(each -> exit(tx, group, each, capacity, context.now()))
                    .toList();
        });
        return ExitStandbyAnswer.builder()
                .activities(activities.stream()
                        .map(each -> GroupShapes.activity(autoScaling.view(), each))
                        .toList())
                .build();
    }

    private ScalingActivity exit(
            Transaction tx, AutoScalingGroup group, GroupInstance member, String capacity, Instant now) {
        String id = member.instanceId().orElseThrow();
        ScalingActivity activity = Activities.begin(
                tx,
                group,
                new Activities.Beginning(
                        "Moving EC2 instance out of Standby: " + id,
                        Causes.at(
                                now,
                                "instance " + id + " was moved out of standby in response to a user request" + capacity
                                        + "."),
                        ScalingActivity.Status.PRE_IN_SERVICE,
                        BEGUN),
                member.zone(),
                member.subnetId(),
                now,
                autoScaling.random());
        tx.update(AutoScalingTables.INSTANCES, member.returning(activity.key(), now));
        return activity;
    }
}
