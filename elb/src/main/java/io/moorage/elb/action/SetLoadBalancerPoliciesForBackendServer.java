package io.moorage.elb.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.awsmodels.elb.SetLoadBalancerPoliciesForBackendServerInput;
import io.moorage.awsmodels.elb.SetLoadBalancerPoliciesForBackendServerOutput;
import io.moorage.model.elb.LoadBalancer;
import io.moorage.model.elb.Policy;

/** Gives an instance port these policies and no others. */
record SetLoadBalancerPoliciesForBackendServer(Elb elb)
        implements LoadBalancerAction<
                SetLoadBalancerPoliciesForBackendServerInput, SetLoadBalancerPoliciesForBackendServerOutput> {
    @Override
    public Operation<SetLoadBalancerPoliciesForBackendServerInput, SetLoadBalancerPoliciesForBackendServerOutput>
            operation() {
        return ElbOperations.SET_LOAD_BALANCER_POLICIES_FOR_BACKEND_SERVER;
    }

    @Override
    public String loadBalancerName(SetLoadBalancerPoliciesForBackendServerInput input) {
        return input.loadBalancerName();
    }

    @Override
    public SetLoadBalancerPoliciesForBackendServerOutput handle(
            SetLoadBalancerPoliciesForBackendServerInput input, RequestContext context) {
        change(input, before -> {
            if (before.listeners().stream().noneMatch(each -> each.instancePort() == input.instancePort())) {
                throw Refusal.configuration(
                        "No listener of the load balancer has the instance port " + input.instancePort() + ".");
            }
            for (Policy each : Policies.named(before, input.policyNames())) {
                if (!each.type().isOfInstances()) {
                    throw Refusal.configuration(
                            "A policy of type " + each.type().word() + " cannot be set for an instance port.");
                }
                if (each.type() == Policy.Type.BACKEND_AUTHENTICATION && !isEncrypted(before, input.instancePort())) {
                    throw Refusal.configuration("Back-end authentication is for instance ports of HTTPS and SSL only.");
                }
            }
            return before.withBackEnd(new LoadBalancer.BackEnd(input.instancePort(), input.policyNames()));
        });
        return SetLoadBalancerPoliciesForBackendServerOutput.builder().build();
    }

    private static boolean isEncrypted(LoadBalancer loadBalancer, int instancePort) {
        return loadBalancer.listeners().stream()
                .anyMatch(each -> each.instancePort() == instancePort
                        && each.instanceProtocol().encrypted());
    }
}
