package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.permission.TagConditions;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.UntagPolicyRequest;
import io.moorage.model.iam.ManagedPolicy;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;

/** Removes tags of a customer's managed policy. */
final class UntagPolicy implements Action<UntagPolicyRequest, Empty> {
    private final Store store;

    UntagPolicy(Store store) {
        this.store = store;
    }

    @Override
    public Operation<UntagPolicyRequest, Empty> operation() {
        return IamOperations.UNTAG_POLICY;
    }

    @Override
    public List<String> resources(UntagPolicyRequest input, RequestContext context) {
        return List.of(input.policyArn());
    }

    @Override
    public Map<String, List<String>> conditions(UntagPolicyRequest input, RequestContext context) {
        return TagConditions.named(input.tagKeys());
    }

    @Override
    public Empty handle(UntagPolicyRequest input, RequestContext context) {
        return store.transact(tx -> {
            ManagedPolicy found = Lookup.ownPolicy(tx, input.policyArn());
            tx.update(IamTables.POLICIES, found.withTags(Tags.removed(found.tags(), input.tagKeys(), context)));
            return Empty.VALUE;
        });
    }
}
