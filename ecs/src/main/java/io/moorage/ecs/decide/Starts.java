package io.moorage.ecs.decide;

import io.moorage.ecs.decide.ServiceDecision.StartTask;
import io.moorage.ecs.decide.ServiceDecision.Unplaced;
import io.moorage.ecs.placement.Demand;
import io.moorage.ecs.placement.Node;
import io.moorage.ecs.placement.Placement;
import io.moorage.ecs.placement.Scheduler;
import io.moorage.ecs.placement.Shares;
import io.moorage.model.ecs.Capacity;
import io.moorage.model.ecs.CapacityShare;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.NetworkPlace;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.model.ecs.TaskOverride;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Tasks of a service to be started, each with its place. */
record Starts(List<StartTask> tasks, Optional<Unplaced> unplaced) {
    /** A pass places no more, so that stops and other services get their turn. */
    private static final int MOST = 5_000;

    /**
     * What of a service is to be started.
     *
     * @param deploymentId of the deployment or task set
     * @param network where they get their interfaces, in network mode {@code awsvpc}
     */
    record Wanted(
            String deploymentId,
            String taskDefinition,
            String launchType,
            List<CapacityShare> shares,
            Optional<NetworkPlace> network,
            int count) {}

    static Starts of(ServiceView view, Wanted wanted, RandomGenerator random) {
        int count = Math.min(wanted.count(), MOST);
        if (wanted.shares().isEmpty()) {
            List<Node> nodes = view.fleet().nodes(Optional.empty());
            Placement placement = Scheduler.place(demand(view, wanted), count, nodes, random);
            return new Starts(
                    tasks(wanted, placement.chosen(), Optional.empty()),
                    unplaced(view.service(), placement, count, nodes.isEmpty(), "cluster"));
        }
        Map<String, Integer> present = Shares.counts(view.live().stream()
                .filter(each -> each.wanted() && each.deploymentId().equals(wanted.deploymentId()))
                .toList());
        List<StartTask> all = new ArrayList<>();
        Optional<Unplaced> unplaced = Optional.empty();
        for (Map.Entry<String, Integer> each :
                Shares.divide(wanted.shares(), present, count).entrySet()) {
            Starts some = on(view, wanted, each.getKey(), each.getValue(), all.size(), random);
            all.addAll(some.tasks());
            unplaced = unplaced.or(some::unplaced);
        }
        return new Starts(all, unplaced);
    }

    /** @param waiting how many may be waiting already, by this same decision */
    private static Starts on(
            ServiceView view, Wanted wanted, String provider, int count, int waiting, RandomGenerator random) {
        Service service = view.service();
        Optional<Capacity> capacity = Optional.of(
                new Capacity(provider, service.placementConstraints(), service.placementStrategy(), wanted.network()));
        List<Node> nodes = view.fleet().nodes(Optional.of(provider));
        Placement placement = Scheduler.place(demand(view, wanted), count, nodes, random);
        List<StartTask> tasks = new ArrayList<>(tasks(wanted, placement.chosen(), capacity));
        int missing = count - tasks.size();
        if (!view.fleet().grows(provider)) {
            return new Starts(tasks, unplaced(service, placement, count, nodes.isEmpty(), "capacity provider"));
        }
        for (int i = 0; i < Math.min(missing, view.fleet().mayWait() - waiting); i++) {
            tasks.add(new StartTask(wanted.deploymentId(), wanted.taskDefinition(), Optional.empty(), capacity));
        }
        return new Starts(tasks, Optional.empty());
    }

    private static Optional<Unplaced> unplaced(
            Service service, Placement placement, int count, boolean noInstances, String where) {
        return placement.chosen().size() < count
                ? Optional.of(EventWords.unableToPlace(service.name(), placement, noInstances, where))
                : Optional.empty();
    }

    private static List<StartTask> tasks(Wanted wanted, List<ContainerInstance> places, Optional<Capacity> capacity) {
        return places.stream()
                .map(each -> new StartTask(wanted.deploymentId(), wanted.taskDefinition(), Optional.of(each), capacity))
                .toList();
    }

    static Demand demand(ServiceView view, Wanted wanted) {
        TaskDefinition definition = view.definition(wanted.taskDefinition());
        return Demand.of(
                definition,
                TaskOverride.NONE,
                view.service().group(),
                wanted.launchType(),
                wanted.network().map(each -> view.zones(wanted.deploymentId())),
                view.service().placementConstraints(),
                view.service().placementStrategy());
    }
}
