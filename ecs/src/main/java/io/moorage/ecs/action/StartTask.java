package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.Failure;
import io.moorage.awsmodels.ecs.StartTaskRequest;
import io.moorage.awsmodels.ecs.StartTaskResponse;
import io.moorage.ecs.EcsErrors;
import io.moorage.ecs.loop.TaskWrites;
import io.moorage.ecs.placement.Demand;
import io.moorage.ecs.placement.Nodes;
import io.moorage.ecs.placement.Placement;
import io.moorage.ecs.placement.Scheduler;
import io.moorage.ecs.shape.TaskShapes;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.EcsArns;
import io.moorage.model.ecs.NetworkPlace;
import io.moorage.model.ecs.Task;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.model.ecs.TaskOverride;
import io.moorage.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code API_StartTask}: on the instances named, whatever else runs there. */
public final class StartTask implements Action<StartTaskRequest, StartTaskResponse> {
    private final Ecs ecs;

    public StartTask(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<StartTaskRequest, StartTaskResponse> operation() {
        return EcsOperations.START_TASK;
    }

    private static final int MOST = 10;

    @Override
    public StartTaskResponse handle(StartTaskRequest request, RequestContext context) {
        if (request.containerInstances().isEmpty()
                || request.containerInstances().size() > MOST) {
            throw EcsErrors.invalid("Container instances must have 1 to 10 entries.");
        }
        StandaloneTasks.refuse(request.volumeConfigurations());
        List<Failure> failures = new ArrayList<>();
        List<Task> tasks = ecs.store().transact(tx -> {
            failures.clear();
            return start(tx, request, failures, context.now());
        });
        return new StartTaskResponse(StandaloneTasks.write(ecs, ecs.store().view(), tasks), failures);
    }

    private List<Task> start(Transaction tx, StartTaskRequest request, List<Failure> failures, Instant now) {
        Cluster cluster = ecs.cluster(tx, request.cluster());
        TaskDefinition definition = ecs.activeDefinition(tx, request.taskDefinition());
        TaskOverride overrides = TaskShapes.readOverride(request.overrides(), definition, ecs.roles(tx));
        StandaloneTasks.requireAssumable(ecs, definition, overrides);
        String group = request.group() == null ? "family:" + definition.family() : request.group();
        Optional<NetworkPlace> network = TaskNetworks.read(tx, request.networkConfiguration(), definition);
        TaskWrites.Start start = StandaloneTasks.start(
                definition,
                overrides,
                group,
                request.startedBy(),
                "",
                request.enableExecuteCommand(),
                network,
                StandaloneTasks.tags(
                        request.tags(),
                        request.propagateTags(),
                        request.enableECSManagedTags(),
                        definition,
                        cluster.name()));
        Demand demand = Demand.of(
                definition,
                overrides,
                group,
                "",
                network.map(each -> TaskWrites.zones(tx, each)),
                List.of(),
                List.of());
        List<Task> tasks = new ArrayList<>();
        for (String each : request.containerInstances()) {
            Optional<ContainerInstance> instance = ecs.instance(tx, cluster, each);
            if (instance.isEmpty()) {
                failures.add(Failures.missing(ecs.arns().containerInstance(cluster.name(), EcsArns.lastPart(each))));
            } else if (instance.get().status() != ContainerInstance.Status.ACTIVE
                    || instance.get().lost()) {
                failures.add(new Failure(instance.get().arn(), "INACTIVE", null));
            } else {
                Placement placement = Scheduler.place(demand, 1, List.of(Nodes.node(tx, instance.get())), ecs.random());
                tasks.addAll(new StandaloneTasks.Starting(ecs, tx, start, Optional.empty(), failures)
                        .on(placement.chosen(), now));
                placement
                        .refused()
                        .forEach(refused -> failures.add(new Failure(
                                refused.instance().arn(), refused.why().reason(), null)));
            }
        }
        return tasks;
    }
}
