package io.moorage.ssm.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ssm.GetParametersRequest;
import io.moorage.awsmodels.ssm.GetParametersResult;
import io.moorage.awsmodels.ssm.SsmOperations;
import io.moorage.store.ReadView;
import java.util.ArrayList;
import java.util.List;

/** Shows parameters; those that are not there are named. */
final class GetParameters implements Action<GetParametersRequest, GetParametersResult> {
    private final Parameters parameters;

    GetParameters(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public Operation<GetParametersRequest, GetParametersResult> operation() {
        return SsmOperations.GET_PARAMETERS;
    }

    @Override
    public List<String> resources(GetParametersRequest input, RequestContext context) {
        return input.names().stream()
                .map(name -> Parameters.arn(context, Parameters.name(context, name)))
                .toList();
    }

    @Override
    public GetParametersResult handle(GetParametersRequest input, RequestContext context) {
        ReadView view = parameters.store().view();
        List<io.moorage.awsmodels.ssm.Parameter> found = new ArrayList<>();
        List<String> invalid = new ArrayList<>();
        for (String asked : input.names()) {
            try {
                found.add(ParameterShapes.shape(parameters.named(view, context, asked), context));
            } catch (AwsException e) {
                invalid.add(asked);
            }
        }
        return GetParametersResult.builder()
                .parameters(found)
                .invalidParameters(invalid)
                .build();
    }
}
