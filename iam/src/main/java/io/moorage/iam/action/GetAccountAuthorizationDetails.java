package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.GetAccountAuthorizationDetailsRequest;
import io.moorage.awsmodels.iam.GetAccountAuthorizationDetailsResponse;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.base.Page;
import io.moorage.iam.policy.AwsManagedPolicies;
import io.moorage.store.ReadView;
import io.moorage.store.Store;

/** Shows all users, groups, roles and managed policies with everything that decides what they may do. */
final class GetAccountAuthorizationDetails
        implements Action<GetAccountAuthorizationDetailsRequest, GetAccountAuthorizationDetailsResponse> {
    private final Store store;
    private final AwsManagedPolicies managed;

    GetAccountAuthorizationDetails(Store store, AwsManagedPolicies managed) {
        this.store = store;
        this.managed = managed;
    }

    @Override
    public Operation<GetAccountAuthorizationDetailsRequest, GetAccountAuthorizationDetailsResponse> operation() {
        return IamOperations.GET_ACCOUNT_AUTHORIZATION_DETAILS;
    }

    @Override
    public GetAccountAuthorizationDetailsResponse handle(
            GetAccountAuthorizationDetailsRequest input, RequestContext context) {
        ReadView view = store.view();
        AccountDetails details = new AccountDetails(view, managed);
        Page<AccountDetails.Item> page =
                Lookup.page(details.items(input.filter()), AccountDetails.Item::key, input.marker(), input.maxItems());
        return GetAccountAuthorizationDetailsResponse.builder()
                .userDetailList(details.users(page.items()))
                .groupDetailList(details.groups(page.items()))
                .roleDetailList(details.roles(page.items()))
                .policies(details.policies(page.items()))
                .isTruncated(page.next().isPresent())
                .marker(page.next().orElse(null))
                .build();
    }
}
