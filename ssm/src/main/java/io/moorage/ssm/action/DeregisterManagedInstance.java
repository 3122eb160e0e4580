package io.moorage.ssm.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ssm.DeregisterManagedInstanceRequest;
import io.moorage.awsmodels.ssm.DeregisterManagedInstanceResult;
import io.moorage.awsmodels.ssm.SsmOperations;
import io.moorage.store.SsmTables;
import java.util.List;

/** {@code API_DeregisterManagedInstance}: the machine gets no more keys; to take it out of a cluster is for ECS to do. */
final class DeregisterManagedInstance
        implements Action<DeregisterManagedInstanceRequest, DeregisterManagedInstanceResult> {
    private final Activations activations;

    DeregisterManagedInstance(Activations activations) {
        this.activations = activations;
    }

    @Override
    public Operation<DeregisterManagedInstanceRequest, DeregisterManagedInstanceResult> operation() {
        return SsmOperations.DEREGISTER_MANAGED_INSTANCE;
    }

    @Override
    public List<String> resources(DeregisterManagedInstanceRequest input, RequestContext context) {
        return List.of(Activations.instanceArn(context, input.instanceId()));
    }

    @Override
    public DeregisterManagedInstanceResult handle(DeregisterManagedInstanceRequest input, RequestContext context) {
        activations.store().transact(tx -> {
            if (tx.find(SsmTables.MANAGED_INSTANCES, input.instanceId()).isEmpty()) {
                throw new AwsException(
                        SsmOperations.ERROR_INVALID_INSTANCE_ID,
                        "The managed node ID " + input.instanceId() + " isn't valid: there is none such.");
            }
            tx.delete(SsmTables.MANAGED_INSTANCES, input.instanceId());
            return input.instanceId();
        });
        return DeregisterManagedInstanceResult.builder().build();
    }
}
