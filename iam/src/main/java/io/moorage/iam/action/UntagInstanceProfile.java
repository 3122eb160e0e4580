package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.permission.TagConditions;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.UntagInstanceProfileRequest;
import io.moorage.model.iam.InstanceProfile;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;

/** Removes tags of an instance profile. */
final class UntagInstanceProfile implements Action<UntagInstanceProfileRequest, Empty> {
    private final Store store;

    UntagInstanceProfile(Store store) {
        this.store = store;
    }

    @Override
    public Operation<UntagInstanceProfileRequest, Empty> operation() {
        return IamOperations.UNTAG_INSTANCE_PROFILE;
    }

    @Override
    public List<String> resources(UntagInstanceProfileRequest input, RequestContext context) {
        return Lookup.instanceProfileArn(store.view(), context, input.instanceProfileName());
    }

    @Override
    public Map<String, List<String>> conditions(UntagInstanceProfileRequest input, RequestContext context) {
        return TagConditions.named(input.tagKeys());
    }

    @Override
    public Empty handle(UntagInstanceProfileRequest input, RequestContext context) {
        return store.transact(tx -> {
            InstanceProfile found = Lookup.instanceProfile(tx, input.instanceProfileName());
            tx.update(
                    IamTables.INSTANCE_PROFILES, found.withTags(Tags.removed(found.tags(), input.tagKeys(), context)));
            return Empty.VALUE;
        });
    }
}
