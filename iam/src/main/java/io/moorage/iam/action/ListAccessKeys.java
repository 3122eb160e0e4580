package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.AccessKeyMetadata;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.ListAccessKeysRequest;
import io.moorage.awsmodels.iam.ListAccessKeysResponse;
import io.moorage.awsmodels.iam.StatusType;
import io.moorage.base.Page;
import io.moorage.model.iam.AccessKey;
import io.moorage.store.IamTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.util.List;

/** Shows a user's keys without their secrets. */
final class ListAccessKeys implements Action<ListAccessKeysRequest, ListAccessKeysResponse> {
    private final Store store;

    ListAccessKeys(Store store) {
        this.store = store;
    }

    @Override
    public Operation<ListAccessKeysRequest, ListAccessKeysResponse> operation() {
        return IamOperations.LIST_ACCESS_KEYS;
    }

    @Override
    public List<String> resources(ListAccessKeysRequest input, RequestContext context) {
        return Callers.userArn(store.view(), input.userName(), context);
    }

    @Override
    public ListAccessKeysResponse handle(ListAccessKeysRequest input, RequestContext context) {

        String name = Callers.userName(input.userName(), context);
        ReadView view = store.view();
        Lookup.user(view, name);
        Page<AccessKey> page = Lookup.page(
                view.by(IamTables.ACCESS_KEYS, IamTables.ACCESS_KEYS_BY_USER, name),
                AccessKey::id,
                input.marker(),
                input.maxItems());
        return ListAccessKeysResponse.builder()
                .accessKeyMetadata(page.map(ListAccessKeys::shape).items())
                .isTruncated(page.next().isPresent())
                .marker(page.next().orElse(null))
                .build();
    }

    private static AccessKeyMetadata shape(AccessKey key) {
        return AccessKeyMetadata.builder()
                .userName(key.userName())
                .accessKeyId(key.id())
                .status(key.active() ? StatusType.ACTIVE : StatusType.INACTIVE)
                .createDate(key.created())
                .build();
    }
}
