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
import io.moorage.model.ecs.Deployment;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.TaskDefinition;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import java.time.Instant;

/** {@code API_UpdateService}: a new count or limits at once; a new definition, or force, by a new deployment. */
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
            Service next = changed(tx, service, request, context.now());
            ServiceRequests.requireSingleWriter(tx, next);
            tx.update(EcsTables.SERVICES, next);
            return next;
        });
        return new UpdateServiceResponse(ServiceShapes.write(ecs.store().view(), ecs.arns(), updated, true));
    }

    private Service changed(ReadView view, Service service, UpdateServiceRequest request, Instant now) {
        Service next = service;
        if (request.desiredCount() != null) {
            next = next.desiring(request.desiredCount(), now);
        }
        if (request.deploymentConfiguration() != null) {
            next = next.withDeploymentLimits(
                    ServiceRequests.minimumHealthyPercent(
                            request.deploymentConfiguration(), next.minimumHealthyPercent()),
                    ServiceRequests.maximumPercent(request.deploymentConfiguration(), next.maximumPercent()));
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
        String reference =
                request.taskDefinition() == null ? next.primary().taskDefinitionArn() : request.taskDefinition();
        boolean force = request.forceNewDeployment() != null && request.forceNewDeployment();
        if (request.taskDefinition() == null && !force) {
            return next;
        }
        TaskDefinition definition = ecs.activeDefinition(view, reference);
        boolean other = !definition.key().equals(next.primary().taskDefinition());
        return other || force
                ? next.deploying(
                        Deployment.primary(
                                ecs.ids().deployment(), definition.key(), definition.arn(), next.desiredCount(), now),
                        now)
                : next;
    }
}
