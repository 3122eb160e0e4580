package io.moorage.autoscaling.decide;

import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.model.autoscaling.GroupInstance.HookWait;
import io.moorage.model.autoscaling.LifecycleHook.Transition;
import io.moorage.model.autoscaling.LifecycleState;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.InstanceState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what a group has to do next: first about each of its instances, then about their number. Pure. */
public final class GroupDecider {
    private static final String DIED_PENDING =
            "Instance became unhealthy while waiting for instance to be in InService state. Termination Reason: ";

    private final GroupView view;
    private final AutoScalingGroup group;
    private final Instant now;
    private final List<Step> steps = new ArrayList<>();
    /** Members that stay part of the capacity. */
    private final List<GroupInstance> active = new ArrayList<>();

    private int unhealthyEnding;
    private Optional<Instant> next = Optional.empty();

    private GroupDecider(GroupView view, Instant now) {
        this.view = view;
        this.group = view.group();
        this.now = now;
    }

    public static Decision decide(GroupView view, Instant now) {
        var decider = new GroupDecider(view, now);
        view.members().forEach(decider::member);
        if (!view.group().deleting()) {
            var capacity = new CapacityDecider(view, now, decider.active, decider.unhealthyEnding);
            decider.steps.addAll(capacity.steps());
            capacity.next().ifPresent(decider::lookAgain);
        } else if (view.members().isEmpty()) {
            decider.steps.add(new Step.Delete());
        }
        return new Decision(decider.steps, decider.next);
    }

    private void member(GroupInstance member) {
        if (group.deleting() && !member.state().isEnding()) {
            member.instanceId()
                    .or(() -> Optional.ofNullable(view.launched().get(member.key())))
                    .ifPresentOrElse(
                            id -> steps.add(
                                    member.instanceId().isPresent()
                                            ? new Step.Terminate(
                                                    member,
                                                    group.change().orElse(""),
                                                    "The group is being deleted.",
                                                    false)
                                            : new Step.Adopt(member, id)),
                            () -> steps.add(new Step.Cancel(member, "The group is being deleted.")));
            return;
        }
        switch (member.state()) {
            case PENDING -> pending(member);
            case PENDING_WAIT -> paused(member);
            case IN_SERVICE -> inService(member);
            case STANDBY -> {}
            case DRAINING, DETACHING, ENTERING_STANDBY -> leaving(member);
            case TERMINATING_WAIT -> endingPaused(member);
            case TERMINATING -> ending(member);
        }
    }

    private void pending(GroupInstance member) {
        if (member.instanceId().isEmpty()) {
            active.add(member);
            String launched = view.launched().get(member.key());
            steps.add(launched == null ? new Step.Run(member) : new Step.Adopt(member, launched));
            return;
        }
        switch (state(member)) {
            case PENDING -> active.add(member);
            case RUNNING -> {
                active.add(member);
                steps.add(view.hooks(Transition.LAUNCHING).isEmpty() ? new Step.Enter(member) : new Step.Pause(member));
            }
            case STOPPING, STOPPED, SHUTTING_DOWN, TERMINATED -> diedPending(member);
        }
    }

    private void diedPending(GroupInstance member) {
        String reason = view.machine(member)
                .flatMap(Instance::reason)
                .map(each -> each.message())
                .orElse("Client.UserInitiatedShutdown: User initiated shutdown");
        terminate(member, Causes.unhealthy(ec2Check(), now), DIED_PENDING + reason);
    }

    private void paused(GroupInstance member) {
        if (!isUp(member)) {
            diedPending(member);
            return;
        }
        List<HookWait> expired = expired(member);
        boolean gone = expired.stream().anyMatch(each -> view.hook(each.hook()).isEmpty());
        if (gone || isAbandoned(expired)) {
            terminate(
                    member,
                    Causes.unhealthy("a lifecycle action that was not completed.", now),
                    "Lifecycle Action Token " + expired.getFirst().token()
                            + " was abandoned: Lifecycle Action Completed with ABANDON Result");
            return;
        }
        active.add(member);
        release(member, expired);
        if (member.waits().isEmpty()) {
            steps.add(new Step.Enter(member));
        }
    }

