package io.moorage.autoscaling;

import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.model.autoscaling.GroupInstance.HookWait;
import io.moorage.model.autoscaling.LifecycleHook.Transition;
import io.moorage.model.autoscaling.LifecycleState;
import io.moorage.model.autoscaling.ScalingActivity;
import io.moorage.model.autoscaling.ScalingActivity.Status;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.InstanceState;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ElbTables;
import io.moorage.store.ReadView;
import io.moorage.store.Transaction;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * How instances leave service: they are first deregistered from the group's load balancers, which let them go when their
 * connections have run out, and only then paused by hooks and terminated, detached, or put into standby (Auto Scaling user guide,
 * "How lifecycle hooks work": "the terminating instance is first deregistered from the load balancer").
 */
public record Departures(Transaction tx, AutoScalingGroup group, Instant now, RandomGenerator random) {
    private static final String DRAINING = " - Waiting For ELB connection draining.";
    private static final int HALFWAY = 50;
    private static final int PAUSED = 60;

    /**
     * Whether a load balancer has the member for its group, and may have connections to it. Load balancers have those that are
     * {@code InService}: one that is so no more is about to be let go.
     */
    public static boolean isHeld(ReadView view, GroupInstance member) {
        return member.instanceId()
                .filter(id -> view.find(Ec2Tables.INSTANCES, id)
                        .map(Instance::state)
                        .filter(InstanceState::isUp)
                        .isPresent())
                .filter(id -> view.by(ElbTables.REGISTRATIONS, ElbTables.REGISTRATIONS_BY_INSTANCE, id).stream()
                        .anyMatch(each ->
                                each.group().filter(member.groupName()::equals).isPresent()))
                .isPresent();
    }

    /**
     * It is to be terminated.
     *
     * @param patient false when it waits neither for connections nor for hooks
     */
    public ScalingActivity terminate(GroupInstance member, String cause, boolean patient) {
        ScalingActivity begun =
                begin(member, "Terminating EC2 instance: " + member.instanceId().orElseThrow(), cause);
        GroupInstance leaving = member.leaving(LifecycleState.DRAINING, begun.key(), now);
        if (patient && isHeld(tx, member)) {
            return drain(leaving, begun);
        }
        return end(leaving, begun, patient);
    }

    /**
     * It is to leave service otherwise, and does so at once where no load balancer has it.
     *
     * @param next {@code DETACHING} or {@code ENTERING_STANDBY}
     */
    public ScalingActivity leave(GroupInstance member, LifecycleState next, String description, String cause) {
        ScalingActivity begun = begin(member, description, cause);
        GroupInstance leaving = member.leaving(next, begun.key(), now);
        return isHeld(tx, member) ? drain(leaving, begun) : done(leaving, begun);
    }

    private ScalingActivity begin(GroupInstance member, String description, String cause) {
        return Activities.begin(
                tx,
                group,
                new Activities.Beginning(description, cause, Status.IN_PROGRESS, HALFWAY),
                member.zone(),
                member.subnetId(),
                now,
                random);
    }

    private ScalingActivity drain(GroupInstance leaving, ScalingActivity begun) {
        tx.update(AutoScalingTables.INSTANCES, leaving);
        return written(
                begun.describedAs(begun.description() + DRAINING).at(Status.WAITING_FOR_CONNECTION_DRAINING, HALFWAY));
    }

    /** Its load balancers have let it go. */
    public void released(GroupInstance leaving) {
        ScalingActivity begun = leaving.activity()
                .flatMap(key -> tx.find(AutoScalingTables.ACTIVITIES, key))
                .map(each -> each.describedAs(each.description().replace(DRAINING, ""))
                        .at(Status.IN_PROGRESS, HALFWAY))
                .orElseThrow();
        ScalingActivity ignored = leaving.state() == LifecycleState.DRAINING
                ? end(leaving, begun, !group.deleting())
                : done(leaving, begun);
    }

    private ScalingActivity end(GroupInstance leaving, ScalingActivity begun, boolean patient) {
        List<HookWait> waits =
                patient ? HookWaits.begin(tx, group.name(), Transition.TERMINATING, random, now) : List.of();
        tx.update(AutoScalingTables.INSTANCES, leaving.ending(begun.key(), waits, now));
        return written(waits.isEmpty() ? begun : begun.at(Status.MID_LIFECYCLE_ACTION, PAUSED));
    }

    private ScalingActivity done(GroupInstance leaving, ScalingActivity begun) {
        if (leaving.state() == LifecycleState.DETACHING) {
            tx.delete(AutoScalingTables.INSTANCES, leaving.key());
        } else {
            tx.update(AutoScalingTables.INSTANCES, leaving.standby(now));
        }
        return written(begun.successful(now));
    }

    private ScalingActivity written(ScalingActivity activity) {
        tx.update(AutoScalingTables.ACTIVITIES, activity);
        return activity;
    }
}
