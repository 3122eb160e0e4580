package io.moorage.efs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.awsmodels.efs.FileSystemPolicyDescription;
import io.moorage.awsmodels.efs.PutFileSystemPolicyRequest;
import io.moorage.model.efs.FileSystem;
import io.moorage.model.efs.FileSystemPolicy;
import io.moorage.policy.PolicyDocument;
import io.moorage.store.EfsTables;
import io.moorage.store.Store;
import java.util.List;

/** Replaces the file system policy; a loop then tells the file servers. */
final class PutFileSystemPolicy implements Action<PutFileSystemPolicyRequest, FileSystemPolicyDescription> {
    private final Store store;
    private final FileSystemPolicies policies = new FileSystemPolicies();

    PutFileSystemPolicy(Store store) {
        this.store = store;
    }

    @Override
    public Operation<PutFileSystemPolicyRequest, FileSystemPolicyDescription> operation() {
        return EfsOperations.PUT_FILE_SYSTEM_POLICY;
    }

    @Override
    public List<String> resources(PutFileSystemPolicyRequest input, RequestContext context) {
        return List.of(Lookup.arn(context, input.fileSystemId()));
    }

    @Override
    public FileSystemPolicyDescription handle(PutFileSystemPolicyRequest input, RequestContext context) {
        PolicyDocument document = policies.parse(input.policy());
        return store.transact(tx -> {
            FileSystem fileSystem = Lookup.availableFileSystem(context, tx, input.fileSystemId());
            FileSystemPolicies.requireKnownPrincipals(document, context.accountId(), tx);
            if (!Boolean.TRUE.equals(input.bypassPolicyLockoutSafetyCheck())) {
                FileSystemPolicies.refuseLockout(document, context, Lookup.arn(context, fileSystem.id()));
            }
            FileSystemPolicy policy = new FileSystemPolicy(fileSystem.id(), input.policy());
            tx.put(EfsTables.POLICIES, policy);
            return Descriptions.of(policy);
        });
    }
}
