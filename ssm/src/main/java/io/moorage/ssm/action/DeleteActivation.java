package io.moorage.ssm.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ssm.DeleteActivationRequest;
import io.moorage.awsmodels.ssm.DeleteActivationResult;
import io.moorage.awsmodels.ssm.SsmOperations;
import io.moorage.store.SsmTables;

/** {@code API_DeleteActivation}: no more machines register with it; those that did stay. */
final class DeleteActivation implements Action<DeleteActivationRequest, DeleteActivationResult> {
    private final Activations activations;

    DeleteActivation(Activations activations) {
        this.activations = activations;
    }

    @Override
    public Operation<DeleteActivationRequest, DeleteActivationResult> operation() {
        return SsmOperations.DELETE_ACTIVATION;
    }

    @Override
    public DeleteActivationResult handle(DeleteActivationRequest input, RequestContext context) {
        activations.store().transact(tx -> {
            if (tx.find(SsmTables.ACTIVATIONS, input.activationId()).isEmpty()) {
                throw new AwsException(
                        SsmOperations.ERROR_INVALID_ACTIVATION_ID,
                        "The activation ID isn't valid: there is none such.");
            }
            tx.delete(SsmTables.ACTIVATIONS, input.activationId());
            return input.activationId();
        });
        return DeleteActivationResult.builder().build();
    }
}
