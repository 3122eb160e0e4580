package io.moorage.model.autoscaling;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An instance of a group, from before its launch until it left. This row is written before EC2 is asked for anything, so
 * that a launch under way is never forgotten and never repeated.
 *
 * @param key the client token of its launch
 * @param instanceId empty until EC2 answered
 * @param subnetId where it is launched; empty for the zone's default subnet
 * @param healthy false once a check or a user said so
 * @param rebalancing launched beyond the desired capacity, to take the place of one in a crowded zone
 * @param activity the key of the activity under way; empty when there is none
 * @param entered when {@code state} was entered
 * @param waits hooks that it waits for; none unless {@code state.isWaiting()}
 */
public record GroupInstance(
        String key,
        String groupName,
        Optional<String> instanceId,
        LifecycleState state,
        String zone,
        Optional<String> subnetId,
        LaunchedFrom from,
        boolean healthy,
        boolean isProtected,
        boolean rebalancing,
        Optional<String> activity,
        Instant entered,
        List<HookWait> waits) {
    /** Stands between a group's name and that of something of it; AWS allows it in neither. */
    static final String SEPARATOR = "\u001f";

    public GroupInstance {
        waits = List.copyOf(waits);
    }

    /**
     * A hook that holds the instance.
     *
     * @param token names this wait in CompleteLifecycleAction
     * @param deadline moves with each heartbeat, up to {@code limit}; both are the epoch once it was abandoned
     */
    public record HookWait(String hook, String token, Instant deadline, Instant limit) {
        public boolean isAbandoned() {
            return limit.equals(Instant.EPOCH);
        }
    }

    /** EC2 launched it. */
    public GroupInstance launched(String id) {
        return with(Optional.of(id), state, entered, activity, waits);
    }

    public GroupInstance inService(Instant now) {
        return to(LifecycleState.IN_SERVICE, now, Optional.empty(), List.of());
    }

    /** It waits for hooks: after its launch, or before its end. */
    public GroupInstance waiting(LifecycleState next, List<HookWait> hooks, Instant now) {
        return to(next, now, activity, hooks);
    }

    public GroupInstance withWaits(List<HookWait> hooks) {
        return with(instanceId, state, entered, activity, hooks);
    }

    /** Nobody wants it at that hook: it waits no longer, and is not to come into service. */
    public GroupInstance abandoned(HookWait wait) {
        return withWaits(waits.stream()
                .map(each -> each.equals(wait)
                        ? new HookWait(each.hook(), each.token(), Instant.EPOCH, Instant.EPOCH)
                        : each)
                .toList());
    }

    /** It leaves service, once load balancers let it go. */
    public GroupInstance leaving(LifecycleState next, String activityKey, Instant now) {
        return to(next, now, Optional.of(activityKey), List.of());
    }

    /** It is to be terminated, once {@code hooks} let it go. */
    public GroupInstance ending(String activityKey, List<HookWait> hooks, Instant now) {
        return to(
                hooks.isEmpty() ? LifecycleState.TERMINATING : LifecycleState.TERMINATING_WAIT,
                now,
                Optional.of(activityKey),
                hooks);
    }

    /** Its hooks let it go. */
    public GroupInstance terminating(Instant now) {
        return to(LifecycleState.TERMINATING, now, activity, List.of());
    }

    public GroupInstance standby(Instant now) {
        return to(LifecycleState.STANDBY, now, Optional.empty(), List.of());
    }

    /** It leaves standby. */
    public GroupInstance returning(String activityKey, Instant now) {
        return to(LifecycleState.PENDING, now, Optional.of(activityKey), List.of());
    }

    public GroupInstance withHealth(boolean isHealthy) {
        return new GroupInstance(
                key,
                groupName,
                instanceId,
                state,
                zone,
                subnetId,
                from,
                isHealthy,
                isProtected,
                rebalancing,
                activity,
                entered,
                waits);
    }

    public GroupInstance withProtection(boolean protectedFromScaleIn) {
        return new GroupInstance(
                key,
                groupName,
                instanceId,
                state,
                zone,
                subnetId,
                from,
                healthy,
                protectedFromScaleIn,
                rebalancing,
                activity,
                entered,
                waits);
    }

    private GroupInstance to(LifecycleState next, Instant now, Optional<String> activityKey, List<HookWait> hooks) {
        if (!state.next().contains(next)) {
            throw new IllegalStateException(
                    instanceId.orElse(key) + " is " + state.word() + " and cannot become " + next.word());
        }
        return with(instanceId, next, now, activityKey, hooks);
    }

    private GroupInstance with(
            Optional<String> id,
            LifecycleState next,
            Instant since,
            Optional<String> activityKey,
            List<HookWait> hooks) {
        return new GroupInstance(
                key,
                groupName,
                id,
                next,
                zone,
                subnetId,
                from,
                healthy,
                isProtected,
                rebalancing && next != LifecycleState.IN_SERVICE,
                activityKey,
                since,
                hooks);
    }
}
