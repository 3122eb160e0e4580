package io.moorage.elb.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.elb.DescribeAccountLimitsInput;
import io.moorage.awsmodels.elb.DescribeAccountLimitsOutput;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.awsmodels.elb.Limit;
import java.util.List;

/** How many load balancers, listeners and instances there may be. */
record DescribeAccountLimits() implements Action<DescribeAccountLimitsInput, DescribeAccountLimitsOutput> {
    @Override
    public Operation<DescribeAccountLimitsInput, DescribeAccountLimitsOutput> operation() {
        return ElbOperations.DESCRIBE_ACCOUNT_LIMITS;
    }

    @Override
    public DescribeAccountLimitsOutput handle(DescribeAccountLimitsInput input, RequestContext context) {
        return DescribeAccountLimitsOutput.builder()
                .limits(List.of(
                        limit("classic-load-balancers", LoadBalancers.MOST),
                        limit("classic-listeners", Listeners.MOST),
                        limit("classic-registered-instances", LoadBalancers.MOST_INSTANCES)))
                .build();
    }

    private static Limit limit(String name, int most) {
        return Limit.builder().name(name).max(Integer.toString(most)).build();
    }
}
