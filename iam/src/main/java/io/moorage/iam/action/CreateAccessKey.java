package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.CreateAccessKeyRequest;
import io.moorage.awsmodels.iam.CreateAccessKeyResponse;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.StatusType;
import io.moorage.iam.credential.SessionIssuer;
import io.moorage.model.iam.AccessKey;
import io.moorage.model.iam.IamId;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes a key for a user, who has at most two; its secret is shown here only. */
final class CreateAccessKey implements Action<CreateAccessKeyRequest, CreateAccessKeyResponse> {
    private static final int MOST_KEYS = 2;

    private final Store store;
    private final RandomGenerator random;
    private final SessionIssuer issuer;

    CreateAccessKey(Store store, RandomGenerator random, SessionIssuer issuer) {
        this.store = store;
        this.random = random;
        this.issuer = issuer;
    }

    @Override
    public Operation<CreateAccessKeyRequest, CreateAccessKeyResponse> operation() {
        return IamOperations.CREATE_ACCESS_KEY;
    }

    @Override
    public List<String> resources(CreateAccessKeyRequest input, RequestContext context) {
        return Callers.userArn(store.view(), input.userName(), context);
    }

    @Override
    public CreateAccessKeyResponse handle(CreateAccessKeyRequest input, RequestContext context) {

        String name = Callers.userName(input.userName(), context);
        return store.transact(tx -> {
            Lookup.user(tx, name);
            if (tx.by(IamTables.ACCESS_KEYS, IamTables.ACCESS_KEYS_BY_USER, name)
                            .size()
                    >= MOST_KEYS) {
                throw Refusal.limitExceeded("Cannot exceed quota for AccessKeysPerUser: " + MOST_KEYS);
            }
            AccessKey created = new AccessKey(
                    IamId.ACCESS_KEY.next(random), issuer.secret(), name, true, context.now(), Optional.empty());
            tx.insert(IamTables.ACCESS_KEYS, created);
            return CreateAccessKeyResponse.builder()
                    .accessKey(io.moorage.awsmodels.iam.AccessKey.builder()
                            .userName(name)
                            .accessKeyId(created.id())
                            .status(StatusType.ACTIVE)
                            .secretAccessKey(created.secret())
                            .createDate(created.created())
                            .build())
                    .build();
        });
    }
}
