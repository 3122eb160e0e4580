package io.moorage.model.ecs;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a deployment of a service brings ({@code API_ServiceRevision}).
 *
 * @param arn the key
 * @param taskDefinition its key
 */
public record ServiceRevision(
        String arn,
        String serviceArn,
        String clusterName,
        String deploymentId,
        String taskDefinition,
        String taskDefinitionArn,
        String launchType,
        List<CapacityShare> capacityProviders,
        List<Balancing.LoadBalancer> loadBalancers,
        Optional<NetworkPlace> network,
        Instant createdAt) {
    public ServiceRevision {
        capacityProviders = List.copyOf(capacityProviders);
        loadBalancers = List.copyOf(loadBalancers);
    }

    /** Of the service's primary deployment. */
    public static ServiceRevision of(Service service, EcsArns arns) {
        Deployment primary = service.primary();
        return new ServiceRevision(
                arn(service, primary, arns),
                service.arn(),
                service.clusterName(),
                primary.id(),
                primary.taskDefinition(),
                primary.taskDefinitionArn(),
                service.scheduling().launchType(),
                service.scheduling().capacityProviders(),
                service.balancing().loadBalancers(),
                primary.network(),
                primary.createdAt());
    }

    /** A deployment that the service goes back to brings what it brought before. */
    static String arn(Service service, Deployment deployment, EcsArns arns) {
        return arns.serviceRevision(service.clusterName(), service.name(), EcsArns.lastPart(deployment.id()));
    }
}
