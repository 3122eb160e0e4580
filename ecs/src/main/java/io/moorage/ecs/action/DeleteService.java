package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.DeleteServiceRequest;
import io.moorage.awsmodels.ecs.DeleteServiceResponse;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.ecs.EcsErrors;
import io.moorage.ecs.shape.ServiceShapes;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.Service;

/** {@code API_DeleteService}: drains it: its tasks are stopped, then it is INACTIVE. */
public final class DeleteService implements Action<DeleteServiceRequest, DeleteServiceResponse> {
    private final Ecs ecs;

    public DeleteService(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<DeleteServiceRequest, DeleteServiceResponse> operation() {
        return EcsOperations.DELETE_SERVICE;
    }

    @Override
    public DeleteServiceResponse handle(DeleteServiceRequest request, RequestContext context) {
        boolean force = request.force() != null && request.force();
        Service deleted = ecs.store().transact(tx -> {
            Cluster cluster = ecs.cluster(tx, request.cluster());
            Service service = ecs.service(tx, cluster, request.service()).orElseThrow(EcsErrors::serviceNotFound);
            if (service.status() == Service.Status.INACTIVE) {
                throw EcsErrors.serviceNotFound();
            }
            // "It's only necessary to use [force] if the service uses the REPLICA scheduling strategy."
            boolean scaled = service.desiredCount() > 0 && !service.scheduling().daemon();
            if (service.active() && scaled && !force) {
                throw EcsErrors.invalid("The service cannot be stopped while it is scaled above 0.");
            }
            Service draining = service.draining();
            ecs.writes().services().save(tx, draining, context.now());
            return draining;
        });
        return new DeleteServiceResponse(ServiceShapes.write(ecs.store().view(), ecs.arns(), deleted, true));
    }
}
