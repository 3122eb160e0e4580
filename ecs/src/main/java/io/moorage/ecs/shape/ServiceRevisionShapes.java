package io.moorage.ecs.shape;

import io.moorage.awsmodels.ecs.ContainerImage;
import io.moorage.awsmodels.ecs.ServiceRevision;
import io.moorage.model.ecs.EcsArns;
import io.moorage.model.ecs.TaskContainer;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import java.util.List;
import java.util.Optional;

/** Service revisions. */
public record ServiceRevisionShapes(ReadView view, EcsArns arns) {
    public ServiceRevision write(io.moorage.model.ecs.ServiceRevision revision) {
        boolean byProviders = !revision.capacityProviders().isEmpty();
        return ServiceRevision.builder()
                .serviceRevisionArn(revision.arn())
                .serviceArn(revision.serviceArn())
                .clusterArn(arns.cluster(revision.clusterName()))
                .taskDefinition(revision.taskDefinitionArn())
                .launchType(byProviders ? null : revision.launchType())
                .capacityProviderStrategy(CapacityShapes.write(revision.capacityProviders()))
                .loadBalancers(revision.loadBalancers().stream()
                        .map(ServiceShapes::loadBalancer)
                        .toList())
                .networkConfiguration(NetworkShapes.write(revision.network()))
                .containerImages(images(revision))
                .guardDutyEnabled(false)
                .createdAt(revision.createdAt())
                .build();
    }

    /** With the digest where one of its tasks that are left has it. */
    private List<ContainerImage> images(io.moorage.model.ecs.ServiceRevision revision) {
        return view.find(EcsTables.TASK_DEFINITIONS, revision.taskDefinition()).stream()
                .flatMap(each -> each.containerDefinitions().stream())
                .map(each -> ContainerImage.builder()
                        .containerName(each.name())
                        .image(each.image())
                        .imageDigest(digest(revision, each.name()).orElse(null))
                        .build())
                .toList();
    }

    private Optional<String> digest(io.moorage.model.ecs.ServiceRevision revision, String container) {
        return view.by(EcsTables.TASKS, EcsTables.LIVE_TASKS_BY_SERVICE, revision.serviceArn()).stream()
                .filter(each -> each.deploymentId().equals(revision.deploymentId()))
                .flatMap(each -> each.containers().stream())
                .filter(each -> each.name().equals(container))
                .map(TaskContainer::imageDigest)
                .flatMap(Optional::stream)
                .findFirst();
    }
}
