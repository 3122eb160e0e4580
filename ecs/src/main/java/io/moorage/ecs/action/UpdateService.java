package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.UpdateServiceRequest;
import io.moorage.awsmodels.ecs.UpdateServiceResponse;
import io.moorage.ecs.EcsErrors;
import io.moorage.ecs.shape.ServiceShapes;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.NetworkPlace;
import io.moorage.model.ecs.Scheduling;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.store.ReadView;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** {@code API_UpdateService}: a new count or limits at once; a new definition or network, or force, by a new deployment. */
public final class UpdateService implements Action<UpdateServiceRequest, UpdateServiceResponse> {
    private final Ecs ecs;

    public UpdateService(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<UpdateServiceRequest, UpdateServiceResponse> operation() {
        return EcsOperations.UPDATE_SERVICE;
    }

    @Override
    public UpdateServiceResponse handle(UpdateServiceRequest request, RequestContext context) {
        ServiceRequests.refuseUnsupported(request);
        if (request.desiredCount() != null && request.desiredCount() < 0) {
            throw EcsErrors.invalid("desiredCount must not be negative.");
        }
        Service updated = ecs.store().transact(tx -> {
            Cluster cluster = ecs.cluster(tx, request.cluster());
            Service service = ecs.service(tx, cluster, request.service()).orElseThrow(EcsErrors::serviceNotFound);
            if (!service.active()) {
                throw EcsErrors.serviceNotActive();
            }
            Service next = changed(tx, cluster, service, request, context.now());
            ServiceRequests.requireSingleWriter(tx, next);
            ecs.writes().services().save(tx, next, context.now());
            return next;
        });
        return new UpdateServiceResponse(ServiceShapes.write(ecs.store().view(), ecs.arns(), updated, true));
    }

    private Service changed(
            ReadView view, Cluster cluster, Service service, UpdateServiceRequest request, Instant now) {
        ServiceRequests.refuseForDaemons(
                service.scheduling().daemon(), request.placementStrategy(), request.capacityProviderStrategy());
        Service next = settings(view, cluster, service, request);
        if (request.desiredCount() != null) {
            if (next.scheduling().daemon()) {
                throw EcsErrors.invalid("The daemon scheduling strategy does not support a desired count for services."
                        + " Remove the desired count value and try again.");
            }
            next = TaskSetRequests.counted(ecs, next, next.desiring(request.desiredCount(), now), now);
        }
        boolean force = request.forceNewDeployment() != null && request.forceNewDeployment();
        if (next.rules().external()) {
            if (request.taskDefinition() != null || request.networkConfiguration() != null || force) {
                throw EcsErrors.invalid("Unable to update task definition on services with an EXTERNAL deployment"
                        + " controller. Use CreateTaskSet to trigger a new deployment.");
            }
            return next;
        }
        if (!next.scheduling().capacityProviders().equals(service.scheduling().capacityProviders()) && !force) {
            throw EcsErrors.invalid("Changing the capacity provider strategy of a service requires a new deployment."
                    + " Set forceNewDeployment and try again.");
        }
        boolean deploys = force || request.taskDefinition() != null || request.networkConfiguration() != null;
        return deploys ? deploying(view, next, request, force, now) : next;
    }

    private Service deploying(
            ReadView view, Service service, UpdateServiceRequest request, boolean force, Instant now) {
        TaskDefinition definition = ecs.activeDefinition(
                view,
                request.taskDefinition() == null ? service.primary().taskDefinitionArn() : request.taskDefinition());
        Optional<NetworkPlace> before = service.primary().network();
        Optional<NetworkPlace> network = TaskNetworks.read(view, request.networkConfiguration(), definition, before);
        BalancingRequests.requireFit(service.balancing(), definition);
        boolean other = !definition.key().equals(service.primary().taskDefinition()) || !network.equals(before);
        return other || force
                ? service.deploying(
                        Deployments.begin(ecs, view, definition, network, service.desiredCount(), service.rules(), now),
                        now)
                : service;
    }

    /** What changes at once. */
    private static Service settings(ReadView view, Cluster cluster, Service service, UpdateServiceRequest request) {
        Service next = service;
        boolean balanced = !service.balancing().loadBalancers().isEmpty();
        if (request.deploymentConfiguration() != null) {
            ServiceRequests.Limits limits = new ServiceRequests.Limits(
                            next.minimumHealthyPercent(), next.maximumPercent())
                    .with(request.deploymentConfiguration(), next.scheduling().daemon());
            next = next.withDeploymentLimits(limits.minimumHealthyPercent(), limits.maximumPercent())
                    .withRules(ServiceRequests.rules(request.deploymentConfiguration(), next.rules(), balanced));
        }
        Integer grace = request.healthCheckGracePeriodSeconds();
        if (grace != null) {
            BalancingRequests.requireGrace(grace);
            next = next.withBalancing(next.balancing().withGracePeriod(grace));
        }
        if (request.hasPlacementConstraints() || request.hasPlacementStrategy()) {
            next = next.withPlacement(
                    request.hasPlacementConstraints()
                            ? ServiceShapes.constraints(request.placementConstraints())
                            : next.placementConstraints(),
                    request.hasPlacementStrategy()
                            ? ServiceShapes.strategies(request.placementStrategy())
                            : next.placementStrategy());
        }
        if (request.enableECSManagedTags() != null || request.propagateTags() != null) {
            next = next.withManagedTags(
                    Objects.requireNonNullElse(request.enableECSManagedTags(), next.enableEcsManagedTags()),
                    request.propagateTags() == null
                            ? next.propagateTags()
                            : Optional.of(request.propagateTags()).filter(each -> !each.equals("NONE")));
        }
        if (request.enableExecuteCommand() != null) {
            next = next.withExecuteCommand(request.enableExecuteCommand());
        }
        return scheduled(view, cluster, next, request, balanced);
    }

    private static Service scheduled(
            ReadView view, Cluster cluster, Service service, UpdateServiceRequest request, boolean balanced) {
        Scheduling scheduling = service.scheduling()
                .withZoneRebalancing(ServiceRequests.rebalancing(
                        request.availabilityZoneRebalancing(),
                        service.scheduling().zoneRebalancing()));
        if (request.hasCapacityProviderStrategy()) {
            scheduling = scheduling.withCapacityProviders(
                    CapacityRequests.shares(view, cluster, request.capacityProviderStrategy()));
        }
        scheduling = ServiceRequests.movable(
                scheduling, request.availabilityZoneRebalancing(), service.maximumPercent(), balanced);
        return scheduling.equals(service.scheduling()) ? service : service.withScheduling(scheduling);
    }
}
