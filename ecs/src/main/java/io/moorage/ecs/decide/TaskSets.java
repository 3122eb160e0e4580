package io.moorage.ecs.decide;

import io.moorage.ecs.decide.ServiceDecision.StopTask;
import io.moorage.model.ecs.Stop;
import io.moorage.model.ecs.Task;
import io.moorage.model.ecs.TaskSet;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Keeps each task set of a service at its share of the desired count (ECS guide, "External deployment"), and moves its tasks off instances
 * that are left within the service's limits ({@link TaskLimits}). Tasks under protection stay until their set is deleted.
 */
final class TaskSets {
    static ServiceDecision decide(ServiceView view, Instant now, RandomGenerator random) {
        Map<String, List<Task>> bySet = view.live().stream().collect(Collectors.groupingBy(Task::deploymentId));
        Set<String> known = view.service().taskSets().stream().map(TaskSet::id).collect(Collectors.toSet());
        List<StopTask> orphans = view.live().stream()
                .filter(each -> each.wanted() && !known.contains(each.deploymentId()))
                .map(each -> new StopTask(each.arn(), Stop.byTaskSet(each.deploymentId())))
                .toList();
        ServiceDecision all = ServiceDecision.of(List.of(), orphans).withSteady(orphans.isEmpty());
        for (TaskSet set : view.service().taskSets()) {
            all = all.and(decide(view, set, bySet.getOrDefault(set.id(), List.of()), now, random));
        }
        List<StopTask> unhealthy = ServiceReconciler.unhealthy(view, now);
        return all.and(ServiceDecision.of(List.of(), unhealthy).withSteady(unhealthy.isEmpty()));
    }

    private static ServiceDecision decide(
            ServiceView view, TaskSet set, List<Task> live, Instant now, RandomGenerator random) {
        int desired = set.computedDesiredCount(view.service().desiredCount());
        boolean writer = view.definition(set.taskDefinition()).writesSharedDirectories()
                || live.stream().anyMatch(Task::sharesDirectories);
        TaskLimits limits = TaskLimits.of(view.service(), desired, writer);
        Map<Boolean, List<Task>> byLeaving = live.stream()
                .filter(Task::wanted)
                .collect(Collectors.partitioningBy(each -> view.leaving().contains(each.containerInstanceArn())));
        List<Task> staying = byLeaving.getOrDefault(false, List.of());
        List<StopTask> stops = new ArrayList<>(surplus(set, staying, staying.size() - desired, now));
        stops.addAll(leaving(view, set, byLeaving, limits, now));
        int missing = set.throttled(now)
                ? 0
                : Math.min(desired - staying.size(), limits.upper() - TaskLimits.occupying(live));
        if (missing > 0) {
            Starts some = Starts.of(view, wanted(set, missing), random);
            return ServiceDecision.of(some.tasks(), stops).withUnplaced(some.unplaced());
        }
        boolean surplus = staying.size() > desired;
        long shielded = stops.isEmpty()
                ? live.stream()
                        .filter(each -> each.wanted() && !mayStop(set, each, now))
                        .filter(each -> surplus || view.leaving().contains(each.containerInstanceArn()))
                        .count()
                : 0;
        return ServiceDecision.of(List.of(), stops)
                .withSteady(isStable(view, set))
                .withUnplaced(EventWords.underProtection(view.service(), set.id(), shielded));
    }

    private static List<StopTask> surplus(TaskSet set, List<Task> staying, int count, Instant now) {
        List<Task> free =
                staying.stream().filter(each -> mayStop(set, each, now)).toList();
        return ScaleIn.choose(free, Math.min(count, free.size()), false).stream()
                .map(each -> new StopTask(each.arn(), Stop.byTaskSet(set.id())))
                .toList();
    }

    /** Off instances that are left, as far as enough others run. */
    private static List<StopTask> leaving(
            ServiceView view, TaskSet set, Map<Boolean, List<Task>> byLeaving, TaskLimits limits, Instant now) {
        List<StopTask> stops = new ArrayList<>();
        long spare = byLeaving.values().stream()
                        .flatMap(List::stream)
                        .filter(view::isHealthy)
                        .count()
                - limits.lower();
        List<Task> leaving = byLeaving.getOrDefault(true, List.of()).stream()
                .filter(each -> mayStop(set, each, now))
                .sorted(ScaleIn.YOUNGEST)
                .toList();
        for (Task each : leaving) {
            if (!each.running() || spare-- > 0) {
                stops.add(new StopTask(each.arn(), Stop.byDraining(set.id())));
            }
        }
        return stops;
    }

    private static boolean mayStop(TaskSet set, Task task, Instant now) {
        return set.status() == TaskSet.Status.DRAINING || !task.isProtected(now);
    }

    private static Starts.Wanted wanted(TaskSet set, int count) {
        return new Starts.Wanted(
                set.id(), set.taskDefinition(), set.launchType(), set.capacityProviders(), set.network(), count);
    }

    /** All of it that is wanted runs, and nothing else of it is left. */
    static boolean isStable(ServiceView view, TaskSet set) {
        List<Task> own = view.live().stream()
                .filter(each -> each.deploymentId().equals(set.id()))
                .toList();
        return own.size() == set.computedDesiredCount(view.service().desiredCount())
                && own.stream().allMatch(each -> each.wanted() && view.isHealthy(each));
    }

    private TaskSets() {}
}
