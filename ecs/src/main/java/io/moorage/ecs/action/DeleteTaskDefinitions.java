package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.DeleteTaskDefinitionsRequest;
import io.moorage.awsmodels.ecs.DeleteTaskDefinitionsResponse;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.Failure;
import io.moorage.ecs.EcsErrors;
import io.moorage.ecs.shape.TaskDefinitionWriter;
import io.moorage.model.ecs.EcsArns;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.store.EcsTables;
import io.moorage.store.Transaction;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code API_DeleteTaskDefinitions}: inactive revisions go, once no task and no service has them. */
public final class DeleteTaskDefinitions
        implements Action<DeleteTaskDefinitionsRequest, DeleteTaskDefinitionsResponse> {
    private static final int MOST = 10;

    private final Ecs ecs;

    public DeleteTaskDefinitions(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<DeleteTaskDefinitionsRequest, DeleteTaskDefinitionsResponse> operation() {
        return EcsOperations.DELETE_TASK_DEFINITIONS;
    }

    @Override
    public DeleteTaskDefinitionsResponse handle(DeleteTaskDefinitionsRequest request, RequestContext context) {
        List<String> names = request.taskDefinitions();
        if (names.isEmpty() || names.size() > MOST) {
            throw EcsErrors.invalid("taskDefinitions must have 1 to 10 entries.");
        }
        names.stream()
                .filter(each -> !EcsArns.lastPart(each).contains(":"))
                .findFirst()
                .ifPresent(each -> {
                    throw EcsErrors.invalid("Missing revision in: " + each);
                });
        List<Failure> failures = new ArrayList<>();
        List<TaskDefinition> deleted = ecs.store().transact(tx -> {
            failures.clear();
            return names.stream()
                    .distinct()
                    .flatMap(each -> delete(tx, each, failures, context).stream())
                    .toList();
        });
        return new DeleteTaskDefinitionsResponse(
                deleted.stream().map(TaskDefinitionWriter::write).toList(), failures);
    }

    private Optional<TaskDefinition> delete(
            Transaction tx, String name, List<Failure> failures, RequestContext context) {
        Optional<TaskDefinition> found = ecs.definition(tx, name);
        if (found.isEmpty()) {
            failures.add(new Failure(
                    name,
                    "The specified task definition identifier was not found. Specify a valid identifier and try"
                            + " again.",
                    null));
            return found;
        }
        TaskDefinition definition = found.get();
        if (definition.active()) {
            failures.add(new Failure(
                    definition.arn(),
                    "The specified task definition is still in ACTIVE status. Please deregister the target and try"
                            + " again.",
                    null));
            return Optional.empty();
        }
        TaskDefinition deleting = definition.status() == TaskDefinition.Status.DELETE_IN_PROGRESS
                ? definition
                : definition.deleting(context.now());
        if (!deleting.equals(definition)) {
            tx.update(EcsTables.TASK_DEFINITIONS, deleting);
        }
        return Optional.of(deleting);
    }
}
