package io.moorage.autoscaling.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.DescribeLoadBalancersRequest;
import io.moorage.awsmodels.autoscaling.DescribeLoadBalancersResponse;
import io.moorage.awsmodels.autoscaling.LoadBalancerState;
import io.moorage.base.Page;
import io.moorage.model.autoscaling.AutoScalingGroup;

/** Shows the load balancers of a group. */
record DescribeLoadBalancers(AutoScaling autoScaling)
        implements Action<DescribeLoadBalancersRequest, DescribeLoadBalancersResponse> {
    private static final int MOST = 100;

    @Override
    public Operation<DescribeLoadBalancersRequest, DescribeLoadBalancersResponse> operation() {
        return AutoscalingOperations.DESCRIBE_LOAD_BALANCERS;
    }

    @Override
    public DescribeLoadBalancersResponse handle(DescribeLoadBalancersRequest input, RequestContext context) {
        AutoScalingGroup group = Groups.named(autoScaling.view(), input.autoScalingGroupName());
        Page<String> page = Pages.of(
                group.loadBalancers().stream().sorted().toList(),
                each -> each,
                input.nextToken(),
                input.maxRecords(),
                MOST);
        boolean serves = Groups.members(autoScaling.view(), group.name()).stream()
                .anyMatch(each -> each.state() == io.moorage.model.autoscaling.LifecycleState.IN_SERVICE);
        return DescribeLoadBalancersResponse.builder()
                .loadBalancers(page.items().stream()
                        .map(each -> LoadBalancerState.builder()
                                .loadBalancerName(each)
                                .state(serves ? "InService" : "Added")
                                .build())
                        .toList())
                .nextToken(page.next().orElse(null))
                .build();
    }
}
