package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.DescribeServicesRequest;
import io.moorage.awsmodels.ecs.DescribeServicesResponse;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.Failure;
import io.moorage.ecs.shape.ServiceShapes;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.EcsArns;
import io.moorage.store.ReadView;
import java.util.ArrayList;
import java.util.List;

/** {@code API_DescribeServices}: with deployments and the last hundred events. */
public final class DescribeServices implements Action<DescribeServicesRequest, DescribeServicesResponse> {
    private final Ecs ecs;

    public DescribeServices(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<DescribeServicesRequest, DescribeServicesResponse> operation() {
        return EcsOperations.DESCRIBE_SERVICES;
    }

    @Override
    public DescribeServicesResponse handle(DescribeServicesRequest request, RequestContext context) {
        Lists.requireSome(request.services(), "Services");
        Lists.requireAtMost(10, request.services(), "service names");
        ReadView view = ecs.store().view();
        Cluster cluster = ecs.cluster(view, request.cluster());
        boolean tags = request.include().contains("TAGS");
        List<io.moorage.awsmodels.ecs.Service> found = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (String each : request.services()) {
            ecs.service(view, cluster, each)
                    .ifPresentOrElse(
                            service -> found.add(ServiceShapes.write(view, ecs.arns(), service, tags)),
                            () -> failures.add(
                                    Failures.missing(ecs.arns().service(cluster.name(), EcsArns.lastPart(each)))));
        }
        return new DescribeServicesResponse(found, failures);
    }
}
