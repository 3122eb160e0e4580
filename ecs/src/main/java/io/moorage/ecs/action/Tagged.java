package io.moorage.ecs.action;

import io.moorage.ecs.EcsErrors;
import io.moorage.model.ecs.CapacityProvider;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.EcsArns;
import io.moorage.model.ecs.TaskSet;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import io.moorage.store.Table;
import io.moorage.store.Transaction;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** A resource with tags, whatever its kind. */
final class Tagged {
    private static final Kind<?> CLUSTER =
            new Kind<>(EcsTables.CLUSTERS, EcsArns::lastPart, Cluster::arn, Cluster::tags, Cluster::withTags);
    private static final Kind<?> INSTANCE = new Kind<>(
            EcsTables.CONTAINER_INSTANCES,
            arn -> arn,
            io.moorage.model.ecs.ContainerInstance::arn,
            io.moorage.model.ecs.ContainerInstance::tags,
            io.moorage.model.ecs.ContainerInstance::withTags);
    private static final Kind<?> TASK = new Kind<>(
            EcsTables.TASKS,
            arn -> arn,
            io.moorage.model.ecs.Task::arn,
            io.moorage.model.ecs.Task::tags,
            io.moorage.model.ecs.Task::withTags);
    private static final Kind<?> SERVICE = new Kind<>(
            EcsTables.SERVICES,
            arn -> arn,
            io.moorage.model.ecs.Service::arn,
            io.moorage.model.ecs.Service::tags,
            io.moorage.model.ecs.Service::withTags);
    private static final Kind<?> DEFINITION = new Kind<>(
            EcsTables.TASK_DEFINITIONS,
            EcsArns::lastPart,
            io.moorage.model.ecs.TaskDefinition::arn,
            io.moorage.model.ecs.TaskDefinition::tags,
            io.moorage.model.ecs.TaskDefinition::withTags);

    private static final Kind<?> PROVIDER = new Kind<>(
            EcsTables.CAPACITY_PROVIDERS,
            EcsArns::lastPart,
            CapacityProvider::arn,
            CapacityProvider::tags,
            CapacityProvider::withTags);

    static Map<String, String> read(ReadView view, String arn) {
        return kind(arn).read(view, arn);
    }

    static void change(Transaction tx, String arn, UnaryOperator<Map<String, String>> change) {
        kind(arn).change(tx, arn, change);
    }

    private static Kind<?> kind(String arn) {
        String[] parts = arn.split(":", 6);
        String resource = parts.length == 6 ? parts[5] : "";
        return switch (resource.split("/", 2)[0]) {
            case "cluster" -> CLUSTER;
            case "container-instance" -> INSTANCE;
            case "task" -> TASK;
            case "service" -> SERVICE;
            case "task-definition" -> DEFINITION;
            case "capacity-provider" -> PROVIDER;
            case "task-set" -> ofSet(arn);
            default -> throw EcsErrors.invalid("Invalid ARN: " + arn);
        };
    }

    /** A task set is kept with its service. */
    private static Kind<?> ofSet(String arn) {
        return new Kind<>(
                EcsTables.SERVICES,
                Tagged::serviceOf,
                _ -> arn,
                service -> set(service, arn).tags(),
                (service, tags) -> service.withTaskSet(set(service, arn).withTags(tags)));
    }

    private static String serviceOf(String taskSetArn) {
        return taskSetArn.replaceFirst(":task-set/([^/]+)/([^/]+)/.*", ":service/$1/$2");
    }

    private static TaskSet set(io.moorage.model.ecs.Service service, String arn) {
        return service.taskSet(arn)
                .orElseThrow(() -> EcsErrors.invalid("The specified resource was not found: " + arn));
    }

    /** @param arn of a row: its name alone is also in the ARNs of other accounts and regions */
    private record Kind<V>(
            Table<V> table,
            Function<String, String> key,
            Function<V, String> arn,
            Function<V, Map<String, String>> tags,
            BiFunction<V, Map<String, String>, V> with) {
        Map<String, String> read(ReadView view, String wanted) {
            return tags.apply(find(view, wanted));
        }

        void change(Transaction tx, String wanted, UnaryOperator<Map<String, String>> change) {
            V row = find(tx, wanted);
            tx.update(table, with.apply(row, change.apply(tags.apply(row))));
        }

        private V find(ReadView view, String wanted) {
            return view.find(table, key.apply(wanted))
                    .filter(each -> arn.apply(each).equals(wanted))
                    .orElseThrow(() -> EcsErrors.invalid("The specified resource was not found: " + wanted));
        }
    }

    private Tagged() {}
}
