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

/** Keeps each task set of a service at its share of the desired count (ECS guide, "External deployment"). */
final class TaskSets {
    static ServiceDecision decide(ServiceView view, Instant now, RandomGenerator random) {
        Map<String, List<Task>> bySet =
                view.live().stream().filter(Task::wanted).collect(Collectors.groupingBy(Task::deploymentId));
        Set<String> known = view.service().taskSets().stream().map(TaskSet::id).collect(Collectors.toSet());
        List<StopTask> orphans = bySet.entrySet().stream()
                .filter(each -> !known.contains(each.getKey()))
                .flatMap(each -> each.getValue().stream())
                .map(each -> new StopTask(each.arn(), Stop.byTaskSet(each.deploymentId())))
                .toList();
        ServiceDecision all = ServiceDecision.of(List.of(), orphans).withSteady(orphans.isEmpty());
        for (TaskSet set : view.service().taskSets()) {
            all = all.and(decide(view, set, bySet.getOrDefault(set.id(), List.of()), now, random));
        }
        List<StopTask> unhealthy = ServiceReconciler.unhealthy(view);
        return all.and(ServiceDecision.of(List.of(), unhealthy).withSteady(unhealthy.isEmpty()));
    }

    private static ServiceDecision decide(
            ServiceView view, TaskSet set, List<Task> own, Instant now, RandomGenerator random) {
        int desired = set.computedDesiredCount(view.service().desiredCount());
        List<Task> staying = own.stream()
                .filter(each -> !view.leaving().contains(each.containerInstanceArn()))
                .toList();
        List<Task> leaving = own.stream()
                .filter(each -> view.leaving().contains(each.containerInstanceArn()))
                .sorted(ScaleIn.YOUNGEST)
                .toList();
        List<StopTask> stops = new ArrayList<>();
        ScaleIn.choose(staying, Math.max(0, staying.size() - desired), false)
                .forEach(each -> stops.add(new StopTask(each.arn(), Stop.byTaskSet(set.id()))));
        long working = own.stream().filter(view::isHealthy).count();
        for (Task each : leaving) {
            if (!each.running() || working > desired) {
                stops.add(new StopTask(each.arn(), Stop.byDraining(set.id())));
                working--;
            }
        }
        int missing = set.throttled(now) ? 0 : desired - staying.size();
        if (missing > 0) {
            Starts some = Starts.of(view, wanted(set, missing), random);
            return ServiceDecision.of(some.tasks(), stops).withUnplaced(some.unplaced());
        }
        return ServiceDecision.of(List.of(), stops).withSteady(isStable(view, set));
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
