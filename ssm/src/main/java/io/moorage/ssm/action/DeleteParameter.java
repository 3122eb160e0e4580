package io.moorage.ssm.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ssm.DeleteParameterRequest;
import io.moorage.awsmodels.ssm.DeleteParameterResult;
import io.moorage.awsmodels.ssm.SsmOperations;
import io.moorage.store.SsmTables;
import java.util.List;

/** Deletes one parameter. */
final class DeleteParameter implements Action<DeleteParameterRequest, DeleteParameterResult> {
    private final Parameters parameters;

    DeleteParameter(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public Operation<DeleteParameterRequest, DeleteParameterResult> operation() {
        return SsmOperations.DELETE_PARAMETER;
    }

    @Override
    public List<String> resources(DeleteParameterRequest input, RequestContext context) {
        return List.of(Parameters.arn(context, Parameters.name(context, input.name())));
    }

    @Override
    public DeleteParameterResult handle(DeleteParameterRequest input, RequestContext context) {
        String name = Parameters.name(context, input.name());
        return parameters.store().transact(tx -> {
            if (tx.find(SsmTables.PARAMETERS, name).isEmpty()) {
                throw Refusal.notFound(name);
            }
            tx.delete(SsmTables.PARAMETERS, name);
            return DeleteParameterResult.builder().build();
        });
    }
}
