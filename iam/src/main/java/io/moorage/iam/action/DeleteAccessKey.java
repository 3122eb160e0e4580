package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.DeleteAccessKeyRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.store.IamTables;
import io.moorage.store.Store;

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
    public Empty handle(DeleteAccessKeyRequest input, RequestContext context) {

        String name = input.userName() == null ? Callers.userName(context) : input.userName();
        return store.transact(tx -> {
            if (tx.find(IamTables.ACCESS_KEYS, input.accessKeyId())
                    .filter(key -> key.userName().equals(name))
                    .isEmpty()) {
                throw Refusal.noSuchEntity("The Access Key with id " + input.accessKeyId() + " cannot be found.");
            }
            tx.delete(IamTables.ACCESS_KEYS, input.accessKeyId());
            return Empty.VALUE;
        });
    }
}
