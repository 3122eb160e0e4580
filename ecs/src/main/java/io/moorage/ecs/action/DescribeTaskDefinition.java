package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.DescribeTaskDefinitionRequest;
import io.moorage.awsmodels.ecs.DescribeTaskDefinitionResponse;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.ecs.EcsErrors;
import io.moorage.ecs.shape.Tags;
import io.moorage.ecs.shape.TaskDefinitionWriter;
import io.moorage.model.ecs.TaskDefinition;

/** {@code API_DescribeTaskDefinition}: active or not. */
public final class DescribeTaskDefinition
        implements Action<DescribeTaskDefinitionRequest, DescribeTaskDefinitionResponse> {
    private final Ecs ecs;

    public DescribeTaskDefinition(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<DescribeTaskDefinitionRequest, DescribeTaskDefinitionResponse> operation() {
        return EcsOperations.DESCRIBE_TASK_DEFINITION;
    }

    @Override
    public DescribeTaskDefinitionResponse handle(DescribeTaskDefinitionRequest request, RequestContext context) {
        TaskDefinition definition = ecs.definition(ecs.store().view(), request.taskDefinition())
                .orElseThrow(() -> EcsErrors.client("Unable to describe task definition."));
        return DescribeTaskDefinitionResponse.builder()
                .taskDefinition(TaskDefinitionWriter.write(definition))
                .tags(request.include().contains("TAGS") ? Tags.write(definition.tags()) : null)
                .build();
    }
}
