package io.moorage.elb.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.awsmodels.elb.RegisterEndPointsInput;
import io.moorage.awsmodels.elb.RegisterEndPointsOutput;
import io.moorage.model.elb.LoadBalancer;
import io.moorage.model.elb.Registration;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ElbTables;
import io.moorage.store.Transaction;
import java.util.Optional;

/** Has a load balancer send traffic to instances of its VPC. */
record RegisterInstancesWithLoadBalancer(Elb elb)
        implements LoadBalancerAction<RegisterEndPointsInput, RegisterEndPointsOutput> {
    @Override
    public Operation<RegisterEndPointsInput, RegisterEndPointsOutput> operation() {
        return ElbOperations.REGISTER_INSTANCES_WITH_LOAD_BALANCER;
    }

    @Override
    public String loadBalancerName(RegisterEndPointsInput input) {
        return input.loadBalancerName();
    }

    @Override
    public RegisterEndPointsOutput handle(RegisterEndPointsInput input, RequestContext context) {
        return elb.store().transact(tx -> {
            LoadBalancer loadBalancer = LoadBalancers.named(tx, input.loadBalancerName());
            for (String id : Instances.ids(input.instances())) {
                requireInVpc(tx, id, loadBalancer);
                Optional<Registration> present =
                        tx.find(ElbTables.REGISTRATIONS, Registration.key(loadBalancer.name(), id));
                if (present.filter(each -> !each.isDraining()).isEmpty()) {
                    tx.put(
                            ElbTables.REGISTRATIONS,
                            Registration.begun(loadBalancer.name(), id, Optional.empty(), context.now()));
                }
            }
            if (LoadBalancers.registrations(tx, loadBalancer.name()).size() > LoadBalancers.MOST_INSTANCES) {
                throw Refusal.configuration(
                        "A load balancer has at most " + LoadBalancers.MOST_INSTANCES + " instances.");
            }
            return RegisterEndPointsOutput.builder()
                    .instances(Instances.of(tx, loadBalancer.name()))
                    .build();
        });
    }

    private static void requireInVpc(Transaction tx, String id, LoadBalancer loadBalancer) {
        String vpc = tx.find(Ec2Tables.INSTANCES, id)
                .filter(each -> !each.state().isEnding())
                .orElseThrow(() -> Refusal.noInstance(id))
                .launch()
                .vpcId();
        if (!vpc.equals(loadBalancer.vpcId())) {
            throw Refusal.noInstance(id);
        }
    }
}
