package io.moorage.elb.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.elb.AddAvailabilityZonesInput;
import io.moorage.awsmodels.elb.AddAvailabilityZonesOutput;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.model.elb.LoadBalancer;
import java.util.ArrayList;
import java.util.List;

/** Gives a load balancer of the default VPC an address in more zones. */
record EnableAvailabilityZonesForLoadBalancer(Elb elb)
        implements LoadBalancerAction<AddAvailabilityZonesInput, AddAvailabilityZonesOutput> {
    @Override
    public Operation<AddAvailabilityZonesInput, AddAvailabilityZonesOutput> operation() {
        return ElbOperations.ENABLE_AVAILABILITY_ZONES_FOR_LOAD_BALANCER;
    }

    @Override
    public String loadBalancerName(AddAvailabilityZonesInput input) {
        return input.loadBalancerName();
    }

    @Override
    public AddAvailabilityZonesOutput handle(AddAvailabilityZonesInput input, RequestContext context) {
        return elb.store().transact(tx -> {
            LoadBalancer before = LoadBalancers.named(tx, input.loadBalancerName());
            List<String> subnets = new ArrayList<>(before.subnets());
            List<String> zones = Places.zones(tx, before);
            List<String> more = input.availabilityZones().stream()
                    .filter(each -> !zones.contains(each))
                    .toList();
            Places.requireDefaultVpc(tx, before);
            Places.defaultSubnets(tx, more).forEach(each -> subnets.add(each.id()));
            return AddAvailabilityZonesOutput.builder()
                    .availabilityZones(Places.zones(tx, Places.move(tx, elb, before, subnets)))
                    .build();
        });
    }
}
