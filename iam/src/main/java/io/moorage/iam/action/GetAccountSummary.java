package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.GetAccountSummaryResponse;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.SummaryKeyType;
import io.moorage.store.IamTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.util.Map;
import java.util.TreeMap;

/** Counts what the account has in IAM, beside the quotas. */
final class GetAccountSummary implements Action<Empty, GetAccountSummaryResponse> {
    private final Store store;

    GetAccountSummary(Store store) {
        this.store = store;
    }

    @Override
    public Operation<Empty, GetAccountSummaryResponse> operation() {
        return IamOperations.GET_ACCOUNT_SUMMARY;
    }

    @Override
    public GetAccountSummaryResponse handle(Empty input, RequestContext context) {
        ReadView view = store.view();
        Map<String, Integer> summary = new TreeMap<>(QUOTAS);
        summary.put(SummaryKeyType.USERS, view.all(IamTables.USERS).size());
        summary.put(SummaryKeyType.GROUPS, view.all(IamTables.GROUPS).size());
        summary.put("Roles", view.all(IamTables.ROLES).size());
        summary.put("InstanceProfiles", view.all(IamTables.INSTANCE_PROFILES).size());
        summary.put(
                SummaryKeyType.SERVER_CERTIFICATES,
                view.all(IamTables.SERVER_CERTIFICATES).size());
        summary.put(SummaryKeyType.POLICIES, view.all(IamTables.POLICIES).size());
        summary.put(
                SummaryKeyType.POLICY_VERSIONS_IN_USE,
                view.all(IamTables.POLICIES).stream()
                        .mapToInt(policy -> policy.versions().size())
                        .sum());
        return GetAccountSummaryResponse.builder().summaryMap(summary).build();
    }

    /** IAM user guide, "IAM and AWS STS quotas"; what Moorage has none of counts zero. */
    private static final Map<String, Integer> QUOTAS = Map.ofEntries(
            Map.entry(SummaryKeyType.USERS_QUOTA, 5000),
            Map.entry(SummaryKeyType.GROUPS_QUOTA, 300),
            Map.entry("RolesQuota", 1000),
            Map.entry("InstanceProfilesQuota", 1000),
            Map.entry("AssumeRolePolicySizeQuota", 2048),
            Map.entry("RolePolicySizeQuota", 10_240),
            Map.entry(SummaryKeyType.SERVER_CERTIFICATES_QUOTA, UploadServerCertificate.MOST),
            Map.entry(SummaryKeyType.USER_POLICY_SIZE_QUOTA, 2048),
            Map.entry(SummaryKeyType.GROUP_POLICY_SIZE_QUOTA, 5120),
            Map.entry(SummaryKeyType.GROUPS_PER_USER_QUOTA, AddUserToGroup.MOST),
            Map.entry(SummaryKeyType.SIGNING_CERTIFICATES_PER_USER_QUOTA, 2),
            Map.entry(SummaryKeyType.ACCESS_KEYS_PER_USER_QUOTA, 2),
            Map.entry(SummaryKeyType.MFA_DEVICES, 0),
            Map.entry(SummaryKeyType.MFA_DEVICES_IN_USE, 0),
            Map.entry(SummaryKeyType.ACCOUNT_MFA_ENABLED, 0),
            Map.entry(SummaryKeyType.ACCOUNT_ACCESS_KEYS_PRESENT, 0),
            Map.entry(SummaryKeyType.ACCOUNT_SIGNING_CERTIFICATES_PRESENT, 0),
            Map.entry(SummaryKeyType.ATTACHED_POLICIES_PER_GROUP_QUOTA, 10),
            Map.entry(SummaryKeyType.ATTACHED_POLICIES_PER_ROLE_QUOTA, 10),
            Map.entry(SummaryKeyType.ATTACHED_POLICIES_PER_USER_QUOTA, 10),
            Map.entry(SummaryKeyType.POLICIES_QUOTA, 1500),
            Map.entry(SummaryKeyType.POLICY_SIZE_QUOTA, 6144),
            Map.entry(SummaryKeyType.POLICY_VERSIONS_IN_USE_QUOTA, 10_000),
            Map.entry(SummaryKeyType.VERSIONS_PER_POLICY_QUOTA, 5),
            Map.entry(SummaryKeyType.GLOBAL_ENDPOINT_TOKEN_VERSION, 1));
}
