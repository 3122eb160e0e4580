package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.ListPoliciesRequest;
import io.moorage.awsmodels.iam.ListPoliciesResponse;
import io.moorage.awsmodels.iam.PolicyScopeType;
import io.moorage.awsmodels.iam.PolicyUsageType;
import io.moorage.base.Page;
import io.moorage.iam.policy.AwsManagedPolicies;
import io.moorage.model.iam.ManagedPolicy;
import io.moorage.store.IamTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows managed policies: AWS's, the customer's, or both. */
final class ListPolicies implements Action<ListPoliciesRequest, ListPoliciesResponse> {
    private final Store store;
    private final AwsManagedPolicies managed;

    ListPolicies(Store store, AwsManagedPolicies managed) {
        this.store = store;
        this.managed = managed;
    }

    @Override
    public Operation<ListPoliciesRequest, ListPoliciesResponse> operation() {
        return IamOperations.LIST_POLICIES;
    }

    @Override
    public ListPoliciesResponse handle(ListPoliciesRequest input, RequestContext context) {

        ReadView view = store.view();
        Page<ManagedPolicy> page = Lookup.page(
                all(input.scope(), view).stream()
                        .filter(policy -> Lookup.isUnder(policy.path(), input.pathPrefix()))
                        .filter(policy -> isUsed(policy.arn(), input, view))
                        .sorted(Comparator.comparing(ManagedPolicy::arn))
                        .toList(),
                ManagedPolicy::arn,
                input.marker(),
                input.maxItems());
        return ListPoliciesResponse.builder()
                .policies(page.map(policy -> Shapes.of(policy, view)).items())
                .isTruncated(page.next().isPresent())
                .marker(page.next().orElse(null))
                .build();
    }

    private static boolean isUsed(String arn, ListPoliciesRequest input, ReadView view) {
        int attachments = Shapes.attachments(arn, view);
        if (Boolean.TRUE.equals(input.onlyAttached()) && attachments == 0) {
            return false;
        }
        int usages = Boundaries.usages(view, arn);
        return input.policyUsageFilter() == null
                || (PolicyUsageType.PERMISSIONS_BOUNDARY.equals(input.policyUsageFilter())
                        ? usages > 0
                        : attachments > 0);
    }

    private List<ManagedPolicy> all(@Nullable String scope, ReadView view) {
        List<ManagedPolicy> policies = new ArrayList<>();
        if (!PolicyScopeType.LOCAL.equals(scope)) {
            policies.addAll(managed.all());
        }
        if (!PolicyScopeType.AWS.equals(scope)) {
            policies.addAll(view.all(IamTables.POLICIES));
        }
        return policies;
    }
}
