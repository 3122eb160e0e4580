package io.moorage.ecs.loop;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Calls;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.CompleteLifecycleActionType;
import io.moorage.awsmodels.autoscaling.CreateOrUpdateTagsType;
import io.moorage.awsmodels.autoscaling.CustomizedMetricSpecification;
import io.moorage.awsmodels.autoscaling.DeleteLifecycleHookType;
import io.moorage.awsmodels.autoscaling.DeletePolicyType;
import io.moorage.awsmodels.autoscaling.MetricDimension;
import io.moorage.awsmodels.autoscaling.PutLifecycleHookType;
import io.moorage.awsmodels.autoscaling.PutScalingPolicyType;
import io.moorage.awsmodels.autoscaling.SetInstanceProtectionQuery;
import io.moorage.awsmodels.autoscaling.Tag;
import io.moorage.awsmodels.autoscaling.TargetTrackingConfiguration;
import io.moorage.ecs.ServiceRole;
import io.moorage.ecs.loop.CapacityView.Associated;
import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.model.autoscaling.LifecycleHook;
import io.moorage.model.autoscaling.LifecycleState;
import io.moorage.model.autoscaling.ScalingPolicy;
import io.moorage.model.ecs.CapacityProvider;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Keeps the Auto Scaling groups of capacity providers as these want them, by Auto Scaling's API: a policy that follows the reservation,
 * protection of instances that run tasks, and a hook that lets tasks leave an instance before it ends (ECS guide, "Cluster Auto Scaling",
 * "Managed termination protection", "Managed instance draining").
 */
final class CapacityStep {
    private static final Logger LOG = System.getLogger(CapacityStep.class.getName());
    private static final String POLICY = "ECSManagedAutoScalingPolicy-";
    private static final String HOOK = "ecs-managed-draining-termination-hook";
    private static final String TAG = "AmazonECSManaged";

    private final Store store;
    private final Calls calls;
    private final String account;

    CapacityStep(Store store, Calls calls, String account) {
        this.store = store;
        this.calls = calls;
        this.account = account;
    }

    void run() {
        ReadView view = store.view();
        List<Associated> all = new CapacityView(view).associated().toList();
        removeLeftOvers(view, all);
        for (Associated each : all) {
            if (view.find(AutoScalingTables.GROUPS, each.provider().groupName()).isPresent()) {
                keep(view, each);
            }
        }
    }

    private void keep(ReadView view, Associated where) {
        CapacityProvider provider = where.provider();
        if (!view.find(AutoScalingTables.GROUPS, provider.groupName())
                .orElseThrow()
                .tags()
                .containsKey(TAG)) {
            call(
                    AutoscalingOperations.CREATE_OR_UPDATE_TAGS,
                    new CreateOrUpdateTagsType(
                            List.of(new Tag(provider.groupName(), "auto-scaling-group", TAG, "", true))));
        }
        if (provider.managedScaling().enabled()) {
            follow(view, where);
        }
        if (provider.managedTerminationProtection()) {
            protect(view, where);
        }
        if (provider.managedDraining()) {
            hook(view, provider);
            drain(view, where);
        }
    }

    /** A target tracking policy on the reservation, as the provider's settings have it. */
    private void follow(ReadView view, Associated where) {
        CapacityProvider provider = where.provider();
        CapacityProvider.ManagedScaling scaling = provider.managedScaling();
        List<ScalingPolicy.Dimension> dimensions = new TreeMap<>(where.dimensions())
                .entrySet().stream()
                        .map(each -> new ScalingPolicy.Dimension(each.getKey(), each.getValue()))
                        .toList();
        ScalingPolicy.Kind wanted = new ScalingPolicy.TargetTracking(
                new ScalingPolicy.TrackedMetric(
                        Optional.empty(),
                        CapacityView.NAMESPACE,
                        CapacityView.RESERVATION,
                        dimensions,
                        "Average",
                        Optional.empty()),
                scaling.targetCapacity(),
                false,
                Optional.of(scaling.instanceWarmupPeriod()));
        boolean there = policies(view, provider.groupName()).containsValue(wanted);
        if (!there) {
            call(AutoscalingOperations.PUT_SCALING_POLICY, policy(provider, dimensions));
        }
    }

    private static PutScalingPolicyType policy(CapacityProvider provider, List<ScalingPolicy.Dimension> dimensions) {
        CustomizedMetricSpecification metric = CustomizedMetricSpecification.builder()
                .namespace(CapacityView.NAMESPACE)
                .metricName(CapacityView.RESERVATION)
                .dimensions(dimensions.stream()
                        .map(each -> MetricDimension.builder()
                                .name(each.name())
                                .value(each.value())
                                .build())
                        .toList())
                .statistic("Average")
                .metrics(List.of())
                .build();
        return PutScalingPolicyType.builder()
                .autoScalingGroupName(provider.groupName())
                .policyName(POLICY + provider.name())
                .policyType("TargetTrackingScaling")
                .stepAdjustments(List.of())
                .estimatedInstanceWarmup(provider.managedScaling().instanceWarmupPeriod())
                .targetTrackingConfiguration(TargetTrackingConfiguration.builder()
                        .customizedMetricSpecification(metric)
                        .targetValue((double) provider.managedScaling().targetCapacity())
                        .disableScaleIn(false)
                        .build())
                .build();
    }

