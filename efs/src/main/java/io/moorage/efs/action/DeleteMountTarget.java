package io.moorage.efs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.efs.DeleteMountTargetRequest;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.model.efs.MountTarget;
import io.moorage.store.EfsTables;
import io.moorage.store.Store;
import java.util.List;

/** Marks a mount target for removal; a loop then drops its clients and frees its address. */
final class DeleteMountTarget implements Action<DeleteMountTargetRequest, Empty> {
    private final Store store;

    DeleteMountTarget(Store store) {
        this.store = store;
    }

    @Override
    public Operation<DeleteMountTargetRequest, Empty> operation() {
        return EfsOperations.DELETE_MOUNT_TARGET;
    }

    @Override
    public List<String> resources(DeleteMountTargetRequest input, RequestContext context) {
        return List.of(Lookup.arnOfMountTarget(context, store.view(), input.mountTargetId()));
    }

    @Override
    public Empty handle(DeleteMountTargetRequest input, RequestContext context) {

        return store.transact(tx -> {
            MountTarget present = Lookup.mountTarget(tx, input.mountTargetId());
            tx.update(EfsTables.MOUNT_TARGETS, present.deleting());
            return Empty.VALUE;
        });
    }
}
