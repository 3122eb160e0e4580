package io.moorage.cloudformation.types.autoscaling;

import io.moorage.cloudformation.types.autoscaling.Rolling.Kind;
import io.moorage.model.cloudformation.Signal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What is next in a rolling update of a group (CloudFormation user guide, "Update policies of Auto Scaling groups"): its
 * instances are replaced in batches, each when those before are there and have signalled. Pure.
 */
final class RollingUpdate {
    private final RollingPolicy policy;
    private final Group group;
    private final Instant now;

    RollingUpdate(RollingPolicy policy, Group group, Instant now) {
        this.policy = policy;
        this.group = group;
        this.now = now;
    }

    /**
     * A group as it is.
     *
     * @param instances ids of all its instances
     * @param inService ids of those in service
     */
    record Group(int desired, int min, int max, List<String> instances, List<String> inService) {
        Group {
            instances = List.copyOf(instances);
            inService = List.copyOf(inService);
        }

        boolean isStable() {
            return inService.size() == desired && instances.size() == desired;
        }

        /** In AWS's words, why it is waited for. */
        String unstable() {
            return "Group did not stabilize. {current/minSize/maxSize group size = " + inService.size() + "/" + min
                    + "/" + max + "}";
        }
    }

    /** What follows. */
    sealed interface Next {
        /** @param told events, in AWS's words */
        record Step(Rolling state, List<String> told) implements Next {}

        record Wait(String what) implements Next {}

        record Fail(String why) implements Next {}

        record Done() implements Next {}
    }

    /**
     * The beginning, when the group is known to be stable and has its new properties.
     *
     * @param obsolete ids of instances of the old kind
     * @param desired what the group is to have in the end
     */
    Next begin(String towards, List<String> obsolete, int desired) {
        int total = obsolete.size();
        int kept = policy.kept(desired);
        if (total == 0) {
            return new Next.Step(state(Kind.RESTORE, towards, obsolete, desired, desired), List.of());
        }
        if (kept >= group.max()) {
            return new Next.Fail("MinInstancesInService must be less than the autoscaling group's MaxSize");
        }
        int batch = Math.min(policy.batch(), total);
        int raised = Math.max(desired, Math.min(group.max(), kept + batch));
        List<String> told = new ArrayList<>();
        told.add("Rolling update initiated. Terminating " + total + " obsolete instance(s) in batches of "
                + Math.min(batch, raised - kept)
                + (kept > 0 ? ", while keeping at least " + kept + " instance(s) in service" : "") + "."
                + (policy.signals()
                        ? " Waiting on resource signals with a timeout of " + policy.pause()
                                + " when new instances are added to the autoscaling group."
                        : ""));
        if (raised == desired) {
            return batch(state(Kind.BATCH, towards, obsolete, desired, raised), told);
        }
        told.add("Temporarily setting autoscaling group MinSize and DesiredCapacity to " + raised + ".");
        return new Next.Step(state(Kind.GROW, towards, obsolete, desired, raised), told);
    }

    private Rolling state(Kind kind, String towards, List<String> obsolete, int desired, int raised) {
        int fresh = raised - desired;
        return new Rolling(
                kind,
                towards,
                desired,
                group.min(),
                raised,
                obsolete.size(),
                obsolete,
                List.of(),
                fresh,
                desired - obsolete.size() + fresh,
                0,
                0,
                now);
    }

    /**
     * @param signals all that came for the group
     * @param begun when the step was begun
     */
    Next next(Rolling state, List<Signal> signals, Instant begun) {
        return switch (state.kind()) {
            case GROW ->
                group.inService().size() >= state.raised()
                        ? added(state, new ArrayList<>())
                        : new Next.Wait(group.unstable());
            case BATCH -> {
                boolean ended = state.batch().stream()
                        .noneMatch(each -> group.instances().contains(each));
                yield ended && replacements(state) >= state.current() ? ended(state) : new Next.Wait(group.unstable());
            }
            case PAUSE -> pause(state, signals, Duration.between(begun, now));
            case RESTORE -> group.isStable() ? new Next.Done() : new Next.Wait(group.unstable());
        };
    }

    private int replacements(Rolling state) {
        return (int) group.inService().stream()
                .filter(each -> !state.left().contains(each) && !state.batch().contains(each))
                .count();
    }

    private Next ended(Rolling state) {
        int percent = 100 * (state.total() - state.left().size()) / state.total();
        List<String> told = new ArrayList<>();
        told.add("Successfully terminated instance(s) " + ids(state.batch()) + " (Progress " + percent + "%).");
        return state.fresh() > 0 ? added(state, told) : batch(state, told);
    }

    private static String ids(List<String> instances) {
        return "[" + String.join(",", instances) + "]";
    }

    private Next added(Rolling state, List<String> told) {
        if (policy.signals()) {
            told.add("New instance(s) added to autoscaling group - Waiting on " + state.fresh()
                    + " resource signal(s) with a timeout of " + policy.pause() + ".");
        }
        return new Next.Step(state.pausing(), told);
    }

    private Next pause(Rolling state, List<Signal> signals, Duration passed) {
        boolean over = passed.compareTo(policy.pause()) >= 0;
        if (!policy.signals()) {
            return over ? batch(state, new ArrayList<>()) : new Next.Wait("the pause between batches to end");
        }
        List<Signal> own = signals.stream()
                .filter(each -> !each.time().isBefore(state.since()))
                .toList();
        int good = (int) own.stream().filter(Signal::success).count();
        int bad = own.size() - good;
        int missing = over ? Math.max(0, state.fresh() - own.size()) : 0;
        int failures = state.bad() + bad + missing;
        if (failures > policy.allowedFailures(state.total())) {
            return new Next.Fail("Received "
                    + (bad > 0 ? bad + " FAILURE signal(s)" : good + " SUCCESS signal(s)") + " out of "
                    + state.fresh() + ".  Unable to satisfy " + policy.successPercent()
                    + "% MinSuccessfulInstancesPercent requirement");
        }
        return own.size() + missing >= state.fresh()
                ? batch(state.signalled(good, bad + missing), new ArrayList<>())
                : new Next.Wait("resource signals");
    }

    /** The next instances that end, or the end of it all. */
    private Next batch(Rolling state, List<String> told) {
        if (state.left().isEmpty()) {
            return new Next.Step(state.step(Kind.RESTORE, List.of(), List.of(), 0, now), told);
        }
        int room = Math.max(1, state.raised() - policy.kept(state.desired()));
        int size = Math.min(Math.min(policy.batch(), state.left().size()), room);
        List<String> ending = state.left().subList(0, size);
        int fresh = Math.clamp(state.desired() - (long) state.current(), 0, size);
        told.add("Terminating instance(s) " + ids(ending) + "; replacing with " + fresh + " new instance(s).");
        List<String> left = state.left().subList(size, state.left().size());
        return new Next.Step(state.step(Kind.BATCH, left, ending, fresh, now), told);
    }
}
