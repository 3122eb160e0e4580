package io.moorage.efs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.efs.DescribeReplicationConfigurationsRequest;
import io.moorage.awsmodels.efs.DescribeReplicationConfigurationsResponse;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.base.Page;
import io.moorage.model.efs.Replication;
import io.moorage.store.EfsTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.util.Collection;
import java.util.List;

/** Shows all replications, or the one a file system is part of, as source or destination. */
final class DescribeReplicationConfigurations
        implements Action<DescribeReplicationConfigurationsRequest, DescribeReplicationConfigurationsResponse> {
    private final Store store;
    private final Replications replications;

    DescribeReplicationConfigurations(Store store, Replications replications) {
        this.store = store;
        this.replications = replications;
    }

    @Override
    public Operation<DescribeReplicationConfigurationsRequest, DescribeReplicationConfigurationsResponse> operation() {
        return EfsOperations.DESCRIBE_REPLICATION_CONFIGURATIONS;
    }

    @Override
    public List<String> resources(DescribeReplicationConfigurationsRequest input, RequestContext context) {
        return List.of(Lookup.arn(context, input.fileSystemId() == null ? "*" : input.fileSystemId()));
    }

    @Override
    public DescribeReplicationConfigurationsResponse handle(
            DescribeReplicationConfigurationsRequest input, RequestContext context) {
        Page<Replication> page = Lookup.page(
                chosen(input, context, store.view()),
                Replication::sourceFileSystemId,
                input.nextToken(),
                input.maxResults());
        return DescribeReplicationConfigurationsResponse.builder()
                .replications(page.map(replications::description).items())
                .nextToken(page.next().orElse(null))
                .build();
    }

    private static Collection<Replication> chosen(
            DescribeReplicationConfigurationsRequest input, RequestContext context, ReadView view) {
        if (input.fileSystemId() == null) {
            return view.all(EfsTables.REPLICATIONS);
        }
        String id = Lookup.fileSystem(context, view, input.fileSystemId()).id();
        return List.of(Replications.of(view, id)
                .orElseThrow(() -> new AwsException(
                        EfsOperations.ERROR_REPLICATION_NOT_FOUND, "File system '" + id + "' is not replicated.")));
    }
}
