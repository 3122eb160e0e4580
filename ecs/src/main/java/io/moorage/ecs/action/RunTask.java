package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.Failure;
import io.moorage.awsmodels.ecs.RunTaskRequest;
import io.moorage.awsmodels.ecs.RunTaskResponse;
import io.moorage.ecs.EcsErrors;
import io.moorage.ecs.loop.TaskWrites;
import io.moorage.ecs.placement.Demand;
import io.moorage.ecs.placement.Node;
import io.moorage.ecs.placement.Nodes;
import io.moorage.ecs.placement.Placement;
import io.moorage.ecs.placement.Scheduler;
import io.moorage.ecs.shape.ServiceShapes;
import io.moorage.ecs.shape.TaskShapes;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.NetworkPlace;
import io.moorage.model.ecs.Task;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.model.ecs.TaskOverride;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import io.moorage.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
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

    @Override
    public RunTaskResponse handle(RunTaskRequest request, RequestContext context) {
        refuseUnsupported(request);
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
        if (!token.isEmpty()) {
            Collection<Task> before = tx.by(EcsTables.TASKS, EcsTables.TASKS_BY_CLIENT_TOKEN, token);
            if (!before.isEmpty()) {
                return new Started(List.copyOf(before), List.of());
            }
        }
        TaskDefinition definition = ecs.activeDefinition(tx, request.taskDefinition());
        TaskOverride overrides = TaskShapes.readOverride(request.overrides(), definition);
        String group = request.group() == null ? "family:" + definition.family() : request.group();
        Demand demand = Demand.of(
                definition,
                overrides,
                group,
                ServiceShapes.constraints(request.placementConstraints()),
                ServiceShapes.strategies(request.placementStrategy()));
        List<Node> all = Nodes.of(tx, cluster.name());
        if (all.isEmpty()) {
            throw EcsErrors.invalid("No Container Instances were found in your cluster.");
        }
        Optional<NetworkPlace> network = TaskNetworks.read(tx, request.networkConfiguration(), definition);
        List<Node> nodes = all.stream()
                .filter(each -> network.isEmpty() || TaskWrites.serves(tx, network.get(), each.instance()))
                .toList();
        if (nodes.isEmpty()) {
            return new Started(List.of(), StandaloneTasks.elsewhere(all));
        }
        Placement placement = Scheduler.place(demand, count, nodes, ecs.random());
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
        List<Failure> failures = new ArrayList<>();
        List<Task> tasks = new StandaloneTasks.Starting(ecs, tx, start, failures).on(placement.chosen(), now);
        placement
                .refused()
                .forEach(each -> failures.add(
                        new Failure(each.instance().arn(), each.why().reason(), null)));
        return new Started(tasks, failures);
    }

    private static void refuseUnsupported(RunTaskRequest request) {
        if (!request.capacityProviderStrategy().isEmpty()) {
            throw EcsErrors.unsupported("A capacity provider");
        }
        if (request.launchType() != null && !request.launchType().equals("EC2")) {
            throw EcsErrors.unsupported("The launch type " + request.launchType());
        }
        StandaloneTasks.refuse(request.volumeConfigurations());
    }
}
