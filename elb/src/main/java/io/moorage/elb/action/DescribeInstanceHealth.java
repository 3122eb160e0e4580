package io.moorage.elb.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.elb.DescribeEndPointStateInput;
import io.moorage.awsmodels.elb.DescribeEndPointStateOutput;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.awsmodels.elb.InstanceState;
import io.moorage.model.elb.LoadBalancer;
import io.moorage.model.elb.Registration;
import io.moorage.store.ElbTables;
import io.moorage.store.ReadView;
import java.util.List;

/** Shows what health checks say of registered instances. */
record DescribeInstanceHealth(Elb elb) implements Action<DescribeEndPointStateInput, DescribeEndPointStateOutput> {
    @Override
    public Operation<DescribeEndPointStateInput, DescribeEndPointStateOutput> operation() {
        return ElbOperations.DESCRIBE_INSTANCE_HEALTH;
    }

    @Override
    public DescribeEndPointStateOutput handle(DescribeEndPointStateInput input, RequestContext context) {
        ReadView view = elb.view();
        LoadBalancer loadBalancer = LoadBalancers.named(view, input.loadBalancerName());
        List<String> asked = Instances.ids(input.instances());
        List<Registration> shown = asked.isEmpty()
                ? List.copyOf(LoadBalancers.registrations(view, loadBalancer.name()))
                : asked.stream()
                        .map(id -> view.find(ElbTables.REGISTRATIONS, Registration.key(loadBalancer.name(), id))
                                .orElseThrow(() -> Refusal.noInstance(id)))
                        .toList();
        return DescribeEndPointStateOutput.builder()
                .instanceStates(shown.stream()
                        .map(each -> shape(view, loadBalancer, each))
                        .toList())
                .build();
    }

    private static InstanceState shape(ReadView view, LoadBalancer loadBalancer, Registration registration) {
        InstanceHealth health = InstanceHealth.of(view, loadBalancer, registration);
        return InstanceState.builder()
                .instanceId(registration.instanceId())
                .state(health.state())
                .reasonCode(health.reasonCode())
                .description(health.description())
                .build();
    }
}
