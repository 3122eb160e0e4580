package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.TagPolicyRequest;
import io.moorage.model.iam.ManagedPolicy;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;

/** Adds or overwrites tags of a customer's managed policy. */
final class TagPolicy implements Action<TagPolicyRequest, Empty> {
    private final Store store;

    TagPolicy(Store store) {
        this.store = store;
    }

    @Override
    public Operation<TagPolicyRequest, Empty> operation() {
        return IamOperations.TAG_POLICY;
    }

    @Override
    public List<String> resources(TagPolicyRequest input, RequestContext context) {
        return List.of(input.policyArn());
    }

    @Override
    public Map<String, List<String>> conditions(TagPolicyRequest input, RequestContext context) {
        return Tags.keys(input.tags());
    }

    @Override
    public Empty handle(TagPolicyRequest input, RequestContext context) {
        return store.transact(tx -> {
            ManagedPolicy found = Lookup.ownPolicy(tx, input.policyArn());
            tx.update(IamTables.POLICIES, found.withTags(Tags.added(found.tags(), input.tags(), context)));
            return Empty.VALUE;
        });
    }
}
