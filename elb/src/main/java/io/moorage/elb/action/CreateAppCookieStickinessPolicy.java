package io.moorage.elb.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.elb.CreateAppCookieStickinessPolicyInput;
import io.moorage.awsmodels.elb.CreateAppCookieStickinessPolicyOutput;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.model.elb.Policy;
import java.util.List;

/** Makes a policy by which clients stay with an instance as long as a cookie of the application lives. */
record CreateAppCookieStickinessPolicy(Elb elb)
        implements LoadBalancerAction<CreateAppCookieStickinessPolicyInput, CreateAppCookieStickinessPolicyOutput> {
    @Override
    public Operation<CreateAppCookieStickinessPolicyInput, CreateAppCookieStickinessPolicyOutput> operation() {
        return ElbOperations.CREATE_APP_COOKIE_STICKINESS_POLICY;
    }

    @Override
    public String loadBalancerName(CreateAppCookieStickinessPolicyInput input) {
        return input.loadBalancerName();
    }

    @Override
    public CreateAppCookieStickinessPolicyOutput handle(
            CreateAppCookieStickinessPolicyInput input, RequestContext context) {
        Policy policy = Policies.read(
                input.policyName(),
                Policy.Type.APP_COOKIE_STICKINESS.word(),
                List.of(new Policy.Attribute(Policies.COOKIE_NAME, input.cookieName())));
        change(input, before -> Policies.added(before, policy));
        return CreateAppCookieStickinessPolicyOutput.builder().build();
    }
}
