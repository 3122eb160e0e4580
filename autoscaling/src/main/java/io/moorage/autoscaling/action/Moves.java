package io.moorage.autoscaling.action;

import io.moorage.autoscaling.Activities;
import io.moorage.autoscaling.Departures;
import io.moorage.autoscaling.decide.Causes;
import io.moorage.awsmodels.autoscaling.Activity;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.model.autoscaling.LifecycleState;
import io.moorage.model.autoscaling.ScalingActivity;
import io.moorage.model.autoscaling.ScalingActivity.Status;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** What users do with instances of a group that go on running; each move is an activity. */
enum Moves {
    DETACH("Detaching EC2 instance: ", "detached", state -> !state.isEnding(), "InService or Standby"),
    ENTER_STANDBY(
            "Moving EC2 instance to Standby: ",
            "moved to standby",
            state -> state == LifecycleState.IN_SERVICE,
            "InService"),
    EXIT_STANDBY(
            "Moving EC2 instance out of Standby: ",
            "moved out of standby",
            state -> state == LifecycleState.STANDBY,
            "Standby");

    private static final int BEGUN = 30;

    private final String description;
    private final String done;
    private final Predicate<LifecycleState> possible;
    private final String from;

    Moves(String description, String done, Predicate<LifecycleState> possible, String from) {
        this.description = description;
        this.done = done;
        this.possible = possible;
        this.from = from;
    }

    /**
     * Moves all of these instances, or none.
     *
     * @param decrement whether the group is to be smaller by those that leave service
     */
    List<Activity> make(
            AutoScaling autoScaling, String groupName, List<String> instanceIds, boolean decrement, Instant now) {
        List<ScalingActivity> activities = autoScaling.store().transact(tx -> {
            AutoScalingGroup group = Groups.named(tx, groupName);
            List<GroupInstance> members = Groups.membersOf(tx, group, instanceIds);
            members.forEach(this::require);
            String capacity = capacity(tx, group, members, decrement);
            return members.stream()
                    .map(each -> move(autoScaling, tx, group, each, capacity, now))
                    .toList();
        });
        return activities.stream()
                .map(each -> GroupShapes.activity(autoScaling.view(), each))
                .toList();
    }

    private void require(GroupInstance member) {
        if (!possible.test(member.state())) {
            throw Refusal.invalid("The instance " + member.instanceId().orElse("") + " is not in " + from + ".");
        }
    }

    private String capacity(Transaction tx, AutoScalingGroup group, List<GroupInstance> members, boolean decrement) {
        if (this == EXIT_STANDBY) {
            return Capacities.increment(tx, group, members.size(), "exit standby for");
        }
        return decrement ? Capacities.decrement(tx, group, members) : "";
    }

    private ScalingActivity move(
            AutoScaling autoScaling,
            Transaction tx,
            AutoScalingGroup group,
            GroupInstance member,
            String capacity,
            Instant now) {
        String id = member.instanceId().orElseThrow();
        String cause =
                Causes.at(now, "instance " + id + " was " + done + " in response to a user request" + capacity + ".");
        Departures departures = new Departures(tx, group, now, autoScaling.random());
        return switch (this) {
            case DETACH -> {
                Activities.change(tx, member, each -> each.ended(Status.CANCELLED, "The instance was detached.", now));
                yield departures.leave(member, LifecycleState.DETACHING, description + id, cause);
            }
            case ENTER_STANDBY -> departures.leave(member, LifecycleState.ENTERING_STANDBY, description + id, cause);
            case EXIT_STANDBY -> {
                ScalingActivity begun = Activities.begin(
                        tx,
                        group,
                        new Activities.Beginning(description + id, cause, Status.PRE_IN_SERVICE, BEGUN),
                        member.zone(),
                        member.subnetId(),
                        now,
                        autoScaling.random());
                tx.update(AutoScalingTables.INSTANCES, member.returning(begun.key(), now));
                yield begun;
            }
        };
    }
}
