package io.moorage.ecs.decide;

import io.moorage.ecs.decide.ServiceDecision.StartTask;
import io.moorage.ecs.decide.ServiceDecision.StopTask;
import io.moorage.ecs.placement.Filter;
import io.moorage.ecs.placement.Node;
import io.moorage.ecs.placement.Placement;
import io.moorage.ecs.placement.Refusal;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.Stop;
import io.moorage.model.ecs.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One task on each active instance that meets the constraints (ECS guide, "Daemon"), judged as if the service's own task were not on it. A
 * deployment stops a task before it starts the next on the same instance, and leaves {@code minimumHealthyPercent} of them running.
 */
final class Daemons {
    static ServiceDecision decide(ServiceView view, Instant now) {
        Service service = view.service();
        Places places = Places.of(view);
        boolean idle = service.primary().hasFailed() || service.throttled(now);
        List<StopTask> stops = stops(view, places.eligible(), now);
        boolean steady = places.complete() && stops.isEmpty() && allCurrent(view);
        return ServiceDecision.of(idle ? List.of() : places.starts(), stops)
                .withUnplaced(places.unplaced(service)
                        .or(() -> EventWords.underProtection(
                                service, service.primary().id(), stops.isEmpty() ? shielded(view, now) : 0)))
                .withDesiredCount(places.eligible().size())
                .withSteady(steady && !service.primary().hasFailed());
    }

    /**
     * @param eligible instances that a task belongs on
     * @param starts on those that have none and may get one now
     * @param refused those that have no room for one
     * @param complete each eligible one has a task
     */
    private record Places(
            Set<String> eligible, List<StartTask> starts, List<Placement.Refused> refused, boolean complete) {
        static Places of(ServiceView view) {
            Filter filter = new Filter(Starts.demand(view, Replicas.wanted(view.service(), 1)));
            Map<String, List<Task>> byInstance =
                    view.live().stream().collect(Collectors.groupingBy(Task::containerInstanceArn));
            Set<String> eligible = new HashSet<>(byInstance.keySet());
            List<StartTask> starts = new ArrayList<>();
            List<Placement.Refused> refused = new ArrayList<>();
            for (Node each : view.fleet().nodes(Optional.empty())) {
                String arn = each.instance().arn();
                Node node = each.without(byInstance.getOrDefault(arn, List.of()));
                // An agent that is away comes back: its task goes on meanwhile, and a new one waits for it.
                Optional<Refusal> refusal = filter.refuseWhenConnected(node);
                if (refusal.filter(why -> !why.lacksRoom()).isPresent()) {
                    eligible.remove(arn);
                } else if (eligible.add(arn) && node.instance().agentConnected()) {
                    refusal.ifPresentOrElse(
                            why -> refused.add(new Placement.Refused(node.instance(), why)),
                            () -> starts.add(start(view.service(), node.instance())));
                }
            }
            eligible.removeAll(view.leaving());
            return new Places(eligible, starts, refused, byInstance.keySet().containsAll(eligible));
        }

        Optional<ServiceDecision.Unplaced> unplaced(Service service) {
            return refused.isEmpty()
                    ? Optional.empty()
                    : Optional.of(EventWords.unableToPlace(
                            service.name(), new Placement(List.of(), refused), false, "cluster"));
        }
    }

    private static StartTask start(Service service, ContainerInstance instance) {
        return new StartTask(
                service.primary().id(), service.primary().taskDefinition(), Optional.of(instance), Optional.empty());
    }

    private static boolean allCurrent(ServiceView view) {
        return view.live().stream()
                .allMatch(each -> each.wanted()
                        && view.isHealthy(each)
                        && each.deploymentId().equals(view.service().primary().id()));
    }

    private static long shielded(ServiceView view, Instant now) {
        return view.live().stream()
                .filter(each -> each.wanted()
                        && each.isProtected(now)
                        && !each.deploymentId().equals(view.service().primary().id()))
                .count();
    }

    /** Those on instances that it does not belong on; then those of former deployments, as far as enough others run. */
    private static List<StopTask> stops(ServiceView view, Set<String> eligible, Instant now) {
        Service service = view.service();
        List<StopTask> stops = new ArrayList<>(ServiceReconciler.unhealthy(view, now));
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
            if (outdated && !task.isProtected(now) && (!task.running() || spare-- > 0)) {
                stops.add(new StopTask(task.arn(), Stop.byDeployment(task.deploymentId())));
            }
        }
        return stops;
    }

    private Daemons() {}
}
