package io.moorage.efs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.efs.DescribeAccountPreferencesRequest;
import io.moorage.awsmodels.efs.DescribeAccountPreferencesResponse;
import io.moorage.awsmodels.efs.EfsOperations;

/** Answers that ids are long, as they are for every account since 2021. */
final class DescribeAccountPreferences
        implements Action<DescribeAccountPreferencesRequest, DescribeAccountPreferencesResponse> {

    @Override
    public Operation<DescribeAccountPreferencesRequest, DescribeAccountPreferencesResponse> operation() {
        return EfsOperations.DESCRIBE_ACCOUNT_PREFERENCES;
    }

    @Override
    public DescribeAccountPreferencesResponse handle(DescribeAccountPreferencesRequest input, RequestContext context) {
        return DescribeAccountPreferencesResponse.builder()
                .resourceIdPreference(Descriptions.LONG_IDS)
                .build();
    }
}
