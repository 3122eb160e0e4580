package io.moorage.ecs.shape;

import io.moorage.model.ecs.EcsArns;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import java.util.Comparator;
import java.util.Optional;

/** Task definitions as requests name them: {@code family}, {@code family:revision} or an ARN. */
public record DefinitionNames(ReadView view) {
    /** Of {@code family}, its newest active revision; of {@code family:revision} or an ARN, that revision. */
    public Optional<TaskDefinition> find(String reference) {
        String name = EcsArns.lastPart(reference);
        return (name.contains(":") ? view.find(EcsTables.TASK_DEFINITIONS, name) : newest(name))
                .filter(each ->
                        EcsArns.mayMean(reference, each.arn()) || each.arn().startsWith(reference + ":"));
    }

    /** The newest active revision. */
    public Optional<TaskDefinition> newest(String family) {
        return view.by(EcsTables.TASK_DEFINITIONS, EcsTables.TASK_DEFINITIONS_BY_FAMILY, family).stream()
                .filter(TaskDefinition::active)
                .max(Comparator.comparingInt(TaskDefinition::revision));
    }
}
