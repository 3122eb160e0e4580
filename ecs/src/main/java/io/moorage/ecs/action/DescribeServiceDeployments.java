package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.DescribeServiceDeploymentsRequest;
import io.moorage.awsmodels.ecs.DescribeServiceDeploymentsResponse;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.Failure;
import io.moorage.awsmodels.ecs.ServiceDeployment;
import io.moorage.ecs.shape.ServiceDeploymentShapes;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import java.util.ArrayList;
import java.util.List;

/** {@code API_DescribeServiceDeployments}: at most twenty. */
public final class DescribeServiceDeployments
        implements Action<DescribeServiceDeploymentsRequest, DescribeServiceDeploymentsResponse> {
    private final Ecs ecs;

    public DescribeServiceDeployments(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<DescribeServiceDeploymentsRequest, DescribeServiceDeploymentsResponse> operation() {
        return EcsOperations.DESCRIBE_SERVICE_DEPLOYMENTS;
    }

    @Override
    public DescribeServiceDeploymentsResponse handle(
            DescribeServiceDeploymentsRequest request, RequestContext context) {
        ServiceHistory.requireSome(request.serviceDeploymentArns(), "serviceDeploymentArns");
        ReadView view = ecs.store().view();
        ServiceDeploymentShapes shapes = new ServiceDeploymentShapes(view, ecs.arns());
        List<ServiceDeployment> found = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (String arn : request.serviceDeploymentArns()) {
            view.find(EcsTables.SERVICE_DEPLOYMENTS, arn)
                    .ifPresentOrElse(each -> found.add(shapes.write(each)), () -> failures.add(Failures.missing(arn)));
        }
        return new DescribeServiceDeploymentsResponse(found, failures);
    }
}
