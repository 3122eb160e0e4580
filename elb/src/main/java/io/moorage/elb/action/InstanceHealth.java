package io.moorage.elb.action;

import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.InstanceState;
import io.moorage.model.elb.LoadBalancer;
import io.moorage.model.elb.Registration;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import java.util.Optional;

/** What is said of a registered instance, in AWS's words (Elastic Load Balancing API, {@code InstanceState}). */
record InstanceHealth(String state, String reasonCode, String description) {
    private static final String IN_SERVICE = "InService";
    private static final String OUT_OF_SERVICE = "OutOfService";

    static InstanceHealth of(ReadView view, LoadBalancer loadBalancer, Registration registration) {
        if (registration.isDraining()) {
            return new InstanceHealth(IN_SERVICE, "N/A", "Instance deregistration currently in progress.");
        }
        Optional<Instance> instance = view.find(Ec2Tables.INSTANCES, registration.instanceId());
        InstanceState state = instance.map(Instance::state).orElse(InstanceState.TERMINATED);
        if (state != InstanceState.RUNNING) {
            return new InstanceHealth(OUT_OF_SERVICE, "Instance", "Instance is in " + state.word() + " state.");
        }
        String zone = instance.map(each -> each.launch().availabilityZone()).orElse("");
        if (!Places.zones(view, loadBalancer).contains(zone)) {
            return new InstanceHealth(
                    OUT_OF_SERVICE,
                    "ELB",
                    "Instance is in the EC2 Availability Zone for which LoadBalancer is not configured to route traffic "
                            + "to.");
        }
        return switch (registration.health()) {
            case IN_SERVICE -> new InstanceHealth(IN_SERVICE, "N/A", "N/A");
            case REGISTERING ->
                new InstanceHealth(OUT_OF_SERVICE, "ELB", "Instance registration is still in progress.");
            case OUT_OF_SERVICE ->
                new InstanceHealth(
                        OUT_OF_SERVICE,
                        "Instance",
                        "Instance has failed at least the UnhealthyThreshold number of health checks consecutively.");
        };
    }
}
