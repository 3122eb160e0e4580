package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.TagInstanceProfileRequest;
import io.moorage.model.iam.InstanceProfile;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;

/** Adds or overwrites an instance profile's tags. */
final class TagInstanceProfile implements Action<TagInstanceProfileRequest, Empty> {
    private final Store store;

    TagInstanceProfile(Store store) {
        this.store = store;
    }

    @Override
    public Operation<TagInstanceProfileRequest, Empty> operation() {
        return IamOperations.TAG_INSTANCE_PROFILE;
    }

    @Override
    public List<String> resources(TagInstanceProfileRequest input, RequestContext context) {
        return Lookup.instanceProfileArn(store.view(), context, input.instanceProfileName());
    }

    @Override
    public Map<String, List<String>> conditions(TagInstanceProfileRequest input, RequestContext context) {
        return Tags.keys(input.tags());
    }

    @Override
    public Empty handle(TagInstanceProfileRequest input, RequestContext context) {
        return store.transact(tx -> {
            InstanceProfile found = Lookup.instanceProfile(tx, input.instanceProfileName());
            tx.update(IamTables.INSTANCE_PROFILES, found.withTags(Tags.added(found.tags(), input.tags(), context)));
            return Empty.VALUE;
        });
    }
}
