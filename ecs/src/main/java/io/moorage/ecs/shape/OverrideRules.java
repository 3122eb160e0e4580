package io.moorage.ecs.shape;

import io.moorage.awsmodels.ecs.ContainerOverride;
import io.moorage.awsmodels.ecs.TaskOverride;
import io.moorage.ecs.EcsErrors;
import io.moorage.model.ecs.TaskDefinition;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What ECS refuses of overrides ({@code API_TaskOverride}, {@code API_ContainerOverride}). */
final class OverrideRules {
    /** "A total of 8192 characters are allowed for overrides": of the JSON that names and values make. */
    private static final int MOST_CHARACTERS = 8192;
    /** Of quotes, colons and commas for a pair of the JSON. */
    private static final int PUNCTUATION = 6;

    static void check(TaskOverride overrides, TaskDefinition definition) {
        int length = overrides.containerOverrides().stream()
                .mapToInt(OverrideRules::length)
                .sum();
        if (length > MOST_CHARACTERS) {
            throw EcsErrors.invalid("Container Overrides length must be at most " + MOST_CHARACTERS);
        }
        overrides.containerOverrides().forEach(each -> secrets(each, definition));
    }

    private static int length(ContainerOverride override) {
        Stream<String> environment =
                override.environment().stream().flatMap(each -> Stream.of("name", each.name(), "value", each.value()));
        return Stream.of(Stream.of("name", override.name()), override.command().stream(), environment)
                .flatMap(texts -> texts)
                .filter(Objects::nonNull)
                .mapToInt(text -> text.length() + PUNCTUATION / 2)
                .sum();
    }

    private static void secrets(ContainerOverride override, TaskDefinition definition) {
        List<String> secrets = definition.containerDefinitions().stream()
                .filter(each -> each.name().equals(override.name()))
                .flatMap(each -> each.secrets().stream())
                .map(each -> each.name())
                .toList();
        override.environment().stream()
                .filter(each -> secrets.contains(each.name()))
                .findFirst()
                .ifPresent(each -> {
                    throw EcsErrors.invalid(
                            "The secret name must be unique and not shared with any new or existing environment "
                                    + "variables set on the container, such as '" + each.name() + "'.");
                });
    }

    private OverrideRules() {}
}
