package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.DescribeCapacityProvidersRequest;
import io.moorage.awsmodels.ecs.DescribeCapacityProvidersResponse;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.Failure;
import io.moorage.ecs.shape.CapacityShapes;
import io.moorage.ecs.shape.Page;
import io.moorage.model.ecs.CapacityProvider;
import io.moorage.model.ecs.EcsArns;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import java.util.ArrayList;
import java.util.List;

/** {@code API_DescribeCapacityProviders}: all of them when none is named; unknown ones are failures with reason MISSING. */
public final class DescribeCapacityProviders
        implements Action<DescribeCapacityProvidersRequest, DescribeCapacityProvidersResponse> {
    private final Ecs ecs;

    public DescribeCapacityProviders(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<DescribeCapacityProvidersRequest, DescribeCapacityProvidersResponse> operation() {
        return EcsOperations.DESCRIBE_CAPACITY_PROVIDERS;
    }

    @Override
    public DescribeCapacityProvidersResponse handle(DescribeCapacityProvidersRequest request, RequestContext context) {
        ReadView view = ecs.store().view();
        boolean tags = request.include().contains("TAGS");
        if (request.capacityProviders().isEmpty()) {
            Page page = Page.of(
                    view.all(EcsTables.CAPACITY_PROVIDERS).stream()
                            .map(CapacityProvider::name)
                            .toList(),
                    request.nextToken(),
                    request.maxResults());
            return new DescribeCapacityProvidersResponse(
                    page.items().stream()
                            .flatMap(each -> view.find(EcsTables.CAPACITY_PROVIDERS, each).stream())
                            .map(each -> CapacityShapes.write(each, tags))
                            .toList(),
                    List.of(),
                    page.nextToken());
        }
        List<io.moorage.awsmodels.ecs.CapacityProvider> found = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (String each : request.capacityProviders()) {
            CapacityRequests.find(view, each)
                    .ifPresentOrElse(
                            provider -> found.add(CapacityShapes.write(provider, tags)),
                            () -> failures.add(Failures.missing(ecs.arns().capacityProvider(EcsArns.lastPart(each)))));
        }
        return new DescribeCapacityProvidersResponse(found, failures, null);
    }
}
