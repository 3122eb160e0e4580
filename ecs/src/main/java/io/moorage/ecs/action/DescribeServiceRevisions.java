package io.moorage.ecs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ecs.DescribeServiceRevisionsRequest;
import io.moorage.awsmodels.ecs.DescribeServiceRevisionsResponse;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.Failure;
import io.moorage.awsmodels.ecs.ServiceRevision;
import io.moorage.ecs.shape.ServiceRevisionShapes;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import java.util.ArrayList;
import java.util.List;

/** {@code API_DescribeServiceRevisions}: at most twenty. */
public final class DescribeServiceRevisions
        implements Action<DescribeServiceRevisionsRequest, DescribeServiceRevisionsResponse> {
    private final Ecs ecs;

    public DescribeServiceRevisions(Ecs ecs) {
        this.ecs = ecs;
    }

    @Override
    public Operation<DescribeServiceRevisionsRequest, DescribeServiceRevisionsResponse> operation() {
        return EcsOperations.DESCRIBE_SERVICE_REVISIONS;
    }

    @Override
    public DescribeServiceRevisionsResponse handle(DescribeServiceRevisionsRequest request, RequestContext context) {
        ServiceHistory.requireSome(request.serviceRevisionArns(), "serviceRevisionArns");
        ReadView view = ecs.store().view();
        ServiceRevisionShapes shapes = new ServiceRevisionShapes(view, ecs.arns());
        List<ServiceRevision> found = new ArrayList<>();
        List<Failure> failures = new ArrayList<>();
        for (String arn : request.serviceRevisionArns()) {
            view.find(EcsTables.SERVICE_REVISIONS, arn)
                    .ifPresentOrElse(each -> found.add(shapes.write(each)), () -> failures.add(Failures.missing(arn)));
        }
        return new DescribeServiceRevisionsResponse(found, failures);
    }
}
