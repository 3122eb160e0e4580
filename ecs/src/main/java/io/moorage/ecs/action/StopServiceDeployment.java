package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.StopServiceDeploymentRequest;
import io.moorage.awsmodels.ecs.StopServiceDeploymentResponse;
import io.moorage.ecs.EcsErrors;
import io.moorage.ecs.decide.EventWords;
import io.moorage.model.ecs.Deployment;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.ServiceDeployment;
import io.moorage.store.EcsTables;
import io.moorage.store.Transaction;
import java.time.Instant;
import java.util.Optional;

/** {@code API_StopServiceDeployment}: the service goes back to the revision before. */
public final class StopServiceDeployment
        implements Action<StopServiceDeploymentRequest, StopServiceDeploymentResponse> {
    private final Ecs ecs;

    public StopServiceDeployment(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<StopServiceDeploymentRequest, StopServiceDeploymentResponse> operation() {
        return EcsOperations.STOP_SERVICE_DEPLOYMENT;
    }

    @Override
    public StopServiceDeploymentResponse handle(StopServiceDeploymentRequest request, RequestContext context) {
        if ("ABORT".equals(request.stopType())) {
            throw EcsErrors.invalid("The stop type ABORT is not supported. Use ROLLBACK.");
        }
        String arn = request.serviceDeploymentArn();
        ecs.store().transact(tx -> {
            ServiceDeployment deployment = tx.find(EcsTables.SERVICE_DEPLOYMENTS, arn)
                    .orElseThrow(() -> new AwsException(
                            EcsOperations.ERROR_SERVICE_DEPLOYMENT_NOT_FOUND_EXCEPTION,
                            "The service deployment ARN that you specified in the StopServiceDeployment doesn't exist."
                                    + " Use ListServiceDeployments to find it."));
            switch (deployment.status()) {
                case IN_PROGRESS -> rollBack(tx, deployment, context.now());
                // "The service deployment continues the rollback operation."
                case ROLLBACK_IN_PROGRESS -> {}
                default ->
                    throw new AwsException(
                            EcsOperations.ERROR_CONFLICT_EXCEPTION,
                            "The service deployment is " + deployment.status()
                                    + ". Only one that is in progress can be stopped.");
            }
            return arn;
        });
        return new StopServiceDeploymentResponse(arn);
    }

    /** To the service revision before; without one nothing more is started. */
    private void rollBack(Transaction tx, ServiceDeployment deployment, Instant now) {
        Service service = tx.find(EcsTables.SERVICES, deployment.serviceArn()).orElseThrow();
        Optional<Deployment> back = service.formerDeployment(REASON + EventWords.ROLLING_BACK, now);
        Service failed = service.failed(REASON + (back.isPresent() ? "rolling back." : NOTHING_BEFORE), back, now);
        Service next = back.isEmpty()
                ? failed
                : failed.with(ecs.writes()
                        .event(EventWords.rollingBack(service.name(), back.get().id()), now));
        ecs.writes().services().save(tx, next, now);
    }

    private static final String REASON = "ECS deployment stopped by StopServiceDeployment: ";
    private static final String NOTHING_BEFORE = "there is no service revision to roll back to.";
}
