package io.moorage.elb.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.awsmodels.elb.SetLoadBalancerPoliciesOfListenerInput;
import io.moorage.awsmodels.elb.SetLoadBalancerPoliciesOfListenerOutput;
import io.moorage.model.elb.Listener;
import io.moorage.model.elb.Policy;
import java.util.List;

/** Gives a listener these policies and no others. */
record SetLoadBalancerPoliciesOfListener(Elb elb)
        implements LoadBalancerAction<SetLoadBalancerPoliciesOfListenerInput, SetLoadBalancerPoliciesOfListenerOutput> {
    @Override
    public Operation<SetLoadBalancerPoliciesOfListenerInput, SetLoadBalancerPoliciesOfListenerOutput> operation() {
        return ElbOperations.SET_LOAD_BALANCER_POLICIES_OF_LISTENER;
    }

    @Override
    public String loadBalancerName(SetLoadBalancerPoliciesOfListenerInput input) {
        return input.loadBalancerName();
    }

    @Override
    public SetLoadBalancerPoliciesOfListenerOutput handle(
            SetLoadBalancerPoliciesOfListenerInput input, RequestContext context) {
        change(input, before -> {
            Listener listener = before.listener(input.loadBalancerPort())
                    .orElseThrow(() -> Refusal.noListener(input.loadBalancerPort()));
            List<Policy> policies = Policies.named(before, input.policyNames());
            policies.forEach(each -> requireFit(each, listener));
            long sticky =
                    policies.stream().filter(each -> each.type().isSticky()).count();
            if (sticky > 1 || policies.size() - sticky > 1) {
                throw Refusal.configuration(
                        "Only one stickiness policy and one SSL negotiation policy can be set for a listener.");
            }
            return before.withListener(listener.withPolicies(input.policyNames()));
        });
        return SetLoadBalancerPoliciesOfListenerOutput.builder().build();
    }

    private static void requireFit(Policy policy, Listener listener) {
        if (!policy.type().isOfListener()) {
            throw Refusal.configuration("A policy of type " + policy.type().word() + " cannot be set for a listener.");
        }
        if (policy.type().isSticky() && !listener.protocol().requests()) {
            throw Refusal.configuration(
                    "Stickiness policies are for listeners of HTTP and HTTPS, not " + listener.protocol() + ".");
        }
        if (!policy.type().isSticky() && !listener.protocol().encrypted()) {
            throw Refusal.configuration(
                    "SSL negotiation policies are for listeners of HTTPS and SSL, not " + listener.protocol() + ".");
        }
    }
}
