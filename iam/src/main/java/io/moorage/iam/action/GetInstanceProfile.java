package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.GetInstanceProfileRequest;
import io.moorage.awsmodels.iam.GetInstanceProfileResponse;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.util.List;

/** Shows an instance profile with its role. */
final class GetInstanceProfile implements Action<GetInstanceProfileRequest, GetInstanceProfileResponse> {
    private final Store store;

    GetInstanceProfile(Store store) {
        this.store = store;
    }

    @Override
    public Operation<GetInstanceProfileRequest, GetInstanceProfileResponse> operation() {
        return IamOperations.GET_INSTANCE_PROFILE;
    }

    @Override
    public List<String> resources(GetInstanceProfileRequest input, RequestContext context) {
        return Lookup.instanceProfileArn(store.view(), context, input.instanceProfileName());
    }

    @Override
    public GetInstanceProfileResponse handle(GetInstanceProfileRequest input, RequestContext context) {

        ReadView view = store.view();
        return GetInstanceProfileResponse.builder()
                .instanceProfile(Shapes.of(Lookup.instanceProfile(view, input.instanceProfileName()), view))
                .build();
    }
}
