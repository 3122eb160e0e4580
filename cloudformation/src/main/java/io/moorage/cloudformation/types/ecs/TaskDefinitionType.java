package io.moorage.cloudformation.types.ecs;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsmodels.ecs.DeregisterTaskDefinitionRequest;
import io.moorage.awsmodels.ecs.DescribeTaskDefinitionRequest;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.ListTaskDefinitionsRequest;
import io.moorage.awsmodels.ecs.RegisterTaskDefinitionRequest;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::ECS::TaskDefinition}: any change registers another revision. */
public final class TaskDefinitionType implements ResourceType {
    private static final int LONGEST_NAME = 255;
    private static final Set<String> ABSENT = Set.of("ClientException");

    private static final Schema SCHEMA = Schema.of("AWS::ECS::TaskDefinition", RegisterTaskDefinitionRequest.SHAPE)
            .replaced(
                    "Family",
                    "ContainerDefinitions",
                    "Volumes",
                    "TaskRoleArn",
                    "ExecutionRoleArn",
                    "NetworkMode",
                    "PlacementConstraints",
                    "RequiresCompatibilities",
                    "Cpu",
                    "Memory",
                    "PidMode",
                    "IpcMode",
                    "ProxyConfiguration",
                    "InferenceAccelerators",
                    "EphemeralStorage",
                    "RuntimePlatform")
            .tags("Tags")
            .attributes("TaskDefinitionArn")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public String create(Wanted wanted, Aws aws) {
        String family = wanted.optional("Family").orElseGet(() -> wanted.generatedName(LONGEST_NAME));
        if (wanted.again()) {
            Optional<String> found = registered(family, wanted, aws);
            if (found.isPresent()) {
                return found.get();
            }
        }
        var made = aws.call(
                        EcsOperations.REGISTER_TASK_DEFINITION,
                        wanted.read(RegisterTaskDefinitionRequest.SHAPE, "Family", "Tags").toBuilder()
                                .family(family)
                                .tags(EcsTags.list(wanted.allTags()))
                                .build())
                .taskDefinition();
        return Aws.answered(Aws.answered(made).taskDefinitionArn());
    }

    private static Optional<String> registered(String family, Wanted wanted, Aws aws) {
        return aws
                .call(
                        EcsOperations.LIST_TASK_DEFINITIONS,
                        ListTaskDefinitionsRequest.builder()
                                .familyPrefix(family)
                                .sort("DESC")
                                .build())
                .taskDefinitionArns()
                .stream()
                .filter(arn -> !wanted.others().contains(arn))
                .filter(arn -> EcsTags.isOwned(
                        aws.call(
                                        EcsOperations.DESCRIBE_TASK_DEFINITION,
                                        DescribeTaskDefinitionRequest.builder()
                                                .taskDefinition(arn)
                                                .include(List.of("TAGS"))
                                                .build())
                                .tags(),
                        wanted))
                .findFirst();
    }

    @Override
    public Progress update(String arn, Wanted before, Wanted after, Aws aws) {
        EcsTags.update(arn, before, after, aws);
        return Progress.DONE;
    }

    @Override
    public Progress delete(String arn, Wanted last, Aws aws) {
        boolean active = aws.unless(
                        ABSENT,
                        EcsOperations.DESCRIBE_TASK_DEFINITION,
                        DescribeTaskDefinitionRequest.builder()
                                .taskDefinition(arn)
                                .build())
                .map(answer -> answer.taskDefinition())
                .filter(found -> "ACTIVE".equals(found.status()))
                .isPresent();
        if (active) {
            aws.call(
                    EcsOperations.DEREGISTER_TASK_DEFINITION,
                    DeregisterTaskDefinitionRequest.builder()
                            .taskDefinition(arn)
                            .build());
        }
        return Progress.DONE;
    }

    @Override
    public Map<String, JsonNode> attributes(String arn, Wanted wanted, Aws aws) {
        return Map.of("TaskDefinitionArn", Values.text(arn));
    }
}
