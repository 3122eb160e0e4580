package io.moorage.iam.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.SimulateCustomPolicyRequest;
import io.moorage.awsmodels.iam.SimulatePolicyResponse;
import java.util.Optional;

/** Says what policies would say that are given with the request. */
final class SimulateCustomPolicy implements Action<SimulateCustomPolicyRequest, SimulatePolicyResponse> {

    @Override
    public Operation<SimulateCustomPolicyRequest, SimulatePolicyResponse> operation() {
        return IamOperations.SIMULATE_CUSTOM_POLICY;
    }

    @Override
    public SimulatePolicyResponse handle(SimulateCustomPolicyRequest input, RequestContext context) {
        return Simulation.page(
                new Simulation(
                                PolicySource.given("PolicyInputList", input.policyInputList()),
                                Optional.of(PolicySource.given(
                                                "PermissionsBoundaryPolicyInputList",
                                                input.permissionsBoundaryPolicyInputList()))
                                        .filter(given -> !given.isEmpty()),
                                Optional.ofNullable(input.resourcePolicy()).map(PolicySource::ofResource),
                                Optional.ofNullable(input.callerArn()),
                                input.contextEntries())
                        .run(input.actionNames(), input.resourceArns()),
                input.marker(),
                input.maxItems());
    }
}
