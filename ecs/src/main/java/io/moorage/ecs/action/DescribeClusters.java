package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.DescribeClustersRequest;
import io.moorage.awsmodels.ecs.DescribeClustersResponse;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.Failure;
import io.moorage.ecs.shape.ClusterShapes;
import io.moorage.model.ecs.Cluster;
import io.moorage.model.ecs.EcsArns;
import io.moorage.store.ReadView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** {@code API_DescribeClusters}: unknown ones are failures with reason MISSING. */
public final class DescribeClusters implements Action<DescribeClustersRequest, DescribeClustersResponse> {
    private final Ecs ecs;

    public DescribeClusters(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<DescribeClustersRequest, DescribeClustersResponse> operation() {
        return EcsOperations.DESCRIBE_CLUSTERS;
    }

    @Override
    public DescribeClustersResponse handle(DescribeClustersRequest request, RequestContext context) {
        Lists.requireAtMost(100, request.clusters(), "clusters");
        ReadView view = ecs.store().view();
        List<String> names = request.clusters().isEmpty() ? List.of(Cluster.DEFAULT) : request.clusters();
        Set<String> include = Set.copyOf(request.include());
        List<io.moorage.awsmodels.ecs.Cluster> found = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (String name : names) {
            ecs.findCluster(view, name)
                    .ifPresentOrElse(
                            each -> found.add(ClusterShapes.write(view, each, include)),
                            () -> failures.add(Failures.missing(ecs.arns().cluster(EcsArns.lastPart(name)))));
        }
        return new DescribeClustersResponse(found, failures);
    }
}
