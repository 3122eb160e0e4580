package io.moorage.ecs.action;

import io.moorage.ecs.EcsConfig;
import io.moorage.ecs.EcsErrors;
import io.moorage.ecs.EcsIds;
import io.moorage.ecs.agent.TaskCredentials;
import io.moorage.ecs.loop.TaskWrites;
import io.moorage.ecs.shape.DefinitionNames;
import io.moorage.ecs.shape.RoleNames;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.EcsArns;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.Task;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** What every action works with, and how the API's names and ARNs are looked up. */
public record Ecs(
        Store store,
        EcsConfig config,
        EcsArns arns,
        EcsIds ids,
        TaskWrites writes,
        TaskCredentials credentials,
        RandomGenerator random) {

    RoleNames roles(ReadView view) {
        return new RoleNames(view, arns);
    }

    /** The active cluster of a name or ARN, {@code default} when none is given. */
    Cluster cluster(ReadView view, @Nullable String nameOrArn) {
        return findCluster(view, nameOrArn).filter(Cluster::active).orElseThrow(EcsErrors::clusterNotFound);
    }

    Optional<Cluster> findCluster(ReadView view, @Nullable String nameOrArn) {
        String name = nameOrArn == null || nameOrArn.isEmpty() ? Cluster.DEFAULT : EcsArns.lastPart(nameOrArn);
        return view.find(EcsTables.CLUSTERS, name)
                .filter(each -> nameOrArn == null || EcsArns.mayMean(nameOrArn, each.arn()));
    }

    /** Of an id or ARN within a cluster; an ARN that names another cluster is refused. */
    Optional<ContainerInstance> instance(ReadView view, Cluster cluster, String idOrArn) {
        requireIn(cluster, idOrArn);
        return view.find(
                        EcsTables.CONTAINER_INSTANCES,
                        arns.containerInstance(cluster.name(), EcsArns.lastPart(idOrArn)))
                .filter(each -> EcsArns.mayMean(idOrArn, each.arn()));
    }

    ContainerInstance activeInstance(ReadView view, Cluster cluster, String idOrArn) {
        return instance(view, cluster, idOrArn)
                .filter(each -> !each.inactive())
                .orElseThrow(() -> EcsErrors.invalid("Referenced container instance not found."));
    }

    /** As {@link #instance}. */
    Optional<Task> task(ReadView view, Cluster cluster, String idOrArn) {
        requireIn(cluster, idOrArn);
        return view.find(EcsTables.TASKS, arns.task(cluster.name(), EcsArns.lastPart(idOrArn)))
                .filter(each -> EcsArns.mayMean(idOrArn, each.arn()));
    }

    /** As {@link #instance}. */
    Optional<Service> service(ReadView view, Cluster cluster, String nameOrArn) {
        requireIn(cluster, nameOrArn);
        return view.find(EcsTables.SERVICES, arns.service(cluster.name(), EcsArns.lastPart(nameOrArn)))
                .filter(each -> EcsArns.mayMean(nameOrArn, each.arn()));
    }

    private static void requireIn(Cluster cluster, String idOrArn) {
        EcsArns.clusterOf(idOrArn).filter(each -> !each.equals(cluster.name())).ifPresent(each -> {
            throw EcsErrors.invalid(
                    "Invalid identifier: Identifier is for cluster " + each + ". Your cluster is " + cluster.name());
        });
    }

    /** As {@link DefinitionNames#find}. */
    Optional<TaskDefinition> definition(ReadView view, String reference) {
        return new DefinitionNames(view).find(reference);
    }

    TaskDefinition activeDefinition(ReadView view, String reference) {
        TaskDefinition definition =
                definition(view, reference).orElseThrow(() -> EcsErrors.client("TaskDefinition not found."));
        if (!definition.active()) {
            throw EcsErrors.client("TaskDefinition is inactive");
        }
        return definition;
    }
}
