package io.moorage.ssm.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ssm.GetParameterRequest;
import io.moorage.awsmodels.ssm.GetParameterResult;
import io.moorage.awsmodels.ssm.SsmOperations;
import java.util.List;

/** Shows one parameter. */
final class GetParameter implements Action<GetParameterRequest, GetParameterResult> {
    private final Parameters parameters;

    GetParameter(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public Operation<GetParameterRequest, GetParameterResult> operation() {
        return SsmOperations.GET_PARAMETER;
    }

    @Override
    public List<String> resources(GetParameterRequest input, RequestContext context) {
        return List.of(Parameters.arn(context, Parameters.name(context, input.name())));
    }

    @Override
    public GetParameterResult handle(GetParameterRequest input, RequestContext context) {
        return GetParameterResult.builder()
                .parameter(ParameterShapes.shape(
                        parameters.named(parameters.store().view(), context, input.name()), context))
                .build();
    }
}
