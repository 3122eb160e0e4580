package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.DeleteAccessKeyRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;

/** Removes a user's key. */
final class DeleteAccessKey implements Action<DeleteAccessKeyRequest, Empty> {
    private final Store store;

    DeleteAccessKey(Store store) {
        this.store = store;
    }

    @Override
    public Operation<DeleteAccessKeyRequest, Empty> operation() {
        return IamOperations.DELETE_ACCESS_KEY;
    }

    @Override
    public List<String> resources(DeleteAccessKeyRequest input, RequestContext context) {
        return Callers.userArn(store.view(), input.userName(), context);
    }

    @Override
    public Empty handle(DeleteAccessKeyRequest input, RequestContext context) {

        String name = Callers.userName(input.userName(), context);
        return store.transact(tx -> {
            tx.delete(
                    IamTables.ACCESS_KEYS,
                    Lookup.accessKey(tx, name, input.accessKeyId()).id());
            return Empty.VALUE;
        });
    }
}
