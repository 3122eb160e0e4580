package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.CreatePolicyVersionRequest;
import io.moorage.awsmodels.iam.CreatePolicyVersionResponse;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.model.iam.ManagedPolicy;
import io.moorage.model.iam.PolicyVersion;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;

/** Adds a version to a customer's managed policy, which has five at most. */
final class CreatePolicyVersion implements Action<CreatePolicyVersionRequest, CreatePolicyVersionResponse> {
    private final Store store;
    private final Documents documents;

    CreatePolicyVersion(Store store, Documents documents) {
        this.store = store;
        this.documents = documents;
    }

    @Override
    public Operation<CreatePolicyVersionRequest, CreatePolicyVersionResponse> operation() {
        return IamOperations.CREATE_POLICY_VERSION;
    }

    @Override
    public List<String> resources(CreatePolicyVersionRequest input, RequestContext context) {
        return List.of(input.policyArn());
    }

    @Override
    public CreatePolicyVersionResponse handle(CreatePolicyVersionRequest input, RequestContext context) {
        String document = documents.checkedManagedPolicy(input.policyDocument());
        return store.transact(tx -> {
            ManagedPolicy policy = Lookup.ownPolicy(tx, input.policyArn());
            if (policy.versions().size() >= MOST) {
                throw Refusal.limitExceeded("A managed policy can have up to " + MOST
                        + " versions. Before you create a new version, you must delete an existing version.");
            }
            PolicyVersion added = new PolicyVersion(policy.nextVersionId(), document, context.now());
            ManagedPolicy changed = policy.with(added);
            changed = Boolean.TRUE.equals(input.setAsDefault()) ? changed.withDefault(added) : changed;
            tx.update(IamTables.POLICIES, changed);
            return CreatePolicyVersionResponse.builder()
                    .policyVersion(Shapes.of(added, changed).document(null).build())
                    .build();
        });
    }

    /** IAM quota "Managed policy versions". */
    private static final int MOST = 5;
}