    private void inService(GroupInstance member) {
        Optional<String> check = failedCheck(member);
        boolean unhealthy = check.isPresent() || !member.healthy();
        if (unhealthy && !group.isSuspended("ReplaceUnhealthy") && !group.isSuspended("Terminate")) {
            terminate(member, Causes.unhealthy(check.orElse("a user health-check."), now), "");
            return;
        }
        active.add(member);
        if (check.isPresent()) {
            markUnhealthy(member);
        }
    }

    /** The health check that the member fails, in the words of a cause. */
    private Optional<String> failedCheck(GroupInstance member) {
        if (group.isSuspended("HealthCheck")) {
            return Optional.empty();
        }
        if (!isUp(member)) {
            return Optional.of(ec2Check());
        }
        if (!group.settings().healthCheckType().equals("ELB")
                || !view.outOfService().contains(member.instanceId().orElse(""))) {
            return Optional.empty();
        }
        Instant counts = member.entered().plusSeconds(group.settings().graceSeconds());
        if (now.isBefore(counts)) {
            lookAgain(counts);
            return Optional.empty();
        }
        return Optional.of("an ELB system health check failure.");
    }

    private static String ec2Check() {
        return "an EC2 health check indicating it has been terminated or stopped.";
    }

    /** "ForceDelete" waits for nothing. */
    private void leaving(GroupInstance member) {
        if (group.deleting() || !view.held().contains(member.key())) {
            steps.add(new Step.Released(member));
        }
        if (member.state() == LifecycleState.DRAINING) {
            unhealthyEnding += member.healthy() ? 0 : 1;
        }
    }

    private void endingPaused(GroupInstance member) {
        List<HookWait> expired = expired(member);
        // "Force deletes the group along with all instances associated with the group, without waiting" (ForceDelete).
        if (group.deleting() || expired.size() == member.waits().size() || isAbandoned(expired)) {
            steps.add(new Step.Proceed(member));
        } else {
            release(member, expired);
        }
        unhealthyEnding += member.healthy() ? 0 : 1;
    }

    private void ending(GroupInstance member) {
        unhealthyEnding += member.healthy() ? 0 : 1;
        if (member.instanceId().isEmpty()) {
            String launched = view.launched().get(member.key());
            steps.add(launched == null ? new Step.Gone(member) : new Step.Adopt(member, launched));
            return;
        }
        switch (state(member)) {
            case TERMINATED -> steps.add(new Step.Gone(member));
            case SHUTTING_DOWN -> {}
            case PENDING, RUNNING, STOPPING, STOPPED -> steps.add(new Step.End(member));
        }
    }

    private void terminate(GroupInstance member, String cause, String launchMessage) {
        unhealthyEnding++;
        markUnhealthy(member);
        steps.add(new Step.Terminate(member, cause, launchMessage, true));
    }

    private void markUnhealthy(GroupInstance member) {
        if (member.healthy()) {
            steps.add(new Step.MarkUnhealthy(member));
        }
    }

    private void release(GroupInstance member, List<HookWait> expired) {
        if (!expired.isEmpty()) {
            steps.add(new Step.Release(
                    member,
                    member.waits().stream()
                            .filter(each -> !expired.contains(each))
                            .toList()));
        }
    }

    /** By somebody, or because that is what follows when nobody says anything in time. */
    private boolean isAbandoned(List<HookWait> expired) {
        return expired.stream()
                .anyMatch(each -> each.isAbandoned()
                        || view.hook(each.hook())
                                .filter(hook -> !hook.continues())
                                .isPresent());
    }

    /** Waits whose time is over, or whose hook was deleted. */
    private List<HookWait> expired(GroupInstance member) {
        List<HookWait> expired = new ArrayList<>();
        for (HookWait wait : member.waits()) {
            if (view.hook(wait.hook()).isEmpty() || !now.isBefore(wait.deadline())) {
                expired.add(wait);
            } else {
                lookAgain(wait.deadline());
            }
        }
        return expired;
    }

    /** EC2 forgets instances some time after their end. */
    private InstanceState state(GroupInstance member) {
        return view.machine(member).map(Instance::state).orElse(InstanceState.TERMINATED);
    }

    private boolean isUp(GroupInstance member) {
        return state(member).isUp();
    }

    private void lookAgain(Instant at) {
        next = next.filter(each -> each.isBefore(at)).or(() -> Optional.of(at));
    }
}
