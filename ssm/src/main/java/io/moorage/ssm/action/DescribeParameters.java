package io.moorage.ssm.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ssm.DescribeParametersRequest;
import io.moorage.awsmodels.ssm.DescribeParametersResult;
import io.moorage.awsmodels.ssm.ParameterStringFilter;
import io.moorage.awsmodels.ssm.SsmOperations;
import io.moorage.base.Page;
import io.moorage.model.ssm.Parameter;
import io.moorage.store.SsmTables;
import java.util.List;
import java.util.Optional;

/** Lists the parameters that were put, without their values. */
final class DescribeParameters implements Action<DescribeParametersRequest, DescribeParametersResult> {
    private static final int DEFAULT_RESULTS = 50;

    private final Parameters parameters;

    DescribeParameters(Parameters parameters) {
        this.parameters = parameters;
    }

    @Override
    public Operation<DescribeParametersRequest, DescribeParametersResult> operation() {
        return SsmOperations.DESCRIBE_PARAMETERS;
    }

    @Override
    public DescribeParametersResult handle(DescribeParametersRequest input, RequestContext context) {
        if (!input.filters().isEmpty()) {
            throw Refusal.unsupported("Filters of DescribeParameters; there are ParameterFilters");
        }
        input.parameterFilters().forEach(DescribeParameters::check);
        List<Parameter> asked = parameters.store().view().all(SsmTables.PARAMETERS).stream()
                .filter(each -> input.parameterFilters().stream().allMatch(filter -> passes(each, filter)))
                .toList();
        Page<Parameter> page = Page.of(
                        asked,
                        Parameter::name,
                        Optional.ofNullable(input.nextToken()),
                        input.maxResults() == null ? DEFAULT_RESULTS : input.maxResults())
                .orElseThrow(Refusal::badToken);
        return DescribeParametersResult.builder()
                .parameters(page.map(each -> ParameterShapes.metadata(each, context))
                        .items())
                .nextToken(page.next().orElse(null))
                .build();
    }

    private static void check(ParameterStringFilter filter) {
        if (!List.of("Name", "Type", "Path").contains(filter.key())) {
            throw new AwsException(
                    SsmOperations.ERROR_INVALID_FILTER_KEY,
                    "The filter key " + filter.key() + " is not valid here; there are Name, Type and Path.");
        }
        if (!List.of("Equals", "BeginsWith", "Contains", "Recursive", "OneLevel")
                .contains(option(filter))) {
            throw new AwsException(
                    SsmOperations.ERROR_INVALID_FILTER_OPTION,
                    "The filter option " + option(filter) + " is not valid.");
        }
    }

    private static String option(ParameterStringFilter filter) {
        String given = filter.option();
        return given != null ? given : filter.key().equals("Path") ? "OneLevel" : "Equals";
    }

    private static boolean passes(Parameter parameter, ParameterStringFilter filter) {
        String value = filter.key().equals("Type") ? parameter.type() : parameter.name();
        return filter.values().stream().anyMatch(wanted -> switch (option(filter)) {
            case "BeginsWith" -> value.startsWith(wanted);
            case "Contains" -> value.contains(wanted);
            case "Recursive" -> value.startsWith(below(wanted));
            case "OneLevel" ->
                value.startsWith(below(wanted))
                        && value.indexOf('/', below(wanted).length()) < 0;
            default -> value.equals(wanted);
        });
    }

    private static String below(String path) {
        return path.endsWith("/") ? path : path + "/";
    }
}
