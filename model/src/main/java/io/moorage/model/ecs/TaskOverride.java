package io.moorage.model.ecs;

import java.util.List;
import java.util.Optional;

/** What RunTask changes of a task definition for one task. */
public record TaskOverride(
        List<ContainerOverride> containers,
        Optional<String> taskRoleArn,
        Optional<String> executionRoleArn,
        Optional<Integer> cpu,
        Optional<Integer> memory) {
    public static final TaskOverride NONE =
            new TaskOverride(List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public TaskOverride {
        containers = List.copyOf(containers);
    }

    /**
     * Changes to one container.
     *
     * @param command replaces the definition's when there is one
     * @param environment added to, or in place of, the definition's
     * @param environmentFiles instead of the definition's when there is one
     */
    public record ContainerOverride(
            String name,
            Optional<List<String>> command,
            List<ContainerDefinition.KeyValuePair> environment,
            Optional<List<EnvironmentFile>> environmentFiles,
            Optional<Integer> cpu,
            Optional<Integer> memory,
            Optional<Integer> memoryReservation) {
        public ContainerOverride {
            environment = List.copyOf(environment);
        }
    }

    public Optional<ContainerOverride> container(String name) {
        return containers.stream().filter(each -> each.name().equals(name)).findFirst();
    }
}
