package io.moorage.ecs.loop;

import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.CompleteLifecycleActionType;
import io.moorage.awsmodels.autoscaling.DeleteLifecycleHookType;
import io.moorage.awsmodels.autoscaling.PutLifecycleHookType;
import io.moorage.awsmodels.autoscaling.RecordLifecycleActionHeartbeatType;
import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.model.autoscaling.LifecycleHook;
import io.moorage.model.autoscaling.LifecycleState;
import io.moorage.model.ecs.CapacityProvider;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A hook that lets tasks leave an instance before it ends (ECS guide, "Managed instance draining"). */
final class ManagedDraining {
    private static final String HOOK = "ecs-managed-draining-termination-hook";

    private final Store store;
    private final GroupCalls calls;

    ManagedDraining(Store store, GroupCalls calls) {
        this.store = store;
        this.calls = calls;
    }

    /** @param providers all that drain, and have their group */
    void run(ReadView view, List<CapacityProvider> providers, Instant now) {
        removeLeftOvers(view, providers);
        for (CapacityProvider each : providers) {
            hook(view, each);
            drain(view, each, now);
        }
    }

    /** Hooks whose provider does not want them any more. */
    private void removeLeftOvers(ReadView view, List<CapacityProvider> providers) {
        Set<String> drained =
                providers.stream().map(CapacityProvider::groupName).collect(Collectors.toSet());
        view.all(AutoScalingTables.HOOKS).stream()
                .filter(each -> each.name().equals(HOOK) && !drained.contains(each.groupName()))
                .forEach(each -> calls.call(
                        AutoscalingOperations.DELETE_LIFECYCLE_HOOK,
                        new DeleteLifecycleHookType(HOOK, each.groupName())));
    }

    private void hook(ReadView view, CapacityProvider provider) {
        if (hooks(view, provider.groupName()).isEmpty()) {
            calls.call(
                    AutoscalingOperations.PUT_LIFECYCLE_HOOK,
                    PutLifecycleHookType.builder()
                            .autoScalingGroupName(provider.groupName())
                            .lifecycleHookName(HOOK)
                            .lifecycleTransition(LifecycleHook.Transition.TERMINATING.word())
                            .defaultResult("CONTINUE")
                            .build());
        }
    }

    /** An instance that waits at the hook drains; when its tasks are gone it may end. */
    private void drain(ReadView view, CapacityProvider provider, Instant now) {
        CapacityView capacity = new CapacityView(view);
        for (GroupInstance member : capacity.members(provider)) {
            Optional<GroupInstance.HookWait> wait = member.waits().stream()
                    .filter(each -> member.state() == LifecycleState.TERMINATING_WAIT
                            && each.hook().equals(HOOK))
                    .findFirst();
            if (wait.isEmpty()) {
                continue;
            }
            List<ContainerInstance> used = capacity.instances(member)
                    .filter(each -> !each.lost() && capacity.isUsed(each))
                    .toList();
            used.forEach(this::drain);
            if (used.isEmpty()) {
                complete(member);
            } else if (isShort(view, wait.get(), member, now)) {
                beat(member);
            }
        }
    }

    /** That the hook gives up before its next half is over, and that it may be asked to wait longer, which it is for two days. */
    private static boolean isShort(ReadView view, GroupInstance.HookWait wait, GroupInstance member, Instant now) {
        return wait.deadline().isBefore(wait.limit())
                && hooks(view, member.groupName()).stream()
                        .anyMatch(hook -> !now.isBefore(wait.deadline().minusSeconds(hook.heartbeatSeconds() / 2)));
    }

    private void complete(GroupInstance member) {
        calls.call(
                AutoscalingOperations.COMPLETE_LIFECYCLE_ACTION,
                CompleteLifecycleActionType.builder()
                        .autoScalingGroupName(member.groupName())
                        .lifecycleHookName(HOOK)
                        .instanceId(member.instanceId().orElseThrow())
                        .lifecycleActionResult("CONTINUE")
                        .build());
    }

    private void beat(GroupInstance member) {
        calls.call(
                AutoscalingOperations.RECORD_LIFECYCLE_ACTION_HEARTBEAT,
                RecordLifecycleActionHeartbeatType.builder()
                        .autoScalingGroupName(member.groupName())
                        .lifecycleHookName(HOOK)
                        .instanceId(member.instanceId().orElseThrow())
                        .build());
    }

    private void drain(ContainerInstance instance) {
        if (instance.status() == ContainerInstance.Status.ACTIVE) {
            store.transact(tx -> {
                tx.find(EcsTables.CONTAINER_INSTANCES, instance.arn())
                        .filter(each -> each.status() == ContainerInstance.Status.ACTIVE)
                        .ifPresent(each ->
                                tx.update(EcsTables.CONTAINER_INSTANCES, each.in(ContainerInstance.Status.DRAINING)));
                return instance;
            });
        }
    }

    private static List<LifecycleHook> hooks(ReadView view, String group) {
        return view.by(AutoScalingTables.HOOKS, AutoScalingTables.HOOKS_BY_GROUP, group).stream()
                .filter(each -> each.name().equals(HOOK))
                .toList();
    }
}
