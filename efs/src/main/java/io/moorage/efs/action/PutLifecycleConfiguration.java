package io.moorage.efs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.awsmodels.efs.LifecycleConfigurationDescription;
import io.moorage.awsmodels.efs.PutLifecycleConfigurationRequest;
import io.moorage.model.efs.FileSystem;
import io.moorage.store.EfsTables;
import io.moorage.store.Store;
import java.util.List;

/** Replaces the lifecycle configuration. */
final class PutLifecycleConfiguration
        implements Action<PutLifecycleConfigurationRequest, LifecycleConfigurationDescription> {
    private final Store store;

    PutLifecycleConfiguration(Store store) {
        this.store = store;
    }

    @Override
    public Operation<PutLifecycleConfigurationRequest, LifecycleConfigurationDescription> operation() {
        return EfsOperations.PUT_LIFECYCLE_CONFIGURATION;
    }

    @Override
    public List<String> resources(PutLifecycleConfigurationRequest input, RequestContext context) {
        return List.of(Lookup.arn(context, input.fileSystemId()));
    }

    @Override
    public LifecycleConfigurationDescription handle(PutLifecycleConfigurationRequest input, RequestContext context) {

        List<FileSystem.LifecyclePolicy> policies =
                input.lifecyclePolicies().stream().map(LifecyclePolicies::parse).toList();
        return store.transact(tx -> {
            FileSystem present = Lookup.availableFileSystem(context, tx, input.fileSystemId());
            LifecyclePolicies.requireFitting(policies, present);
            FileSystem changed = present.withLifecyclePolicies(policies);
            tx.update(EfsTables.FILE_SYSTEMS, changed);
            return LifecyclePolicies.describe(changed);
        });
    }
}
