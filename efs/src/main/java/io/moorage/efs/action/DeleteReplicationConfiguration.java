package io.moorage.efs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.efs.DeleteReplicationConfigurationRequest;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.model.efs.Replication;
import io.moorage.store.EfsTables;
import io.moorage.store.Store;
import java.util.List;

/** Ends a replication; a loop then makes the destination writable. */
final class DeleteReplicationConfiguration implements Action<DeleteReplicationConfigurationRequest, Empty> {
    private final Store store;

    DeleteReplicationConfiguration(Store store) {
        this.store = store;
    }

    @Override
    public Operation<DeleteReplicationConfigurationRequest, Empty> operation() {
        return EfsOperations.DELETE_REPLICATION_CONFIGURATION;
    }

    @Override
    public List<String> resources(DeleteReplicationConfigurationRequest input, RequestContext context) {
        return List.of(Lookup.arn(context, input.sourceFileSystemId()));
    }

    @Override
    public Empty handle(DeleteReplicationConfigurationRequest input, RequestContext context) {
        return store.transact(tx -> {
            String id =
                    Lookup.fileSystem(context, tx, input.sourceFileSystemId()).id();
            Replication present = tx.find(EfsTables.REPLICATIONS, id)
                    .orElseThrow(() -> new AwsException(
                            EfsOperations.ERROR_REPLICATION_NOT_FOUND,
                            "File system '" + id + "' is not the source of a replication."));
            tx.update(EfsTables.REPLICATIONS, present.deleting());
            return Empty.VALUE;
        });
    }
}
