package io.moorage.ecs.decide;

import io.moorage.ecs.decide.ServiceDecision.StartTask;
import io.moorage.ecs.decide.ServiceDecision.StopTask;
import io.moorage.ecs.placement.Demand;
import io.moorage.ecs.placement.Node;
import io.moorage.ecs.placement.Placement;
import io.moorage.ecs.placement.Scheduler;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.Stop;
import io.moorage.model.ecs.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * One task on each active instance that meets the constraints (ECS guide, "Daemon"). A deployment stops a task before it starts the
 * next on the same instance, and leaves {@code minimumHealthyPercent} of them running.
 */
final class Daemons {
    static ServiceDecision decide(ServiceView view, Instant now, RandomGenerator random) {
        Service service = view.service();
        Demand demand = Starts.demand(view, Replicas.wanted(service, 1));
        List<Node> nodes = view.fleet().nodes(Optional.empty());
        Set<String> occupied =
                view.live().stream().map(Task::containerInstanceArn).collect(Collectors.toSet());
        List<Placement.Refused> refused = new ArrayList<>();
        List<StartTask> starts = new ArrayList<>();
        Set<String> eligible = new java.util.HashSet<>(occupied);
        for (Node node : nodes) {
            Placement placement = Scheduler.place(demand, 1, List.of(node), random);
            boolean belongs =
                    placement.refused().stream().allMatch(each -> each.why().lacksRoom());
            if (belongs) {
                eligible.add(node.instance().arn());
            } else {
                eligible.remove(node.instance().arn());
            }
            if (belongs && !occupied.contains(node.instance().arn())) {
                refused.addAll(placement.refused());
                placement.chosen().forEach(each -> starts.add(start(service, each)));
            }
        }
        eligible.removeAll(view.leaving());
        boolean idle = service.primary().hasFailed() || service.throttled(now);
        List<StopTask> stops = stops(view, eligible);
        boolean steady = starts.isEmpty() && stops.isEmpty() && refused.isEmpty() && allCurrent(view);
        return ServiceDecision.of(idle ? List.of() : starts, stops)
                .withUnplaced(
                        refused.isEmpty()
                                ? Optional.empty()
                                : Optional.of(EventWords.unableToPlace(
                                        service.name(), new Placement(List.of(), refused), false, "cluster")))
                .withDesiredCount(eligible.size())
                .withSteady(steady && !service.primary().hasFailed());
    }

    private static StartTask start(Service service, io.moorage.model.ecs.ContainerInstance instance) {
        return new StartTask(
                service.primary().id(), service.primary().taskDefinition(), Optional.of(instance), Optional.empty());
    }

    private static boolean allCurrent(ServiceView view) {
        return view.live().stream()
                .allMatch(each -> each.wanted()
                        && view.isHealthy(each)
                        && each.deploymentId().equals(view.service().primary().id()));
    }

    /** Those on instances that it does not belong on; then those of former deployments, as far as enough others run. */
    private static List<StopTask> stops(ServiceView view, Set<String> eligible) {
        Service service = view.service();
        List<StopTask> stops = new ArrayList<>(ServiceReconciler.unhealthy(view));
        Map<Boolean, List<Task>> wanted = view.live().stream()
                .filter(Task::wanted)
                .sorted(ScaleIn.YOUNGEST)
                .collect(Collectors.partitioningBy(each -> eligible.contains(each.containerInstanceArn())));
        wanted.getOrDefault(false, List.of())
                .forEach(each -> stops.add(new StopTask(each.arn(), Stop.byDraining(each.deploymentId()))));
        List<Task> staying = wanted.getOrDefault(true, List.of());
        int lower = Math.ceilDiv(eligible.size() * service.minimumHealthyPercent(), 100);
        int spare = (int) staying.stream().filter(view::isHealthy).count() - lower;
        for (Task task : service.primary().hasFailed() ? List.<Task>of() : staying) {
            boolean outdated = !task.deploymentId().equals(service.primary().id());
            if (outdated && (!task.running() || spare-- > 0)) {
                stops.add(new StopTask(task.arn(), Stop.byDeployment(task.deploymentId())));
            }
        }
        return stops;
    }

    private Daemons() {}
}
