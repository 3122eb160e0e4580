package io.moorage.store;

import io.moorage.model.elb.LoadBalancer;
import io.moorage.model.elb.Registration;
import io.moorage.store.Table.Index;
import java.util.List;

/** What Elastic Load Balancing keeps. */
public final class ElbTables {
    public static final Index<LoadBalancer> LOAD_BALANCERS_BY_DNS_NAME = new Index<>("dns", LoadBalancer::dnsName);
    public static final Table<LoadBalancer> LOAD_BALANCERS = new Table<>(
            "elb_load_balancer", LoadBalancer.class, LoadBalancer::name, List.of(LOAD_BALANCERS_BY_DNS_NAME));

    public static final Index<Registration> REGISTRATIONS_BY_LOAD_BALANCER =
            new Index<>("load_balancer", Registration::loadBalancerName);
    /** By {@code i-...}. */
    public static final Index<Registration> REGISTRATIONS_BY_INSTANCE =
            new Index<>("instance", Registration::instanceId);

    public static final Table<Registration> REGISTRATIONS = new Table<>(
            "elb_registration",
            Registration.class,
            Registration::key,
            List.of(REGISTRATIONS_BY_LOAD_BALANCER, REGISTRATIONS_BY_INSTANCE));

    private ElbTables() {}
}
