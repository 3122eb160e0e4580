package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.RegisterTaskDefinitionRequest;
import io.moorage.awsmodels.ecs.RegisterTaskDefinitionResponse;
import io.moorage.ecs.EcsErrors;
import io.moorage.ecs.shape.ShapeTree;
import io.moorage.ecs.shape.Tags;
import io.moorage.ecs.shape.TaskDefinitionReader;
import io.moorage.ecs.shape.TaskDefinitionWriter;
import io.moorage.model.ecs.InvalidDefinitionException;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.store.EcsTables;
import java.nio.charset.StandardCharsets;

/** {@code API_RegisterTaskDefinition}: a new revision of a family, its meaning checked once and for all. */
public final class RegisterTaskDefinition
        implements Action<RegisterTaskDefinitionRequest, RegisterTaskDefinitionResponse> {
    /** Service quotas, "Task definition size limit". */
    private static final int MOST_BYTES = 64 << 10;

    private final Ecs ecs;

    public RegisterTaskDefinition(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<RegisterTaskDefinitionRequest, RegisterTaskDefinitionResponse> operation() {
        return EcsOperations.REGISTER_TASK_DEFINITION;
    }

    @Override
    public RegisterTaskDefinitionResponse handle(RegisterTaskDefinitionRequest request, RequestContext context) {
        requireSmall(request);
        try {
            TaskDefinition registered = ecs.store().transact(tx -> {
                // Read before a revision is drawn: a refused definition leaves no gap.
                TaskDefinitionReader.read(request, "", 1, ecs.roles(tx), context);
                int revision = Math.toIntExact(tx.next(EcsTables.revisionSequence(request.family())));
                TaskDefinition definition = TaskDefinitionReader.read(
                        request,
                        ecs.arns().taskDefinition(request.family(), revision),
                        revision,
                        ecs.roles(tx),
                        context);
                tx.insert(EcsTables.TASK_DEFINITIONS, definition);
                return definition;
            });
            return new RegisterTaskDefinitionResponse(
                    TaskDefinitionWriter.write(registered), Tags.write(registered.tags()));
        } catch (InvalidDefinitionException e) {
            throw EcsErrors.client(String.valueOf(e.getMessage()));
        }
    }

    private static void requireSmall(RegisterTaskDefinitionRequest request) {
        int length = ShapeTree.of(RegisterTaskDefinitionRequest.SHAPE, request)
                .toString()
                .getBytes(StandardCharsets.UTF_8)
                .length;
        if (length > MOST_BYTES) {
            throw EcsErrors.client(
                    "Actual length: '" + length + "'. Max allowed length is '" + MOST_BYTES + "' bytes.");
        }
    }
}
