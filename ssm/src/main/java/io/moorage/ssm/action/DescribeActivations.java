package io.moorage.ssm.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ssm.DescribeActivationsFilter;
import io.moorage.awsmodels.ssm.DescribeActivationsRequest;
import io.moorage.awsmodels.ssm.DescribeActivationsResult;
import io.moorage.awsmodels.ssm.SsmOperations;
import io.moorage.base.Page;
import io.moorage.model.ssm.Activation;
import io.moorage.store.SsmTables;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** {@code API_DescribeActivations}: never with a code. */
final class DescribeActivations implements Action<DescribeActivationsRequest, DescribeActivationsResult> {
    private static final int DEFAULT_RESULTS = 50;

    private final Activations activations;

    DescribeActivations(Activations activations) {
        this.activations = activations;
    }

    @Override
    public Operation<DescribeActivationsRequest, DescribeActivationsResult> operation() {
        return SsmOperations.DESCRIBE_ACTIVATIONS;
    }

    @Override
    public DescribeActivationsResult handle(DescribeActivationsRequest input, RequestContext context) {
        input.filters().forEach(DescribeActivations::check);
        List<Activation> asked = activations.store().view().all(SsmTables.ACTIVATIONS).stream()
                .filter(each -> input.filters().stream().allMatch(filter -> passes(each, filter)))
                .toList();
        Page<Activation> page = Page.of(
                        asked,
                        Activation::id,
                        Optional.ofNullable(input.nextToken()),
                        input.maxResults() == null ? DEFAULT_RESULTS : input.maxResults())
                .orElseThrow(Refusal::badToken);
        return DescribeActivationsResult.builder()
                .activationList(page.map(each -> shape(each, context.now())).items())
                .nextToken(page.next().orElse(null))
                .build();
    }

    private static void check(DescribeActivationsFilter filter) {
        if (!List.of("ActivationIds", "DefaultInstanceName", "IamRole").contains(String.valueOf(filter.filterKey()))) {
            throw new AwsException(
                    SsmOperations.ERROR_INVALID_FILTER,
                    "The filter key is not valid; there are ActivationIds, DefaultInstanceName and IamRole.");
        }
    }

    private static boolean passes(Activation activation, DescribeActivationsFilter filter) {
        String value =
                switch (String.valueOf(filter.filterKey())) {
                    case "ActivationIds" -> activation.id();
                    case "IamRole" -> activation.iamRole();
                    default -> activation.defaultInstanceName().orElse("");
                };
        return filter.filterValues().contains(value);
    }

    private static io.moorage.awsmodels.ssm.Activation shape(Activation activation, Instant now) {
        return io.moorage.awsmodels.ssm.Activation.builder()
                .activationId(activation.id())
                .description(activation.description().orElse(null))
                .defaultInstanceName(activation.defaultInstanceName().orElse(null))
                .iamRole(activation.iamRole())
                .registrationLimit(activation.registrationLimit())
                .registrationsCount(activation.registrations())
                .expirationDate(activation.expires())
                .expired(activation.expired(now))
                .createdDate(activation.created())
                .tags(ParameterShapes.tags(activation.tags()))
                .build();
    }
}
