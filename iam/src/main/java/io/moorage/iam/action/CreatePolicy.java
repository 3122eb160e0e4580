package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.Permission;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.CreatePolicyRequest;
import io.moorage.awsmodels.iam.CreatePolicyResponse;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.model.iam.IamId;
import io.moorage.model.iam.ManagedPolicy;
import io.moorage.model.iam.PolicyVersion;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Makes a managed policy of the customer's. */
final class CreatePolicy implements Action<CreatePolicyRequest, CreatePolicyResponse> {
    private final Store store;
    private final RandomGenerator random;
    private final Documents documents;

    CreatePolicy(Store store, RandomGenerator random, Documents documents) {
        this.store = store;
        this.random = random;
        this.documents = documents;
    }

    @Override
    public Operation<CreatePolicyRequest, CreatePolicyResponse> operation() {
        return IamOperations.CREATE_POLICY;
    }

    @Override
    public List<String> resources(CreatePolicyRequest input, RequestContext context) {
        return List.of(Lookup.arn(context.accountId(), "policy", Lookup.pathOf(input.path()), input.policyName()));
    }

    @Override
    public Map<String, List<String>> conditions(CreatePolicyRequest input, RequestContext context) {
        return Tags.keys(input.tags());
    }

    @Override
    public List<Permission> furtherPermissions(CreatePolicyRequest input, RequestContext context) {
        return Tags.permission("iam:TagPolicy", resources(input, context), input.tags());
    }

    @Override
    public CreatePolicyResponse handle(CreatePolicyRequest input, RequestContext context) {

        String path = Lookup.pathOf(input.path());
        PolicyVersion first =
                new PolicyVersion("v1", documents.checkedManagedPolicy(input.policyDocument()), context.now());
        ManagedPolicy created = ManagedPolicy.first(
                Lookup.arn(context.accountId(), "policy", path, input.policyName()),
                input.policyName(),
                path,
                IamId.MANAGED_POLICY.next(random),
                first,
                Optional.ofNullable(input.description()),
                Tags.added(Map.of(), input.tags(), context));
        return store.transact(tx -> {
            if (Lookup.isTaken(
                    tx.all(IamTables.POLICIES).stream().map(ManagedPolicy::name).toList(), created.name())) {
                throw Refusal.alreadyExists(
                        "A policy called " + created.name() + " already exists. Duplicate names are not allowed.");
            }
            tx.insert(IamTables.POLICIES, created);
            return CreatePolicyResponse.builder().policy(Shapes.of(created, tx)).build();
        });
    }
}