    /** Instances that run tasks other than daemons' are protected from scale-in, and no others. */
    private void protect(ReadView view, Associated where) {
        CapacityView capacity = new CapacityView(view);
        Map<Boolean, List<String>> changes = capacity.members(where.provider()).stream()
                .filter(each -> each.state() == LifecycleState.IN_SERVICE)
                .filter(each -> capacity.instance(where, each).isPresent())
                .filter(each -> each.isProtected() != isUsed(capacity, where, each))
                .collect(Collectors.partitioningBy(
                        each -> isUsed(capacity, where, each),
                        Collectors.mapping(each -> each.instanceId().orElseThrow(), Collectors.toList())));
        changes.forEach((protectedNow, ids) -> {
            if (!ids.isEmpty()) {
                call(
                        AutoscalingOperations.SET_INSTANCE_PROTECTION,
                        new SetInstanceProtectionQuery(ids, where.provider().groupName(), protectedNow));
            }
        });
    }

    private static boolean isUsed(CapacityView capacity, Associated where, GroupInstance member) {
        return capacity.instance(where, member).filter(capacity::isUsed).isPresent();
    }

    private void hook(ReadView view, CapacityProvider provider) {
        if (hooks(view, provider.groupName()).isEmpty()) {
            call(
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
    private void drain(ReadView view, Associated where) {
        CapacityView capacity = new CapacityView(view);
        for (GroupInstance member : capacity.members(where.provider())) {
            boolean waits = member.state() == LifecycleState.TERMINATING_WAIT
                    && member.waits().stream().anyMatch(each -> each.hook().equals(HOOK));
            if (!waits) {
                continue;
            }
            Optional<ContainerInstance> instance = capacity.instance(where, member);
            if (instance.filter(each -> !each.lost() && capacity.isUsed(each)).isPresent()) {
                drain(instance.get());
            } else {
                call(
                        AutoscalingOperations.COMPLETE_LIFECYCLE_ACTION,
                        CompleteLifecycleActionType.builder()
                                .autoScalingGroupName(member.groupName())
                                .lifecycleHookName(HOOK)
                                .instanceId(member.instanceId().orElseThrow())
                                .lifecycleActionResult("CONTINUE")
                                .build());
            }
        }
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

    /** Policies and hooks whose provider does not want them any more. */
    private void removeLeftOvers(ReadView view, List<Associated> all) {
        Set<String> scaled = names(all, each -> each.managedScaling().enabled());
        Set<String> drained = names(all, CapacityProvider::managedDraining);
        view.all(AutoScalingTables.POLICIES).stream()
                .filter(each -> each.name().startsWith(POLICY) && !scaled.contains(each.groupName()))
                .forEach(each ->
                        call(AutoscalingOperations.DELETE_POLICY, new DeletePolicyType(each.groupName(), each.name())));
        view.all(AutoScalingTables.HOOKS).stream()
                .filter(each -> each.name().equals(HOOK) && !drained.contains(each.groupName()))
                .forEach(each -> call(
                        AutoscalingOperations.DELETE_LIFECYCLE_HOOK,
                        new DeleteLifecycleHookType(HOOK, each.groupName())));
    }

    private static Set<String> names(List<Associated> all, java.util.function.Predicate<CapacityProvider> which) {
        return all.stream()
                .map(Associated::provider)
                .filter(which)
                .map(CapacityProvider::groupName)
                .collect(Collectors.toSet());
    }

    private static Map<String, ScalingPolicy.Kind> policies(ReadView view, String group) {
        return view.by(AutoScalingTables.POLICIES, AutoScalingTables.POLICIES_BY_GROUP, group).stream()
                .filter(each -> each.name().startsWith(POLICY))
                .collect(Collectors.toMap(ScalingPolicy::name, ScalingPolicy::kind));
    }

    private static List<LifecycleHook> hooks(ReadView view, String group) {
        return view.by(AutoScalingTables.HOOKS, AutoScalingTables.HOOKS_BY_GROUP, group).stream()
                .filter(each -> each.name().equals(HOOK))
                .toList();
    }

    /** What is refused now is tried again with the next round. */
    private <I> void call(Operation<I, ?> operation, I input) {
        try {
            calls.call(operation, input, ServiceRole.principal(account));
        } catch (AwsException e) {
            LOG.log(Level.WARNING, "{0} for a capacity provider: {1}", operation.name(), e.getMessage());
        }
    }
}
