package io.moorage.elb.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.elb.DeregisterEndPointsInput;
import io.moorage.awsmodels.elb.DeregisterEndPointsOutput;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.elb.decide.Deregistration;
import io.moorage.model.elb.LoadBalancer;
import io.moorage.model.elb.Registration;
import io.moorage.store.ElbTables;

/** Has a load balancer send nothing to instances any more: at once, or when their connections have run out. */
record DeregisterInstancesFromLoadBalancer(Elb elb)
        implements LoadBalancerAction<DeregisterEndPointsInput, DeregisterEndPointsOutput> {
    @Override
    public Operation<DeregisterEndPointsInput, DeregisterEndPointsOutput> operation() {
        return ElbOperations.DEREGISTER_INSTANCES_FROM_LOAD_BALANCER;
    }

    @Override
    public String loadBalancerName(DeregisterEndPointsInput input) {
        return input.loadBalancerName();
    }

    @Override
    public DeregisterEndPointsOutput handle(DeregisterEndPointsInput input, RequestContext context) {
        return elb.store().transact(tx -> {
            LoadBalancer loadBalancer = LoadBalancers.named(tx, input.loadBalancerName());
            for (String id : Instances.ids(input.instances())) {
                Registration present = tx.find(ElbTables.REGISTRATIONS, Registration.key(loadBalancer.name(), id))
                        .orElseThrow(() -> Refusal.noInstance(id));
                Deregistration.begin(tx, loadBalancer, present, context.now());
            }
            return DeregisterEndPointsOutput.builder()
                    .instances(Instances.of(tx, loadBalancer.name()))
                    .build();
        });
    }
}
