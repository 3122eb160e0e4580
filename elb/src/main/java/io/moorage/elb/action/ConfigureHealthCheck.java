package io.moorage.elb.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.elb.ConfigureHealthCheckInput;
import io.moorage.awsmodels.elb.ConfigureHealthCheckOutput;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.model.elb.HealthCheck;

/** Says how instances are asked whether they serve. */
record ConfigureHealthCheck(Elb elb)
        implements LoadBalancerAction<ConfigureHealthCheckInput, ConfigureHealthCheckOutput> {
    @Override
    public Operation<ConfigureHealthCheckInput, ConfigureHealthCheckOutput> operation() {
        return ElbOperations.CONFIGURE_HEALTH_CHECK;
    }

    @Override
    public String loadBalancerName(ConfigureHealthCheckInput input) {
        return input.loadBalancerName();
    }

    @Override
    public ConfigureHealthCheckOutput handle(ConfigureHealthCheckInput input, RequestContext context) {
        HealthCheck check = HealthChecks.read(input.healthCheck());
        change(input, before -> before.withHealthCheck(check));
        return ConfigureHealthCheckOutput.builder()
                .healthCheck(HealthChecks.shape(check))
                .build();
    }
}
