package io.moorage.autoscaling.decide;

import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.model.autoscaling.LaunchSource;
import io.moorage.model.ec2.Instance;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Which instance goes first when a group shrinks (Auto Scaling user guide, "Configure termination policies"): one of the
 * zone with most of them, and there by the group's policies, of which each leaves the next fewer to choose from.
 */
final class TerminationOrder {
    private static final Duration BILLING_HOUR = Duration.ofHours(1);

    private final GroupView view;
    private final Instant now;

    TerminationOrder(GroupView view, Instant now) {
        this.view = view;
        this.now = now;
    }

    /** One of {@code active}, or nothing when all are protected from scale-in. */
    Optional<GroupInstance> first(Collection<GroupInstance> active) {
        List<GroupInstance> left = inCrowdedZone(active);
        for (String policy : view.group().settings().terminationPolicies()) {
            left = narrowed(left, policy);
        }
        return left.stream().min(Comparator.comparing(each -> each.instanceId().orElse("")));
    }

    /** Instances outside of the group's zones go first. */
    private List<GroupInstance> inCrowdedZone(Collection<GroupInstance> active) {
        Map<String, Integer> counts = new HashMap<>();
        active.forEach(each -> counts.merge(each.zone(), 1, Integer::sum));
        view.group().settings().zones().forEach(zone -> counts.putIfAbsent(zone, 0));
        List<GroupInstance> open = active.stream()
                .filter(Predicate.not(GroupInstance::isProtected))
                .toList();
        Function<GroupInstance, Integer> crowd =
                each -> view.group().settings().zones().contains(each.zone())
                        ? counts.getOrDefault(each.zone(), 0)
                        : Integer.MAX_VALUE;
        int most = open.stream().map(crowd).max(Comparator.naturalOrder()).orElse(0);
        return open.stream().filter(each -> crowd.apply(each) == most).toList();
    }

    private List<GroupInstance> narrowed(List<GroupInstance> from, String policy) {
        return switch (policy) {
            case "OldestInstance" -> least(from, this::launched);
            case "NewestInstance" -> least(from, each -> -launched(each));
            case "OldestLaunchConfiguration" -> oldest(from, LaunchSource.Configuration.class);
            case "OldestLaunchTemplate" -> oldest(from, LaunchSource.Template.class);
            case "ClosestToNextInstanceHour" -> least(from, this::untilBillingHour);
            // "Instances that use a launch configuration before instances that use a launch template."
            case "Default" ->
                least(
                        oldest(oldest(from, LaunchSource.Configuration.class), LaunchSource.Template.class),
                        this::untilBillingHour);
            default -> from;
        };
    }

    /** Those made from the oldest of that kind; all, when none was made from one. */
    private static List<GroupInstance> oldest(List<GroupInstance> from, Class<? extends LaunchSource> kind) {
        List<GroupInstance> of = from.stream()
                .filter(each -> kind.isInstance(each.from().source()))
                .toList();
        return of.isEmpty() ? from : least(of, each -> each.from().created().toEpochMilli());
    }

    private static List<GroupInstance> least(List<GroupInstance> from, Function<GroupInstance, Long> value) {
        long least = from.stream().map(value).min(Comparator.naturalOrder()).orElse(0L);
        return from.stream().filter(each -> value.apply(each) == least).toList();
    }

    private long launched(GroupInstance member) {
        return view.machine(member).map(Instance::launched).orElse(now).toEpochMilli();
    }

    private long untilBillingHour(GroupInstance member) {
        long age = now.toEpochMilli() - launched(member);
        return BILLING_HOUR.toMillis() - Math.floorMod(age, BILLING_HOUR.toMillis());
    }
}
