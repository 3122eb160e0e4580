package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.SimulatePolicyResponse;
import io.moorage.awsmodels.iam.SimulatePrincipalPolicyRequest;
import io.moorage.iam.policy.AwsManagedPolicies;
import io.moorage.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what the policies of a user, group or role would say, with those given with the request. */
final class SimulatePrincipalPolicy implements Action<SimulatePrincipalPolicyRequest, SimulatePolicyResponse> {
    private final Store store;
    private final AwsManagedPolicies managed;

    SimulatePrincipalPolicy(Store store, AwsManagedPolicies managed) {
        this.store = store;
        this.managed = managed;
    }

    @Override
    public Operation<SimulatePrincipalPolicyRequest, SimulatePolicyResponse> operation() {
        return IamOperations.SIMULATE_PRINCIPAL_POLICY;
    }

    @Override
    public List<String> resources(SimulatePrincipalPolicyRequest input, RequestContext context) {
        return List.of(input.policySourceArn());
    }

    @Override
    public SimulatePolicyResponse handle(SimulatePrincipalPolicyRequest input, RequestContext context) {
        PolicySources.Held held = new PolicySources(managed).of(store.view(), input.policySourceArn());
        List<PolicySource> identity = new ArrayList<>(held.identity());
        identity.addAll(PolicySource.given("PolicyInputList", input.policyInputList()));
        List<PolicySource> boundary = input.permissionsBoundaryPolicyInputList().isEmpty()
                ? held.boundary().stream().toList()
                : PolicySource.given("PermissionsBoundaryPolicyInputList", input.permissionsBoundaryPolicyInputList());
        String caller = input.callerArn() == null && input.policySourceArn().contains(":user/")
                ? input.policySourceArn()
                : input.callerArn();
        return Simulation.page(
                new Simulation(
                                identity,
                                Optional.of(boundary).filter(given -> !given.isEmpty()),
                                Optional.ofNullable(input.resourcePolicy()).map(PolicySource::ofResource),
                                Optional.ofNullable(caller),
                                input.contextEntries())
                        .run(input.actionNames(), input.resourceArns()),
                input.marker(),
                input.maxItems());
    }
}
