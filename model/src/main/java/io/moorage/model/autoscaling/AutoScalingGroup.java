package io.moorage.model.autoscaling;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A group of instances that is kept at a size.
 *
 * @param arn tells this group from a later one of the same name
 * @param desired {@code settings.min() <= desired <= settings.max()}
 * @param suspended processes by name, with the reason
 * @param tags by key
 * @param change why the desired capacity is what it is, in the words of an activity's cause, until the group has that size
 * @param retry empty while launches succeed
 * @param deleting its instances are being terminated, and then it goes
 */
public record AutoScalingGroup(
        String name,
        String arn,
        Instant created,
        Settings settings,
        int desired,
        Map<String, String> suspended,
        Map<String, GroupTag> tags,
        List<String> loadBalancers,
        Optional<String> change,
        Optional<Retry> retry,
        Optional<Cooldown> cooldown,
        boolean deleting) {
    public AutoScalingGroup {
        if (desired < settings.min() || desired > settings.max()) {
            throw new IllegalArgumentException(name + " cannot want " + desired + " of " + settings.min() + " to "
                    + settings.max() + " instances");
        }
        suspended = Map.copyOf(suspended);
        tags = Map.copyOf(tags);
        loadBalancers = List.copyOf(loadBalancers);
    }

    /**
     * What CreateAutoScalingGroup and UpdateAutoScalingGroup set.
     *
     * @param min of the group's instances; {@code 0 <= min <= max}
     * @param zones never empty, and those of {@code subnets} where there are any
     * @param subnets empty launches into the default subnets of the zones
     * @param healthCheckType {@code EC2}, or {@code ELB} for both
     * @param graceSeconds after an instance came into service, in which the load balancer's checks of it do not count
     * @param warmupSeconds before a new instance counts for step and target tracking policies
     */
    public record Settings(
            LaunchSource launch,
            int min,
            int max,
            int cooldownSeconds,
            List<String> zones,
            List<String> subnets,
            String healthCheckType,
            int graceSeconds,
            List<String> terminationPolicies,
            boolean protectsNewInstances,
            Optional<Integer> warmupSeconds) {
        public Settings {
            zones = List.copyOf(zones);
            subnets = List.copyOf(subnets);
            terminationPolicies = List.copyOf(terminationPolicies);
        }

        Settings sized(int least, int most) {
            return new Settings(
                    launch,
                    least,
                    most,
                    cooldownSeconds,
                    zones,
                    subnets,
                    healthCheckType,
                    graceSeconds,
                    terminationPolicies,
                    protectsNewInstances,
                    warmupSeconds);
        }
    }

    /** Launches that failed in a row, and before when not to try again. */
    public record Retry(int failures, Instant at) {}

    /** A cooldown runs until {@code until}; the end of an activity before that starts it anew. */
    public record Cooldown(Duration length, Instant until) {}

    /** @param why as a cause says it, without the capacities */
    public AutoScalingGroup wanting(int capacity, String why) {
        return capacity == desired
                ? this
                : with(
                        settings,
                        capacity,
                        Optional.of(why + " changing the desired capacity from " + desired + " to " + capacity + "."));
    }

    /** A new capacity whose cause the instances concerned carry themselves. */
    public AutoScalingGroup wanting(int capacity) {
        return with(settings, capacity, change);
    }

    /** @param why in the words of a cause, when this changes the capacity */
    public AutoScalingGroup set(Settings changed, int capacity, String why) {
        return with(
                changed,
                capacity,
                capacity == desired
                        ? change
                        : Optional.of(
                                why + " changing the desired capacity from " + desired + " to " + capacity + "."));
    }

    /** @param cause of the change, in full */
    public AutoScalingGroup resized(int min, int max, int capacity, String cause) {
        return with(settings.sized(min, max), capacity, capacity == desired ? change : Optional.of(cause));
    }

    /** It has the size it wants. */
    public AutoScalingGroup settled() {
        return with(settings, desired, Optional.empty());
    }

    private AutoScalingGroup with(Settings changed, int capacity, Optional<String> why) {
        return new AutoScalingGroup(
                name, arn, created, changed, capacity, suspended, tags, loadBalancers, why, retry, cooldown, deleting);
    }

    public AutoScalingGroup withSuspended(Map<String, String> processes) {
        return new AutoScalingGroup(
                name,
                arn,
                created,
                settings,
                desired,
                processes,
                tags,
                loadBalancers,
                change,
                retry,
                cooldown,
                deleting);
    }

    public AutoScalingGroup withTags(Map<String, GroupTag> changed) {
        return new AutoScalingGroup(
                name,
                arn,
                created,
                settings,
                desired,
                suspended,
                changed,
                loadBalancers,
                change,
                retry,
                cooldown,
                deleting);
    }

    public AutoScalingGroup withLoadBalancers(List<String> names) {
        return new AutoScalingGroup(
                name, arn, created, settings, desired, suspended, tags, names, change, retry, cooldown, deleting);
    }

    public AutoScalingGroup withRetry(Optional<Retry> next) {
        return new AutoScalingGroup(
                name,
                arn,
                created,
                settings,
                desired,
                suspended,
                tags,
                loadBalancers,
                change,
                next,
                cooldown,
                deleting);
    }

    public AutoScalingGroup withCooldown(Duration length, Instant now) {
        return new AutoScalingGroup(
                name,
                arn,
                created,
                settings,
                desired,
                suspended,
                tags,
                loadBalancers,
                change,
                retry,
                Optional.of(new Cooldown(length, now.plus(length))),
                deleting);
    }

    /** An activity ended: a cooldown that was running starts anew ("Scaling cooldowns"). */
    public AutoScalingGroup activityEnded(Instant now) {
        return cooldown.filter(each -> now.isBefore(each.until()))
                .map(each -> withCooldown(each.length(), now))
                .orElse(this);
    }

    /** With the capacity it is made with. */
    public AutoScalingGroup born(int capacity, String why) {
        return with(
                settings, capacity, Optional.of(why + " changing the desired capacity from 0 to " + capacity + "."));
    }

    /** @param why the cause of its instances' end */
    public AutoScalingGroup beingDeleted(String why) {
        return new AutoScalingGroup(
                name,
                arn,
                created,
                settings.sized(0, settings.max),
                0,
                suspended,
                tags,
                loadBalancers,
                Optional.of(why),
                retry,
                cooldown,
                true);
    }

    /** True when that process, such as {@code Launch}, is suspended. */
    public boolean isSuspended(String process) {
        return suspended.containsKey(process);
    }

    public boolean isCoolingDown(Instant now) {
        return cooldown.filter(each -> now.isBefore(each.until())).isPresent();
    }
}
