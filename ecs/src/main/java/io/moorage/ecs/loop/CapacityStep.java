package io.moorage.ecs.loop;

import io.moorage.awsapi.Calls;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.CreateOrUpdateTagsType;
import io.moorage.awsmodels.autoscaling.CustomizedMetricSpecification;
import io.moorage.awsmodels.autoscaling.DeletePolicyType;
import io.moorage.awsmodels.autoscaling.MetricDimension;
import io.moorage.awsmodels.autoscaling.PutScalingPolicyType;
import io.moorage.awsmodels.autoscaling.SetInstanceProtectionQuery;
import io.moorage.awsmodels.autoscaling.Tag;
import io.moorage.awsmodels.autoscaling.TargetTrackingConfiguration;
import io.moorage.ecs.loop.CapacityView.Associated;
import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.model.autoscaling.LifecycleState;
import io.moorage.model.autoscaling.ScalingPolicy;
import io.moorage.model.ecs.CapacityProvider;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.CloudWatchTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps the Auto Scaling groups of capacity providers as these want them, by Auto Scaling's API: a policy that follows the reservation,
 * and protection of instances that run tasks (ECS guide, "Cluster Auto Scaling", "Managed termination protection").
 */
final class CapacityStep {
    private static final String POLICY = "ECSManagedAutoScalingPolicy-";
    private static final String TAG = "AmazonECSManaged";

    private final Store store;
    private final GroupCalls calls;
    private final ManagedDraining draining;

    CapacityStep(Store store, Calls calls, String account) {
        this.store = store;
        this.calls = new GroupCalls(calls, account);
        this.draining = new ManagedDraining(store, this.calls);
    }

    void run(Instant now) {
        ReadView view = store.view();
        List<Associated> all = new CapacityView(view).associated().toList();
        removeLeftOvers(view, all);
        for (Associated each : all) {
            if (hasGroup(view, each.provider())) {
                keep(view, each);
            }
        }
        // Once, whatever clusters have it: an instance waits for its tasks in any of them.
        draining.run(
                view,
                all.stream()
                        .map(Associated::provider)
                        .distinct()
                        .filter(each -> each.managedDraining() && hasGroup(view, each))
                        .toList(),
                now);
    }

    private static boolean hasGroup(ReadView view, CapacityProvider provider) {
        return view.find(AutoScalingTables.GROUPS, provider.groupName()).isPresent();
    }

    private void keep(ReadView view, Associated where) {
        CapacityProvider provider = where.provider();
        if (!view.find(AutoScalingTables.GROUPS, provider.groupName())
                .orElseThrow()
                .tags()
                .containsKey(TAG)) {
            calls.call(
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
        boolean there = policies(view, provider.groupName())
                .anyMatch(each -> each.name().equals(policyName(provider))
                        && each.kind().equals(wanted)
                        && hasAlarms(view, each));
        if (!there) {
            calls.call(AutoscalingOperations.PUT_SCALING_POLICY, policy(provider, dimensions));
        }
    }

    /** Auto Scaling writes a policy before its alarms, and may be killed in between; and somebody may delete them. */
    private static boolean hasAlarms(ReadView view, ScalingPolicy policy) {
        return policy.alarms().stream()
                .allMatch(each -> view.find(CloudWatchTables.ALARMS, each).isPresent());
    }

    private static String policyName(CapacityProvider provider) {
        return POLICY + provider.name();
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
                .policyName(policyName(provider))
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
                calls.call(
                        AutoscalingOperations.SET_INSTANCE_PROTECTION,
                        new SetInstanceProtectionQuery(ids, where.provider().groupName(), protectedNow));
            }
        });
    }

    private static boolean isUsed(CapacityView capacity, Associated where, GroupInstance member) {
        return capacity.instance(where, member).filter(capacity::isUsed).isPresent();
    }

    /** Policies whose provider does not want them any more. */
    private void removeLeftOvers(ReadView view, List<Associated> all) {
        Set<Policy> scaled = all.stream()
                .map(Associated::provider)
                .filter(each -> each.managedScaling().enabled())
                .map(each -> new Policy(each.groupName(), policyName(each)))
                .collect(Collectors.toSet());
        view.all(AutoScalingTables.POLICIES).stream()
                .filter(each ->
                        each.name().startsWith(POLICY) && !scaled.contains(new Policy(each.groupName(), each.name())))
                .forEach(each -> calls.call(
                        AutoscalingOperations.DELETE_POLICY, new DeletePolicyType(each.groupName(), each.name())));
    }

    /** What names a policy. */
    private record Policy(String group, String name) {}

    private static Stream<ScalingPolicy> policies(ReadView view, String group) {
        return view.by(AutoScalingTables.POLICIES, AutoScalingTables.POLICIES_BY_GROUP, group).stream();
    }
}
