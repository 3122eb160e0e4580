package io.moorage.ssm.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ssm.GetParametersByPathRequest;
import io.moorage.awsmodels.ssm.GetParametersByPathResult;
import io.moorage.awsmodels.ssm.SsmOperations;
import io.moorage.base.Page;
import io.moorage.model.ssm.Parameter;
import io.moorage.store.SsmTables;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Shows what is below a path, at once below it or at any depth. */
final class GetParametersByPath implements Action<GetParametersByPathRequest, GetParametersByPathResult> {
    private static final int DEFAULT_RESULTS = 10;

    private final Parameters parameters;

    GetParametersByPath(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public Operation<GetParametersByPathRequest, GetParametersByPathResult> operation() {
        return SsmOperations.GET_PARAMETERS_BY_PATH;
    }

    @Override
    public List<String> resources(GetParametersByPathRequest input, RequestContext context) {
        return List.of(Parameters.arn(context, input.path()));
    }

    @Override
    public Map<String, List<String>> conditions(GetParametersByPathRequest input, RequestContext context) {
        return Map.of("ssm:Recursive", List.of(Boolean.toString(Boolean.TRUE.equals(input.recursive()))));
    }

    @Override
    public GetParametersByPathResult handle(GetParametersByPathRequest input, RequestContext context) {
        if (!input.path().startsWith("/")) {
            throw Refusal.validation("The parameter path must begin with a slash: " + input.path());
        }
        if (!input.parameterFilters().isEmpty()) {
            throw Refusal.unsupported("ParameterFilters of GetParametersByPath");
        }
        String prefix = input.path().endsWith("/") ? input.path() : input.path() + "/";
        boolean recursive = Boolean.TRUE.equals(input.recursive());
        List<Parameter> below = Stream.concat(
                        parameters.store().view().all(SsmTables.PARAMETERS).stream(), parameters.known().all().stream())
                .filter(each -> each.name().startsWith(prefix))
                .filter(each -> recursive || each.name().indexOf('/', prefix.length()) < 0)
                .sorted(Comparator.comparing(Parameter::name))
                .toList();
        Page<Parameter> page = Page.of(
                        below,
                        Parameter::name,
                        Optional.ofNullable(input.nextToken()),
                        input.maxResults() == null ? DEFAULT_RESULTS : input.maxResults())
                .orElseThrow(Refusal::badToken);
        return GetParametersByPathResult.builder()
                .parameters(
                        page.map(each -> ParameterShapes.shape(each, context)).items())
                .nextToken(page.next().orElse(null))
                .build();
    }
}
