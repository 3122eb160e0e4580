package io.moorage.ssm.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ssm.DeleteParametersRequest;
import io.moorage.awsmodels.ssm.DeleteParametersResult;
import io.moorage.awsmodels.ssm.SsmOperations;
import io.moorage.store.SsmTables;
import java.util.ArrayList;
import java.util.List;

/** Deletes parameters; those that are not there are named. */
final class DeleteParameters implements Action<DeleteParametersRequest, DeleteParametersResult> {
    private final Parameters parameters;

    DeleteParameters(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public Operation<DeleteParametersRequest, DeleteParametersResult> operation() {
        return SsmOperations.DELETE_PARAMETERS;
    }

    @Override
    public List<String> resources(DeleteParametersRequest input, RequestContext context) {
        return input.names().stream()
                .map(name -> Parameters.arn(context, Parameters.name(context, name)))
                .toList();
    }

    @Override
    public DeleteParametersResult handle(DeleteParametersRequest input, RequestContext context) {
        return parameters.store().transact(tx -> {
            List<String> deleted = new ArrayList<>();
            List<String> invalid = new ArrayList<>();
            for (String asked : input.names()) {
                String name = Parameters.name(context, asked);
                boolean there = tx.find(SsmTables.PARAMETERS, name).isPresent();
                (there ? deleted : invalid).add(asked);
                tx.delete(SsmTables.PARAMETERS, name);
            }
            return DeleteParametersResult.builder()
                    .deletedParameters(deleted)
                    .invalidParameters(invalid)
                    .build();
        });
    }
}
