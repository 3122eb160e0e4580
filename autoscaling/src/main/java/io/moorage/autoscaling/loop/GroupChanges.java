package io.moorage.autoscaling.loop;

import io.moorage.autoscaling.Activities;
import io.moorage.autoscaling.Departures;
import io.moorage.autoscaling.GroupRemoval;
import io.moorage.autoscaling.HookWaits;
import io.moorage.autoscaling.decide.GroupView;
import io.moorage.autoscaling.decide.Step;
import io.moorage.base.Backoff;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.model.autoscaling.GroupInstance.HookWait;
import io.moorage.model.autoscaling.LifecycleHook.Transition;
import io.moorage.model.autoscaling.LifecycleState;
import io.moorage.model.autoscaling.ScalingActivity;
import io.moorage.model.autoscaling.ScalingActivity.Status;
import io.moorage.scaling.Uuids;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/** Writes the steps that only write, and what came of those that call. */
final class GroupChanges {
    private static final Backoff RETRIES = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(5));
    private static final int BEGUN = 30;
    private static final int HALFWAY = 50;
    private static final int PAUSED = 60;

    private final Transaction tx;
    private final GroupView view;
    private final Instant now;
    private final RandomGenerator random;
    private AutoScalingGroup group;

    GroupChanges(Transaction tx, GroupView view, Instant now, RandomGenerator random) {
        this.tx = tx;
        this.view = view;
        this.now = now;
        this.random = random;
        this.group = view.group();
    }

    void apply(List<Step> steps) {
        steps.forEach(this::apply);
        if (tx.find(AutoScalingTables.GROUPS, group.name()).isPresent()) {
            tx.update(AutoScalingTables.GROUPS, group);
        }
    }

    private void apply(Step step) {
        switch (step) {
            case Step.Launch launch -> launch(launch);
            case Step.CannotLaunch failure -> cannotLaunch(failure);
            case Step.Adopt adopt -> launched(adopt.member(), adopt.instanceId());
            case Step.Cancel cancel ->
                remove(cancel.member(), each -> each.ended(Status.CANCELLED, cancel.message(), now));
            case Step.Pause pause -> pause(present(pause.member()));
            case Step.Release release -> write(present(release.member()).withWaits(release.remaining()));
            case Step.Enter enter -> enter(present(enter.member()));
            case Step.MarkUnhealthy mark -> write(present(mark.member()).withHealth(false));
            case Step.Terminate terminate -> terminate(present(terminate.member()), terminate);
            case Step.Released released -> departures().released(present(released.member()));
            case Step.Proceed proceed -> proceed(present(proceed.member()));
            case Step.Gone gone -> {
                remove(gone.member(), each -> each.successful(now));
                group = group.activityEnded(now);
            }
            case Step.Settle ignored -> group = group.settled();
            case Step.Delete ignored -> GroupRemoval.remove(tx, group.name());
            case Step.Call call -> throw new IllegalArgumentException("not a write: " + call);
        }
    }

    private GroupInstance present(GroupInstance member) {
        return tx.find(AutoScalingTables.INSTANCES, member.key()).orElseThrow();
    }

    private void write(GroupInstance member) {
        tx.update(AutoScalingTables.INSTANCES, member);
    }

    private void launch(Step.Launch launch) {
        ScalingActivity activity = begin(
                "Launching a new EC2 instance",
                launch.cause(),
                Status.PRE_IN_SERVICE,
                BEGUN,
                launch.zone(),
                launch.subnetId());
        tx.insert(
                AutoScalingTables.INSTANCES,
                new GroupInstance(
                        Uuids.next(random),
                        group.name(),
                        Optional.empty(),
                        LifecycleState.PENDING,
                        launch.zone(),
                        launch.subnetId(),
                        view.source().orElseThrow(),
                        true,
                        group.settings().protectsNewInstances(),
                        launch.rebalancing(),
                        Optional.of(activity.key()),
                        now,
                        List.of()));
    }

    private void cannotLaunch(Step.CannotLaunch failure) {
        ScalingActivity activity = begin(
                "Launching a new EC2 instance",
                failure.cause(),
                Status.PRE_IN_SERVICE,
                BEGUN,
                failure.zone(),
                Optional.empty());
        tx.update(AutoScalingTables.ACTIVITIES, activity.ended(Status.FAILED, failure.message(), now));
        failed();
    }

    /** EC2 launched it. */
    void launched(GroupInstance member, String instanceId) {
        GroupInstance present = present(member);
        write(present.launched(instanceId));
        Activities.change(tx, present, each -> each.describedAs("Launching a new EC2 instance: " + instanceId));
    }

    /** EC2 refused to launch it. */
    void refused(GroupInstance member, String message) {
        remove(member, each -> each.ended(Status.FAILED, message + " Launching EC2 instance failed.", now));
        failed();
        tx.update(AutoScalingTables.GROUPS, group);
    }

    /** Instances that were asked for together and fail together are one failure, after which all are asked for again. */
    private void failed() {
        if (group.retry().filter(each -> now.isBefore(each.at())).isPresent()) {
            return;
        }
        int failures = group.retry().map(AutoScalingGroup.Retry::failures).orElse(0) + 1;
        group = group.withRetry(Optional.of(new AutoScalingGroup.Retry(failures, now.plus(RETRIES.after(failures)))));
    }

    private void pause(GroupInstance member) {
        List<HookWait> waits = HookWaits.begin(tx, group.name(), Transition.LAUNCHING, random, now);
        write(member.waiting(LifecycleState.PENDING_WAIT, waits, now));
        Activities.change(tx, member, each -> each.at(Status.MID_LIFECYCLE_ACTION, PAUSED));
    }

    private void enter(GroupInstance member) {
        write(member.inService(now));
        Activities.change(tx, member, each -> each.successful(now));
        group = group.withRetry(Optional.empty()).activityEnded(now);
    }

    private void terminate(GroupInstance member, Step.Terminate step) {
        if (member.state() != LifecycleState.IN_SERVICE) {
            Activities.change(tx, member, each -> each.ended(Status.CANCELLED, step.launchMessage(), now));
        }
        if (member.state() == LifecycleState.PENDING && !member.healthy()) {
            failed();
        }
        ScalingActivity ignored = departures().terminate(member, step.cause(), step.patient());
    }

    private Departures departures() {
        return new Departures(tx, group, now, random);
    }

    private void proceed(GroupInstance member) {
        write(member.terminating(now));
        Activities.change(tx, member, each -> each.at(Status.IN_PROGRESS, HALFWAY));
    }

    private void remove(GroupInstance member, UnaryOperator<ScalingActivity> end) {
        Activities.change(tx, present(member), end);
        tx.delete(AutoScalingTables.INSTANCES, member.key());
    }

    private ScalingActivity begin(
            String description, String cause, Status status, int progress, String zone, Optional<String> subnetId) {
        return Activities.begin(
                tx, group, new Activities.Beginning(description, cause, status, progress), zone, subnetId, now, random);
    }
}
