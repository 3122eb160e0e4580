package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.AccessKeyLastUsed;
import io.moorage.awsmodels.iam.GetAccessKeyLastUsedRequest;
import io.moorage.awsmodels.iam.GetAccessKeyLastUsedResponse;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.model.iam.AccessKey;
import io.moorage.store.IamTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.util.List;

/** Shows when a key was used last, to some minutes. */
final class GetAccessKeyLastUsed implements Action<GetAccessKeyLastUsedRequest, GetAccessKeyLastUsedResponse> {
    private final Store store;

    GetAccessKeyLastUsed(Store store) {
        this.store = store;
    }

    @Override
    public Operation<GetAccessKeyLastUsedRequest, GetAccessKeyLastUsedResponse> operation() {
        return IamOperations.GET_ACCESS_KEY_LAST_USED;
    }

    @Override
    public List<String> resources(GetAccessKeyLastUsedRequest input, RequestContext context) {
        return store.view()
                .find(IamTables.ACCESS_KEYS, input.accessKeyId())
                .map(key -> Holders.USERS.arn(store.view(), context, key.userName()))
                .orElse(List.of("*"));
    }

    @Override
    public GetAccessKeyLastUsedResponse handle(GetAccessKeyLastUsedRequest input, RequestContext context) {
        ReadView view = store.view();
        AccessKey key = view.find(IamTables.ACCESS_KEYS, input.accessKeyId())
                .orElseThrow(() -> new AwsException(
                        "AccessDenied",
                        403,
                        "User: " + context.principal().arn()
                                + " is not authorized to perform: iam:GetAccessKeyLastUsed on resource: access key "
                                + input.accessKeyId()));
        return GetAccessKeyLastUsedResponse.builder()
                .userName(key.userName())
                .accessKeyLastUsed(AccessKeyLastUsed.builder()
                        .lastUsedDate(key.lastUse().map(AccessKey.LastUse::at).orElse(null))
                        .serviceName(
                                key.lastUse().map(AccessKey.LastUse::service).orElse(NEVER))
                        .region(key.lastUse().map(use -> context.region()).orElse(NEVER))
                        .build())
                .build();
    }

    private static final String NEVER = "N/A";
}
