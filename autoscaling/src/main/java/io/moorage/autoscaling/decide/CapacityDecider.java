package io.moorage.autoscaling.decide;

import io.moorage.model.autoscaling.AutoScalingGroup;
import io.moorage.model.autoscaling.GroupInstance;
import io.moorage.model.autoscaling.LifecycleState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** Brings the number of a group's instances to what it wants, and spreads them over its zones. Pure. */
final class CapacityDecider {
    private static final int PERCENT = 100;

    /** "by a margin of 10 percent of the maximum capacity or by one, whichever is greater" ("Rebalancing activities"). */
    private static final int REBALANCING_MARGIN_PERCENT = 10;

    private final GroupView view;
    private final AutoScalingGroup group;
    private final Instant now;
    private final int unhealthyEnding;
    private final List<Step> steps = new ArrayList<>();
    private final Map<String, Integer> perZone = new HashMap<>();
    private final Map<String, Integer> perSubnet = new HashMap<>();

    /** As the steps so far leave it. */
    private final List<GroupInstance> active;

    private Optional<Instant> next = Optional.empty();

    CapacityDecider(GroupView view, Instant now, Collection<GroupInstance> active, int unhealthyEnding) {
        this.view = view;
        this.group = view.group();
        this.now = now;
        this.active = new ArrayList<>(active);
        this.unhealthyEnding = unhealthyEnding;
        active.forEach(each -> {
            perZone.merge(each.zone(), 1, Integer::sum);
            each.subnetId().ifPresent(subnet -> perSubnet.merge(subnet, 1, Integer::sum));
        });
        decide();
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    Optional<Instant> next() {
        return next;
    }

    private void decide() {
        int size = active.size();
        int firm = (int) active.stream()
                .filter(Predicate.not(GroupInstance::rebalancing))
                .count();
        if (size < group.desired()) {
            grow(size);
        } else if (firm > group.desired()) {
            shrink(firm);
        } else {
            settle(size);
            if (size == group.desired()) {
                rebalance();
            }
        }
    }

    private void settle(int size) {
        if (size == group.desired() && group.change().isPresent()) {
            steps.add(new Step.Settle());
        }
    }

    private void grow(int size) {
        if (group.isSuspended("Launch") || isRetryAhead()) {
            return;
        }
        int missing = group.desired() - size;
        for (int index = 0; index < missing; index++) {
            String cause = group.change().isEmpty() && index < unhealthyEnding
                    ? Causes.replacing(now)
                    : Causes.started(group, size, group.desired(), now);
            if (!launch(cause, false)) {
                return;
            }
        }
        settle(group.desired());
    }

    private boolean isRetryAhead() {
        next = group.retry().map(AutoScalingGroup.Retry::at).filter(now::isBefore);
        return next.isPresent();
    }

    /** False when nothing can be launched. */
    private boolean launch(String cause, boolean rebalancing) {
        String zone = sparsest();
        if (view.source().isEmpty()) {
            steps.add(new Step.CannotLaunch(
                    zone, cause, "The launch template of the group does not exist. Launching EC2 instance failed."));
            return false;
        }
        Optional<String> subnet = view.subnets().getOrDefault(zone, List.of()).stream()
                .min(Comparator.comparing(each -> perSubnet.getOrDefault(each, 0)));
        steps.add(new Step.Launch(zone, subnet, rebalancing, cause));
        perZone.merge(zone, 1, Integer::sum);
        subnet.ifPresent(each -> perSubnet.merge(each, 1, Integer::sum));
        return true;
    }

    /** The zone with the fewest instances; the first of several. */
    private String sparsest() {
        return group.settings().zones().stream()
                .min(Comparator.comparing(this::count))
                .orElseThrow();
    }

    private int count(String zone) {
        return perZone.getOrDefault(zone, 0);
    }

    private void shrink(int firm) {
        if (group.isSuspended("Terminate")) {
            return;
        }
        var order = new TerminationOrder(view, now);
        for (int excess = firm - group.desired(); excess > 0; excess--) {
            Optional<GroupInstance> victim = order.first(active.stream()
                    .filter(each -> !each.rebalancing() && !isUnheardOf(each))
                    .toList());
            if (victim.isEmpty()) {
                return;
            }
            active.remove(victim.get());
            steps.add(end(victim.get(), firm));
        }
        settle(group.desired());
    }

    /** Launched, though the answer was lost: its id is written first. */
    private boolean isUnheardOf(GroupInstance member) {
        return member.instanceId().isEmpty() && view.launched().containsKey(member.key());
    }

    private Step end(GroupInstance victim, int firm) {
        return victim.instanceId().isEmpty()
                ? new Step.Cancel(victim, "The desired capacity was lowered before the instance was launched.")
                : new Step.Terminate(
                        victim,
                        Causes.shrinking(group, victim.instanceId().get(), firm, group.desired(), now),
                        "The desired capacity was lowered.",
                        true);
    }

    /** Launches before it terminates, so that the group stays as large as it should be ("Rebalancing activities"). */
    private void rebalance() {
        boolean suspended =
                group.isSuspended("AZRebalance") || group.isSuspended("Launch") || group.isSuspended("Terminate");
        boolean quiet = active.stream().allMatch(each -> each.state() == LifecycleState.IN_SERVICE && each.healthy())
                && group.retry().isEmpty();
        int margin = Math.max(1, group.settings().max() * REBALANCING_MARGIN_PERCENT / PERCENT);
        if (suspended || !quiet || active.size() + 1 > group.settings().max() + margin) {
            return;
        }
        String sparse = sparsest();
        crowded().filter(zone -> crowd(zone) - count(sparse) > 1).ifPresent(zone -> {
            boolean ignored = launch(Causes.rebalancing(zone, count(zone), sparse, count(sparse), now), true);
        });
    }

    /** The zone from which an instance would go. */
    private Optional<String> crowded() {
        Function<GroupInstance, Integer> crowd = each -> crowd(each.zone());
        return active.stream()
                .filter(Predicate.not(GroupInstance::isProtected))
                .max(Comparator.comparing(crowd).thenComparing(GroupInstance::zone))
                .map(GroupInstance::zone);
    }

    private int crowd(String zone) {
        return group.settings().zones().contains(zone) ? count(zone) : Integer.MAX_VALUE / 2;
    }
}
