package io.moorage.efs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.efs.DeleteAccessPointRequest;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.model.efs.AccessPoint;
import io.moorage.store.EfsTables;
import io.moorage.store.Store;
import java.util.List;

/** Marks an access point for removal: nobody new comes in through it once the file servers know. */
final class DeleteAccessPoint implements Action<DeleteAccessPointRequest, Empty> {
    private final Store store;

    DeleteAccessPoint(Store store) {
        this.store = store;
    }

    @Override
    public Operation<DeleteAccessPointRequest, Empty> operation() {
        return EfsOperations.DELETE_ACCESS_POINT;
    }

    @Override
    public List<String> resources(DeleteAccessPointRequest input, RequestContext context) {
        return List.of(Lookup.arn(context, input.accessPointId()));
    }

    @Override
    public Empty handle(DeleteAccessPointRequest input, RequestContext context) {
        return store.transact(tx -> {
            AccessPoint present = Lookup.accessPoint(context, tx, input.accessPointId());
            tx.update(EfsTables.ACCESS_POINTS, present.deleting());
            return Empty.VALUE;
        });
    }
}
