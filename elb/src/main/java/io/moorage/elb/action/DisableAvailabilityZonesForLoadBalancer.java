package io.moorage.elb.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.awsmodels.elb.RemoveAvailabilityZonesInput;
import io.moorage.awsmodels.elb.RemoveAvailabilityZonesOutput;
import io.moorage.model.elb.LoadBalancer;
import io.moorage.store.Ec2Tables;
import java.util.List;

/** Takes a load balancer of the default VPC out of zones. */
record DisableAvailabilityZonesForLoadBalancer(Elb elb)
        implements LoadBalancerAction<RemoveAvailabilityZonesInput, RemoveAvailabilityZonesOutput> {
    @Override
    public Operation<RemoveAvailabilityZonesInput, RemoveAvailabilityZonesOutput> operation() {
        return ElbOperations.DISABLE_AVAILABILITY_ZONES_FOR_LOAD_BALANCER;
    }

    @Override
    public String loadBalancerName(RemoveAvailabilityZonesInput input) {
        return input.loadBalancerName();
    }

    @Override
    public RemoveAvailabilityZonesOutput handle(RemoveAvailabilityZonesInput input, RequestContext context) {
        return elb.store().transact(tx -> {
            LoadBalancer before = LoadBalancers.named(tx, input.loadBalancerName());
            Places.requireDefaultVpc(tx, before);
            List<String> subnets = before.subnets().stream()
                    .filter(id -> tx.find(Ec2Tables.SUBNETS, id)
                            .filter(each -> input.availabilityZones().contains(each.availabilityZone()))
                            .isEmpty())
                    .toList();
            return RemoveAvailabilityZonesOutput.builder()
                    .availabilityZones(Places.zones(tx, Places.move(tx, elb, before, subnets)))
                    .build();
        });
    }
}
