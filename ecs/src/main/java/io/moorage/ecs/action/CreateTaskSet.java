package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.CreateTaskSetRequest;
import io.moorage.awsmodels.ecs.CreateTaskSetResponse;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.ecs.EcsErrors;
import io.moorage.ecs.shape.Tags;
import io.moorage.ecs.shape.TaskSetShapes;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.model.ecs.TaskSet;
import io.moorage.store.EcsTables;
import io.moorage.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** {@code API_CreateTaskSet}: tasks of one definition in a service with an external deployment controller. */
public final class CreateTaskSet implements Action<CreateTaskSetRequest, CreateTaskSetResponse> {
    private final Ecs ecs;

    public CreateTaskSet(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<CreateTaskSetRequest, CreateTaskSetResponse> operation() {
        return EcsOperations.CREATE_TASK_SET;
    }

    @Override
    public CreateTaskSetResponse handle(CreateTaskSetRequest request, RequestContext context) {
        TaskSetRequests.refuseUnsupported(request);
        String token = Objects.requireNonNullElse(request.clientToken(), "");
        double percent = TaskSetRequests.percent(request.scale(), 100);
        List<Service> written = new ArrayList<>();
        TaskSet created = ecs.store().transact(tx -> {
            written.clear();
            Cluster cluster = ecs.cluster(tx, request.cluster());
            Service service = TaskSetRequests.external(ecs, tx, cluster, request.service());
            Optional<TaskSet> before = service.taskSets().stream()
                    .filter(each -> !token.isEmpty() && each.clientToken().equals(token))
                    .findFirst();
            TaskSet set = before.orElseGet(() -> make(tx, cluster, service, request, token, percent, context));
            if (before.isEmpty()) {
                List<TaskSet> all = new ArrayList<>(service.taskSets());
                all.add(set);
                tx.update(
                        EcsTables.SERVICES,
                        TaskSetRequests.counted(ecs, service, service.withTaskSets(all), context.now()));
            }
            written.add(service);
            return set;
        });
        return new CreateTaskSetResponse(
                TaskSetShapes.write(ecs.store().view(), ecs.arns(), written.getFirst(), created, true));
    }

    private TaskSet make(
            Transaction tx,
            Cluster cluster,
            Service service,
            CreateTaskSetRequest request,
            String token,
            double percent,
            RequestContext context) {
        if (service.taskSets().size() >= TaskSetRequests.MOST) {
            throw EcsErrors.invalid("A service can have at most 5 task sets.");
        }
        TaskDefinition definition = ecs.activeDefinition(tx, request.taskDefinition());
        CapacityRequests.Chosen chosen =
                CapacityRequests.read(tx, cluster, request.launchType(), request.capacityProviderStrategy());
        String id = ecs.ids().deployment();
        return new TaskSet(
                id,
                ecs.arns().taskSet(cluster.name(), service.name(), id),
                TaskSet.Status.ACTIVE,
                definition.key(),
                definition.arn(),
                percent,
                Objects.requireNonNullElse(request.externalId(), ""),
                chosen.launchType(),
                chosen.shares(),
                List.of(),
                TaskNetworks.read(tx, request.networkConfiguration(), definition),
                token,
                0,
                Optional.empty(),
                Optional.empty(),
                context.now(),
                context.now(),
                Tags.read(request.tags(), context));
    }
}
