package io.moorage.ecs.decide;

import io.moorage.ecs.decide.ServiceDecision.StopTask;
import io.moorage.ecs.placement.Demand;
import io.moorage.ecs.placement.Node;
import io.moorage.ecs.placement.Placement;
import io.moorage.ecs.placement.Scheduler;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.Stop;
import io.moorage.model.ecs.Task;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.model.ecs.TaskOverride;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Keeps a service's desired count, and moves it to its primary deployment within {@code minimumHealthyPercent} and
 * {@code maximumPercent} (ECS guide, "Rolling update").
 *
 * <p>Safety: for a definition that writes shared directories, a task counts until it is known to be stopped, so that no task is started
 * in the place of one that may still write. A single such task is stopped first and replaced then, whatever the percentages say.
 */
public final class ServiceReconciler {
    /** A pass places no more, so that stops and other services get their turn. */
    private static final int MAX_STARTS = 5_000;

    /**
     * A service and what it stands on.
     *
     * @param definition of the primary deployment
     * @param live its tasks that are not stopped
     * @param leaving container instances that drain or were deregistered
     * @param unhealthy tasks that load balancers hold for out of service
     * @param nodes asked for only when something is to be placed
     */
    public record Input(
            Service service,
            TaskDefinition definition,
            List<Task> live,
            Set<String> leaving,
            List<Balanced.Unhealthy> unhealthy,
            Supplier<List<Node>> nodes) {}

    public static ServiceDecision decide(Input input, Instant now, RandomGenerator random) {
        if (!input.service().active()) {
            return new ServiceDecision(List.of(), stopAll(input), Optional.empty(), false);
        }
        Counts counts = Counts.of(input);
        List<StopTask> stops = stops(input, counts);
        int starts = Math.min(counts.toStart(), MAX_STARTS);
        if (starts <= 0 || input.service().throttled(now)) {
            return new ServiceDecision(List.of(), stops, Optional.empty(), counts.steady() && stops.isEmpty());
        }
        Service service = input.service();
        Demand demand = Demand.of(
                input.definition(),
                TaskOverride.NONE,
                service.group(),
                service.placementConstraints(),
                service.placementStrategy());
        List<Node> nodes = input.nodes().get();
        Placement placement = Scheduler.place(demand, starts, nodes, random);
        Optional<String> unplaced = placement.chosen().size() < starts
                ? Optional.of(EventWords.unableToPlace(service.name(), placement, nodes.isEmpty()))
                : Optional.empty();
        return new ServiceDecision(placement.chosen(), stops, unplaced, false);
    }

    /**
     * @param current wanted tasks of the primary deployment on instances that stay
     * @param outdated wanted tasks that are to be replaced, those that never ran first
     * @param occupying tasks that count against the maximum
     * @param healthy wanted tasks that run
     */
    private record Counts(
            int desired, int lower, int upper, List<Task> current, List<Task> outdated, int occupying, int healthy) {

        static Counts of(Input input) {
            Service service = input.service();
            int desired = service.desiredCount();
            boolean writer = input.definition().writesSharedDirectories()
                    || input.live().stream().anyMatch(Task::sharesDirectories);
            boolean stopFirst = writer && desired == 1;
            int lower = stopFirst ? 0 : Math.ceilDiv(desired * service.minimumHealthyPercent(), 100);
            int upper = stopFirst ? desired : desired * service.maximumPercent() / 100;
            List<Task> wanted = input.live().stream().filter(Task::wanted).toList();
            List<Task> current = wanted.stream()
                    .filter(each -> isCurrent(input, each))
                    .sorted(STOP_FIRST)
                    .toList();
            List<Task> outdated = wanted.stream()
                    .filter(each -> !isCurrent(input, each))
                    .sorted(STOP_FIRST)
                    .toList();
            int occupying = (int) input.live().stream()
                    .filter(each -> each.wanted() || each.sharesDirectories())
                    .count();
            int healthy = (int) wanted.stream().filter(Task::running).count();
            return new Counts(desired, lower, Math.max(upper, 1), current, outdated, occupying, healthy);
        }

        int toStart() {
            return Math.min(desired - current.size(), upper - occupying);
        }

        boolean steady() {
            return outdated.isEmpty()
                    && current.size() == desired
                    && occupying == desired
                    && current.stream().allMatch(Task::running);
        }
    }

    /** Tasks that never ran first, then the youngest. */
    private static final Comparator<Task> STOP_FIRST = Comparator.<Task, Boolean>comparing(Task::running)
            .thenComparing(each -> each.times().created(), Comparator.reverseOrder())
            .thenComparing(Task::arn);

    private static boolean isCurrent(Input input, Task task) {
        return task.deploymentId().equals(input.service().primary().id())
                && !input.leaving().contains(task.containerInstanceArn());
    }

    private static List<StopTask> stops(Input input, Counts counts) {
        List<StopTask> stops = new ArrayList<>();
        Service service = input.service();
        input.unhealthy()
                .forEach(each -> stops.add(new StopTask(each.taskArn(), Stop.failedHealthChecks(each.loadBalancer()))));
        int surplus = counts.current().size() - counts.desired();
        for (int i = 0; i < surplus; i++) {
            stops.add(new StopTask(
                    counts.current().get(i).arn(),
                    Stop.byDeployment(service.primary().id())));
        }
        int spare = counts.healthy() - counts.lower();
        for (Task task : counts.outdated()) {
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

    private static List<StopTask> stopAll(Input input) {
        return input.live().stream()
                .filter(Task::wanted)
                .map(each -> new StopTask(each.arn(), Stop.byDeployment(each.deploymentId())))
                .toList();
    }

    private ServiceReconciler() {}
}
