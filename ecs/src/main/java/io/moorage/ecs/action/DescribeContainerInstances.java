package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.DescribeContainerInstancesRequest;
import io.moorage.awsmodels.ecs.DescribeContainerInstancesResponse;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.Failure;
import io.moorage.ecs.shape.InstanceShapes;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.EcsArns;
import io.moorage.store.ReadView;
import java.util.ArrayList;
import java.util.List;

/** {@code API_DescribeContainerInstances}: with what is registered and what remains. */
public final class DescribeContainerInstances
        implements Action<DescribeContainerInstancesRequest, DescribeContainerInstancesResponse> {
    private final Ecs ecs;

    public DescribeContainerInstances(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<DescribeContainerInstancesRequest, DescribeContainerInstancesResponse> operation() {
        return EcsOperations.DESCRIBE_CONTAINER_INSTANCES;
    }

    @Override
    public DescribeContainerInstancesResponse handle(
            DescribeContainerInstancesRequest request, RequestContext context) {
        Lists.requireSome(request.containerInstances(), "Container instance");
        Lists.requireAtMost(100, request.containerInstances(), "container instances");
        ReadView view = ecs.store().view();
        Cluster cluster = ecs.cluster(view, request.cluster());
        boolean tags = request.include().contains("TAGS");
        boolean health = request.include().contains("CONTAINER_INSTANCE_HEALTH");
        List<io.moorage.awsmodels.ecs.ContainerInstance> found = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (String each : request.containerInstances()) {
            ecs.instance(view, cluster, each)
                    .ifPresentOrElse(
                            instance -> found.add(InstanceShapes.write(view, instance, tags, health)),
                            () -> failures.add(Failures.missing(
                                    ecs.arns().containerInstance(cluster.name(), EcsArns.lastPart(each)))));
        }
        return new DescribeContainerInstancesResponse(found, failures);
    }
}
