package io.moorage.model.ecs;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Which container of a task definition needs which other. */
final class Dependencies {
    static void refuseUnknown(ContainerDefinition container, Set<String> known) {
        of(container).filter(each -> !known.contains(each)).findFirst().ifPresent(name -> {
            throw new InvalidDefinitionException(
                    "Container '" + container.name() + "' refers to an unknown container: " + name);
        });
    }

    static void refuseCycles(List<ContainerDefinition> containers) {
        Map<String, Set<String>> waiting = new HashMap<>();
        containers.forEach(each -> waiting.put(each.name(), new HashSet<>(of(each).toList())));
        while (!waiting.isEmpty()) {
            List<String> free = waiting.entrySet().stream()
                    .filter(each -> each.getValue().isEmpty())
                    .map(Map.Entry::getKey)
                    .toList();
            if (free.isEmpty()) {
                throw new InvalidDefinitionException("Container dependencies must not form a cycle.");
            }
            free.forEach(waiting::remove);
            waiting.values().forEach(each -> each.removeAll(free));
        }
    }

    private static Stream<String> of(ContainerDefinition container) {
        return Stream.of(
                        container.dependsOn().stream().map(ContainerDependency::containerName),
                        container.volumesFrom().stream().map(VolumeFrom::sourceContainer),
                        container.links().stream().map(link -> link.split(":", 2)[0]))
                .flatMap(each -> each);
    }

    private Dependencies() {}
}
