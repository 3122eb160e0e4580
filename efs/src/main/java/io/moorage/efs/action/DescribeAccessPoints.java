package io.moorage.efs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.efs.DescribeAccessPointsRequest;
import io.moorage.awsmodels.efs.DescribeAccessPointsResponse;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.base.Page;
import io.moorage.model.efs.AccessPoint;
import io.moorage.store.EfsTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.util.Collection;
import java.util.List;

/** Shows all access points, those of a file system, or one. */
final class DescribeAccessPoints implements Action<DescribeAccessPointsRequest, DescribeAccessPointsResponse> {
    private final Store store;
    private final Descriptions descriptions;

    DescribeAccessPoints(Store store, Descriptions descriptions) {
        this.store = store;
        this.descriptions = descriptions;
    }

    @Override
    public Operation<DescribeAccessPointsRequest, DescribeAccessPointsResponse> operation() {
        return EfsOperations.DESCRIBE_ACCESS_POINTS;
    }

    @Override
    public List<String> resources(DescribeAccessPointsRequest input, RequestContext context) {
        return List.of(asked(input, context));
    }

    /** The access point, or the file system whose they are; all of them are asked for as any file system's. */
    private static String asked(DescribeAccessPointsRequest input, RequestContext context) {
        String named = input.accessPointId() != null ? input.accessPointId() : input.fileSystemId();
        return Lookup.arn(context, named == null ? "*" : named);
    }

    @Override
    public DescribeAccessPointsResponse handle(DescribeAccessPointsRequest input, RequestContext context) {
        Page<AccessPoint> page = Lookup.page(
                chosen(input, context, store.view()), AccessPoint::id, input.nextToken(), input.maxResults());
        return DescribeAccessPointsResponse.builder()
                .accessPoints(page.map(descriptions::of).items())
                .nextToken(page.next().orElse(null))
                .build();
    }

    private static Collection<AccessPoint> chosen(
            DescribeAccessPointsRequest input, RequestContext context, ReadView view) {
        String id = input.accessPointId();
        String fileSystem = input.fileSystemId();
        if (id != null && fileSystem != null) {
            throw Refusal.badRequest("Give an AccessPointId or a FileSystemId, not both.");
        }
        if (id != null) {
            return List.of(Lookup.accessPoint(context, view, id));
        }
        return fileSystem == null
                ? view.all(EfsTables.ACCESS_POINTS)
                : view.by(
                        EfsTables.ACCESS_POINTS,
                        EfsTables.ACCESS_POINTS_BY_FILE_SYSTEM,
                        Lookup.fileSystem(context, view, fileSystem).id());
    }
}
