package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.Failure;
import io.moorage.awsmodels.ecs.RunTaskRequest;
import io.moorage.awsmodels.ecs.RunTaskResponse;
import io.moorage.ecs.EcsErrors;
import io.moorage.ecs.loop.StoredFleet;
import io.moorage.ecs.loop.TaskWrites;
import io.moorage.ecs.placement.Demand;
import io.moorage.ecs.placement.Node;
import io.moorage.ecs.placement.Nodes;
import io.moorage.ecs.placement.Placement;
import io.moorage.ecs.placement.Scheduler;
import io.moorage.ecs.placement.Shares;
import io.moorage.ecs.shape.ServiceShapes;
import io.moorage.ecs.shape.TaskShapes;
import io.moorage.model.ecs.Capacity;
import io.moorage.model.ecs.CapacityShare;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.NetworkPlace;
import io.moorage.model.ecs.PlacementStrategy;
import io.moorage.model.ecs.Task;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.model.ecs.TaskOverride;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import io.moorage.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** {@code API_RunTask}: places and starts tasks; what finds no place is a failure per instance. */
public final class RunTask implements Action<RunTaskRequest, RunTaskResponse> {
    private final Ecs ecs;

    public RunTask(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<RunTaskRequest, RunTaskResponse> operation() {
        return EcsOperations.RUN_TASK;
    }

    private static final int MOST = 10;
    /** ECS guide, "Amazon ECS task placement strategies": by default tasks are placed at random. */
    private static final List<PlacementStrategy> ANYWHERE =
            List.of(new PlacementStrategy(PlacementStrategy.Type.random, ""));

    @Override
    public RunTaskResponse handle(RunTaskRequest request, RequestContext context) {
        StandaloneTasks.refuse(request.volumeConfigurations());
        int count = request.count() == null ? 1 : request.count();
        if (count < 1 || count > MOST) {
            throw EcsErrors.invalid("count must be between 1 and 10.");
        }
        String token = request.clientToken() == null ? "" : request.clientToken();
        Started started = ecs.store().transact(tx -> start(tx, request, count, token, context.now()));
        ReadView view = ecs.store().view();
        return new RunTaskResponse(StandaloneTasks.write(ecs, view, started.tasks()), started.failures());
    }

    private record Started(List<Task> tasks, List<Failure> failures) {}

    private Started start(Transaction tx, RunTaskRequest request, int count, String token, Instant now) {
        Cluster cluster = ecs.cluster(tx, request.cluster());
        List<Task> before = before(tx, cluster, token);
        if (!before.isEmpty()) {
            requireSame(tx, request, before);
            return new Started(before, List.of());
        }
        TaskDefinition definition = ecs.activeDefinition(tx, request.taskDefinition());
        TaskOverride overrides = TaskShapes.readOverride(request.overrides(), definition, ecs.roles(tx));
        StandaloneTasks.requireAssumable(ecs, definition, overrides);
        String group = request.group() == null ? "family:" + definition.family() : request.group();
        CapacityRequests.Chosen chosen =
                CapacityRequests.read(tx, cluster, request.launchType(), request.capacityProviderStrategy());
        Optional<NetworkPlace> network = TaskNetworks.read(tx, request.networkConfiguration(), definition);
        Demand demand = Demand.of(
                definition,
                overrides,
                group,
                chosen.launchType(),
                network.map(each -> TaskWrites.zones(tx, each)),
                ServiceShapes.constraints(request.placementConstraints()),
                request.placementStrategy().isEmpty()
                        ? ANYWHERE
                        : ServiceShapes.strategies(request.placementStrategy()));
        TaskWrites.Start start = StandaloneTasks.start(
                definition,
                overrides,
                group,
                request.startedBy(),
                token,
                request.enableExecuteCommand(),
                network,
                StandaloneTasks.tags(
                        request.tags(),
                        request.propagateTags(),
                        request.enableECSManagedTags(),
                        definition,
                        cluster.name()));
        if (chosen.shares().isEmpty()) {
            return onCluster(tx, cluster, demand, count, start, now);
        }
        return onProviders(tx, cluster, demand, chosen.shares(), count, start, now);
    }

    private static List<Task> before(ReadView view, Cluster cluster, String token) {
        return token.isEmpty()
                ? List.of()
                : view.by(EcsTables.TASKS, EcsTables.TASKS_BY_CLIENT_TOKEN, token).stream()
                        .filter(each -> each.clusterName().equals(cluster.name()))
                        .toList();
    }

    /** A client token is of one request (API_RunTask, ConflictException). */
    private void requireSame(ReadView view, RunTaskRequest request, List<Task> before) {
        Optional<TaskDefinition> definition = ecs.definition(view, request.taskDefinition());
        String startedBy = Objects.requireNonNullElse(request.startedBy(), "");
        boolean same = before.stream()
                .allMatch(each -> definition
                                .filter(own -> own.key().equals(each.taskDefinition())
                                        && TaskShapes.readOverride(request.overrides(), own, ecs.roles(view))
                                                .equals(each.overrides())
                                        && Objects.requireNonNullElse(request.group(), "family:" + own.family())
                                                .equals(each.group()))
                                .isPresent()
                        && startedBy.equals(each.startedBy()));
        if (!same) {
            throw new AwsException(
                    EcsOperations.ERROR_CONFLICT_EXCEPTION,
                    "The clientToken is already in use with a different RunTask request. Use another token, or the original"
                            + " set of parameters.");
        }
    }

    private Started onCluster(
            Transaction tx, Cluster cluster, Demand demand, int count, TaskWrites.Start start, Instant now) {
        List<Node> nodes = Nodes.of(tx, cluster.name(), Optional.empty());
        if (nodes.isEmpty()) {
            throw EcsErrors.invalid("No Container Instances were found in your cluster.");
        }
        Placement placement = Scheduler.place(demand, count, nodes, ecs.random());
        List<Failure> failures = new ArrayList<>();
        List<Task> tasks =
                new StandaloneTasks.Starting(ecs, tx, start, Optional.empty(), failures).on(placement.chosen(), now);
        failures.addAll(failures(placement));
        return new Started(tasks, failures);
    }

    /** What finds no room on a provider that ECS scales waits there, {@code PROVISIONING}. */
    private Started onProviders(
            Transaction tx,
            Cluster cluster,
            Demand demand,
            List<CapacityShare> shares,
            int count,
            TaskWrites.Start start,
            Instant now) {
        StoredFleet fleet = new StoredFleet(tx, cluster.name());
        List<Task> tasks = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        Shares.divide(shares, Map.of(), count).forEach((provider, some) -> {
            Optional<Capacity> capacity =
                    Optional.of(new Capacity(provider, demand.constraints(), demand.strategy(), start.network()));
            Placement placement = Scheduler.place(demand, some, fleet.nodes(Optional.of(provider)), ecs.random());
            tasks.addAll(new StandaloneTasks.Starting(ecs, tx, start, capacity, failures).on(placement.chosen(), now));
            int missing = some - placement.chosen().size();
            if (!fleet.grows(provider)) {
                failures.addAll(failures(placement));
                return;
            }
            for (int i = 0; i < Math.min(missing, fleet.mayWait()); i++) {
                tasks.add(ecs.writes().start(tx, start, cluster.name(), Optional.empty(), capacity, now));
            }
        });
        if (tasks.isEmpty() && failures.isEmpty()) {
            throw EcsErrors.invalid("No Container Instances were found in your capacity provider.");
        }
        return new Started(tasks, failures);
    }

    private static List<Failure> failures(Placement placement) {
        return placement.refused().stream()
                .map(each -> new Failure(each.instance().arn(), each.why().reason(), null))
                .toList();
    }
}
