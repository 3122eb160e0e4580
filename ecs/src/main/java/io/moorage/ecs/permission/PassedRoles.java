package io.moorage.ecs.permission;

import io.moorage.awsapi.Permission;
import io.moorage.awsapi.permission.Inputs;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.StructureShape;
import io.moorage.awsmodels.ecs.TaskOverride;
import io.moorage.ecs.shape.DefinitionNames;
import io.moorage.ecs.shape.RoleNames;
import io.moorage.model.ecs.EcsArns;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.store.ReadView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The roles that a request hands to tasks: who registers them with a definition, and who has tasks started that get them, must be allowed
 * to pass them (ECS guide, "Amazon ECS EventBridge IAM role" and "Amazon ECS CodeDeploy IAM role": each task execution role, task role or
 * task role override).
 */
record PassedRoles(ReadView view, EcsArns arns) {
    private static final Set<String> STARTING =
            Set.of("RunTask", "StartTask", "CreateService", "UpdateService", "CreateTaskSet");
    private static final Map<String, List<String>> TO_TASKS =
            Map.of("iam:PassedToService", List.of("ecs-tasks.amazonaws.com"));

    <I> List<Permission> permissions(Operation<I, ?> operation, I input) {
        StructureShape<I> shape = operation.input();
        Stream<String> roles = STARTING.contains(operation.name())
                ? started(shape, input)
                : Stream.of("taskRoleArn", "executionRoleArn")
                        .flatMap(each -> Inputs.texts(shape, input, each).stream());
        RoleNames names = new RoleNames(view, arns);
        return roles.filter(role -> !role.isEmpty())
                .map(names::arn)
                .distinct()
                .map(role -> new Permission("iam:PassRole", List.of(role), TO_TASKS))
                .toList();
    }

    /** Of the task definition that is named, unless the request overrides them. */
    private <I> Stream<String> started(StructureShape<I> shape, I input) {
        Optional<TaskDefinition> definition = Inputs.texts(shape, input, "taskDefinition").stream()
                .findFirst()
                .flatMap(new DefinitionNames(view)::find);
        Optional<TaskOverride> overrides = Inputs.member(shape, input, "overrides")
                .filter(TaskOverride.class::isInstance)
                .map(TaskOverride.class::cast);
        return Stream.of(
                        overrides
                                .map(TaskOverride::taskRoleArn)
                                .filter(role -> !role.isEmpty())
                                .or(() -> definition.flatMap(TaskDefinition::taskRoleArn)),
                        overrides
                                .map(TaskOverride::executionRoleArn)
                                .filter(role -> !role.isEmpty())
                                .or(() -> definition.flatMap(TaskDefinition::executionRoleArn)))
                .flatMap(Optional::stream);
    }
}
