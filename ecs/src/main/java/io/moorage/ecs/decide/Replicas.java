package io.moorage.ecs.decide;

import io.moorage.ecs.decide.ServiceDecision.StartTask;
import io.moorage.ecs.decide.ServiceDecision.StopTask;
import io.moorage.model.ecs.Deployment;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.Stop;
import io.moorage.model.ecs.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Keeps a service's desired count, and moves it to its primary deployment within {@code minimumHealthyPercent} and
 * {@code maximumPercent} (ECS guide, "Rolling update"), never with a second writer in the place of one ({@link TaskLimits}).
 */
final class Replicas {
    static ServiceDecision decide(ServiceView view, Instant now, RandomGenerator random) {
        Counts counts = Counts.of(view);
        List<StopTask> stops = stops(view, counts, now);
        Service service = view.service();
        int starts = service.primary().hasFailed() || service.throttled(now) ? 0 : counts.toStart();
        if (starts > 0) {
            Starts some = Starts.of(view, wanted(service, starts), random);
            return ServiceDecision.of(some.tasks(), stops).withUnplaced(some.unplaced());
        }
        boolean steady = counts.steady() && stops.isEmpty();
        Optional<StartTask> moved =
                steady ? ZoneBalance.start(view, counts.current(), counts.upper(), random) : Optional.empty();
        if (moved.isPresent()) {
            ServiceDecision move = ServiceDecision.move(moved.get());
            return EventWords.rebalances(service)
                    ? move
                    : move.withNotice(EventWords.unbalanced(service.name(), ZoneBalance.byZone(counts.current())));
        }
        long shielded = stops.isEmpty() ? shielded(service, counts, now) : 0;
        ServiceDecision decision = ServiceDecision.of(List.of(), stops)
                .withSteady(steady && !service.primary().hasFailed())
                .withUnplaced(
                        EventWords.underProtection(service, service.primary().id(), shielded))
                .withStuck(counts.stuck() && shielded == 0 && stops.isEmpty() && !service.throttled(now));
        return steady && EventWords.rebalances(service)
                ? decision.withNotice(ZoneBalance.over(view, counts.current()))
                : decision;
    }

    /** How many tasks would go, were they not under protection. */
    private static long shielded(Service service, Counts counts, Instant now) {
        List<Task> toGo = new ArrayList<>();
        if (counts.current().size() > counts.desired()) {
            toGo.addAll(counts.current());
        }
        if (!service.primary().hasFailed() && (counts.healthy() > counts.lower())) {
            toGo.addAll(counts.outdated());
        }
        return toGo.stream().filter(each -> each.isProtected(now)).count();
    }

    static Starts.Wanted wanted(Service service, int count) {
        Deployment primary = service.primary();
        return new Starts.Wanted(
                primary.id(),
                primary.taskDefinition(),
                service.scheduling().launchType(),
                service.scheduling().capacityProviders(),
                primary.network(),
                count);
    }

    /**
     * @param current wanted tasks of the primary deployment on instances that stay
     * @param outdated wanted tasks that are to be replaced, those that never ran first
     * @param occupying tasks that count against the maximum
     * @param healthy how many wanted tasks do their work
     * @param working all of {@code current} do
     */
    private record Counts(
            int desired,
            int lower,
            int upper,
            List<Task> current,
            List<Task> outdated,
            int occupying,
            int healthy,
            boolean working) {

        static Counts of(ServiceView view) {
            Service service = view.service();
            int desired = service.desiredCount();
            boolean writer = service.taskDefinitions().stream()
                            .anyMatch(each -> view.definition(each).writesSharedDirectories())
                    || view.live().stream().anyMatch(Task::sharesDirectories);
            TaskLimits limits = TaskLimits.of(service, desired, writer);
            List<Task> wanted = view.live().stream().filter(Task::wanted).toList();
            List<Task> current =
                    wanted.stream().filter(each -> isCurrent(view, each)).toList();
            List<Task> outdated = wanted.stream()
                    .filter(each -> !isCurrent(view, each))
                    .sorted(ScaleIn.YOUNGEST)
                    .toList();
            int occupying = TaskLimits.occupying(view.live());
            int healthy = (int) wanted.stream().filter(view::isHealthy).count();
            boolean working = current.stream().allMatch(view::isHealthy);
            return new Counts(desired, limits.lower(), limits.upper(), current, outdated, occupying, healthy, working);
        }

        int toStart() {
            return Math.min(desired - current.size(), upper - occupying);
        }

        boolean steady() {
            return outdated.isEmpty() && current.size() == desired && occupying == desired && working;
        }

        /** Something is to be replaced, all that was started for that runs, and the limits allow neither a start nor a stop. */
        boolean stuck() {
            return !outdated.isEmpty() && current.size() < desired && working && upper <= occupying && healthy <= lower;
        }
    }

    private static boolean isCurrent(ServiceView view, Task task) {
        return task.deploymentId().equals(view.service().primary().id())
                && !view.leaving().contains(task.containerInstanceArn());
    }

    /** Tasks under protection are left alone, but for unhealthy ones (ECS guide, "Amazon ECS task scale-in protection"). */
    private static List<StopTask> stops(ServiceView view, Counts counts, Instant now) {
        Service service = view.service();
        List<StopTask> stops = new ArrayList<>(ServiceReconciler.unhealthy(view, now));
        List<Task> free =
                counts.current().stream().filter(each -> !each.isProtected(now)).toList();
        int surplus = Math.min(counts.current().size() - counts.desired(), free.size());
        boolean rebalancing = service.scheduling().zoneRebalancing();
        // The task in the emptier zone must run before one in the fuller zone goes for it.
        int toGo = rebalancing && ZoneBalance.isMoving(counts.current(), view::isHealthy) ? surplus - 1 : surplus;
        boolean moved = counts.current().size() - counts.desired() == 1 && EventWords.rebalances(service);
        String deployment = service.primary().id();
        ScaleIn.choose(free, toGo, rebalancing)
                .forEach(each -> stops.add(new StopTask(
                        each.arn(), moved ? Stop.byRebalancing(deployment) : Stop.byDeployment(deployment))));
        if (!service.primary().hasFailed()) {
            stops.addAll(outdated(service, counts, now));
        }
        return stops;
    }

    private static List<StopTask> outdated(Service service, Counts counts, Instant now) {
        List<StopTask> stops = new ArrayList<>();
        int spare = counts.healthy() - counts.lower();
        for (Task task : counts.outdated()) {
            if (task.isProtected(now)) {
                continue;
            }
            if (task.running() && spare-- <= 0) {
                break;
            }
            boolean draining = task.deploymentId().equals(service.primary().id());
            stops.add(new StopTask(
                    task.arn(),
                    draining ? Stop.byDraining(task.deploymentId()) : Stop.byDeployment(task.deploymentId())));
        }
        return stops;
    }

    private Replicas() {}
}
