package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.sts.GetAccessKeyInfoRequest;
import io.moorage.awsmodels.sts.GetAccessKeyInfoResponse;
import io.moorage.awsmodels.sts.StsOperations;

/** Says which account an access key belongs to: here, all of them belong to this one. */
final class GetAccessKeyInfo implements Action<GetAccessKeyInfoRequest, GetAccessKeyInfoResponse> {

    @Override
    public Operation<GetAccessKeyInfoRequest, GetAccessKeyInfoResponse> operation() {
        return StsOperations.GET_ACCESS_KEY_INFO;
    }

    @Override
    public GetAccessKeyInfoResponse handle(GetAccessKeyInfoRequest input, RequestContext context) {
        return GetAccessKeyInfoResponse.builder().account(context.accountId()).build();
    }
}
