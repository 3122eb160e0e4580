package io.moorage.autoscaling.action;

import io.moorage.awsmodels.autoscaling.LifecycleHookSpecification;
import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.model.autoscaling.LifecycleHook;
import io.moorage.scaling.Uuids;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.ReadView;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Lifecycle hooks as requests describe them, and the waits for them. */
final class Hooks {
    private static final int DEFAULT_HEARTBEAT = 3600;
    private static final int SHORTEST = 30;
    private static final int LONGEST = 7200;
    static final int MOST = 50;

    private Hooks() {}

    static LifecycleHook read(String group, LifecycleHookSpecification given) {
        return read(
                group,
                given.lifecycleHookName(),
                given.lifecycleTransition(),
                given.notificationMetadata(),
                given.heartbeatTimeout(),
                given.defaultResult(),
                given.notificationTargetARN());
    }

    static LifecycleHook read(
            String group,
            String name,
            @Nullable String transition,
            @Nullable String metadata,
            @Nullable Integer heartbeat,
            @Nullable String result,
            @Nullable String target) {
        Refusal.refuse(target != null && !target.isEmpty(), "A notification target of a lifecycle hook");
        int seconds = Objects.requireNonNullElse(heartbeat, DEFAULT_HEARTBEAT);
        if (seconds < SHORTEST || seconds > LONGEST) {
            throw Refusal.invalid("Heartbeat timeout must be between " + SHORTEST + " and " + LONGEST + " seconds, not "
                    + seconds + ".");
        }
        return new LifecycleHook(
                group, name, transition(transition), Optional.ofNullable(metadata), seconds, continues(result));
    }

    private static LifecycleHook.Transition transition(@Nullable String given) {
        return Stream.of(LifecycleHook.Transition.values())
                .filter(each -> each.word().equals(given))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid("LifecycleTransition must be one of "
                        + String.join(", ", DescribeLifecycleHookTypes.TYPES) + ", not " + given + "."));
    }

    /** ABANDON unless told otherwise. */
    static boolean continues(@Nullable String result) {
        return switch (Objects.requireNonNullElse(result, "ABANDON")) {
            case "CONTINUE" -> true;
            case "ABANDON" -> false;
            default ->
                throw Refusal.invalid("Lifecycle action result must be CONTINUE or ABANDON, not " + result + ".");
        };
    }

    static List<GroupInstance.HookWait> begin(
            ReadView view, String group, LifecycleHook.Transition transition, RandomGenerator random, Instant now) {
        return of(view, group).stream()
                .filter(each -> each.transition() == transition)
                .map(each -> each.begin(Uuids.next(random), now))
                .toList();
    }

    static Collection<LifecycleHook> of(ReadView view, String group) {
        return view.by(AutoScalingTables.HOOKS, AutoScalingTables.HOOKS_BY_GROUP, group);
    }

    static LifecycleHook named(ReadView view, String group, String name) {
        return of(view, group).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Refusal.invalid(
                        "Lifecycle Hook with name '" + name + "' for AutoScaling group '" + group + "' not found"));
    }

    /** The wait of a member that a request names by token or by instance. */
    static Waiting waiting(
            ReadView view, AutoScalingGroup group, String hook, @Nullable String token, @Nullable String instanceId) {
        if (token == null && instanceId == null) {
            throw Refusal.invalid("Either LifecycleActionToken or InstanceId is required.");
        }
        for (GroupInstance member : Groups.members(view, group.name())) {
            for (GroupInstance.HookWait wait : member.waits()) {
                boolean named = token == null
                        ? member.instanceId()
                                .filter(each -> each.equals(instanceId))
                                .isPresent()
                        : wait.token().equals(token);
                if (named && wait.hook().equals(hook)) {
                    return new Waiting(member, wait);
                }
            }
        }
        throw Refusal.invalid(
                token == null
                        ? "No active Lifecycle Action found with instance ID " + instanceId
                        : "No active Lifecycle Action found with token " + token);
    }

    /** A member that waits for a hook. */
    record Waiting(GroupInstance member, GroupInstance.HookWait at) {
        List<GroupInstance.HookWait> others() {
            return member.waits().stream().filter(each -> !each.equals(at)).toList();
        }
    }
}
