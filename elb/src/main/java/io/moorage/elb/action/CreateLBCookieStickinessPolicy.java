package io.moorage.elb.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.elb.CreateLBCookieStickinessPolicyInput;
import io.moorage.awsmodels.elb.CreateLBCookieStickinessPolicyOutput;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.model.elb.Policy;
import java.util.List;

/** Makes a policy by which clients stay with an instance as long as a cookie of the load balancer lives. */
record CreateLBCookieStickinessPolicy(Elb elb)
        implements LoadBalancerAction<CreateLBCookieStickinessPolicyInput, CreateLBCookieStickinessPolicyOutput> {
    @Override
    public Operation<CreateLBCookieStickinessPolicyInput, CreateLBCookieStickinessPolicyOutput> operation() {
        return ElbOperations.CREATE_LB_COOKIE_STICKINESS_POLICY;
    }

    @Override
    public String loadBalancerName(CreateLBCookieStickinessPolicyInput input) {
        return input.loadBalancerName();
    }

    @Override
    public CreateLBCookieStickinessPolicyOutput handle(
            CreateLBCookieStickinessPolicyInput input, RequestContext context) {
        Long seconds = input.cookieExpirationPeriod();
        Policy policy = Policies.read(
                input.policyName(),
                Policy.Type.LB_COOKIE_STICKINESS.word(),
                seconds == null
                        ? List.of()
                        : List.of(new Policy.Attribute(Policies.COOKIE_EXPIRATION_PERIOD, seconds.toString())));
        change(input, before -> Policies.added(before, policy));
        return CreateLBCookieStickinessPolicyOutput.builder().build();
    }
}
