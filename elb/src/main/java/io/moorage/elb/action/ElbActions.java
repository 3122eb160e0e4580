package io.moorage.elb.action;

import io.moorage.awsapi.Action;
import java.util.List;

/** The actions of the Elastic Load Balancing API. */
public final class ElbActions {
    private ElbActions() {}

    public static List<Action<?, ?>> all(Elb elb) {
        return List.of(
                new AddTags(elb),
                new ApplySecurityGroupsToLoadBalancer(elb),
                new AttachLoadBalancerToSubnets(elb),
                new ConfigureHealthCheck(elb),
                new CreateAppCookieStickinessPolicy(elb),
                new CreateLBCookieStickinessPolicy(elb),
                new CreateLoadBalancer(elb),
                new CreateLoadBalancerListeners(elb),
                new CreateLoadBalancerPolicy(elb),
                new DeleteLoadBalancer(elb),
                new DeleteLoadBalancerListeners(elb),
                new DeleteLoadBalancerPolicy(elb),
                new DeregisterInstancesFromLoadBalancer(elb),
                new DescribeAccountLimits(),
                new DescribeInstanceHealth(elb),
                new DescribeLoadBalancerAttributes(elb),
                new DescribeLoadBalancerPolicies(elb),
                new DescribeLoadBalancerPolicyTypes(),
                new DescribeLoadBalancers(elb),
                new DescribeTags(elb),
                new DetachLoadBalancerFromSubnets(elb),
                new DisableAvailabilityZonesForLoadBalancer(elb),
                new EnableAvailabilityZonesForLoadBalancer(elb),
                new ModifyLoadBalancerAttributes(elb),
                new RegisterInstancesWithLoadBalancer(elb),
                new RemoveTags(elb),
                new SetLoadBalancerListenerSSLCertificate(elb),
                new SetLoadBalancerPoliciesForBackendServer(elb),
                new SetLoadBalancerPoliciesOfListener(elb));
    }
}
