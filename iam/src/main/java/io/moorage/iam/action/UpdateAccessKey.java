package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.StatusType;
import io.moorage.awsmodels.iam.UpdateAccessKeyRequest;
import io.moorage.model.iam.AccessKey;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;

/** Lets a user's key be used, or not. */
final class UpdateAccessKey implements Action<UpdateAccessKeyRequest, Empty> {
    private final Store store;

    UpdateAccessKey(Store store) {
        this.store = store;
    }

    @Override
    public Operation<UpdateAccessKeyRequest, Empty> operation() {
        return IamOperations.UPDATE_ACCESS_KEY;
    }

    @Override
    public List<String> resources(UpdateAccessKeyRequest input, RequestContext context) {
        return Callers.userArn(store.view(), input.userName(), context);
    }

    @Override
    public Empty handle(UpdateAccessKeyRequest input, RequestContext context) {
        String name = Callers.userName(input.userName(), context);
        return store.transact(tx -> {
            AccessKey key = Lookup.accessKey(tx, name, input.accessKeyId());
            tx.update(IamTables.ACCESS_KEYS, key.withActive(input.status().equals(StatusType.ACTIVE)));
            return Empty.VALUE;
        });
    }
}
