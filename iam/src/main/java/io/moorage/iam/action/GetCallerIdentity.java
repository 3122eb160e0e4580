package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.sts.GetCallerIdentityRequest;
import io.moorage.awsmodels.sts.GetCallerIdentityResponse;
import io.moorage.awsmodels.sts.StsOperations;

/** Says who the caller is; no policy can forbid it. */
final class GetCallerIdentity implements Action<GetCallerIdentityRequest, GetCallerIdentityResponse> {

    @Override
    public Operation<GetCallerIdentityRequest, GetCallerIdentityResponse> operation() {
        return StsOperations.GET_CALLER_IDENTITY;
    }

    @Override
    public boolean needsPermission() {
        return false;
    }

    @Override
    public GetCallerIdentityResponse handle(GetCallerIdentityRequest input, RequestContext context) {

        return GetCallerIdentityResponse.builder()
                .userId(context.principal().userId())
                .account(context.principal().accountId())
                .arn(context.principal().arn())
                .build();
    }
}
