package io.moorage.efs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.awsmodels.efs.PutAccountPreferencesRequest;
import io.moorage.awsmodels.efs.PutAccountPreferencesResponse;
import io.moorage.awsmodels.efs.ResourceIdType;

/** Keeps long ids, as every account has them since 2021; short ones are not given out any more. */
final class PutAccountPreferences implements Action<PutAccountPreferencesRequest, PutAccountPreferencesResponse> {

    @Override
    public Operation<PutAccountPreferencesRequest, PutAccountPreferencesResponse> operation() {
        return EfsOperations.PUT_ACCOUNT_PREFERENCES;
    }

    @Override
    public PutAccountPreferencesResponse handle(PutAccountPreferencesRequest input, RequestContext context) {
        if (input.resourceIdType().equals(ResourceIdType.SHORT_ID)) {
            throw Refusal.badRequest("Short resource ids are not available any more; set ResourceIdType to LONG_ID.");
        }
        return PutAccountPreferencesResponse.builder()
                .resourceIdPreference(Descriptions.LONG_IDS)
                .build();
    }
}
