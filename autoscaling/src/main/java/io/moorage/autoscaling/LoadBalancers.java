package io.moorage.autoscaling;

import io.moorage.model.elb.Registration;
import io.moorage.store.ElbTables;
import io.moorage.store.ReadView;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What load balancers say of their instances. Whoever balances load reads from the groups' rows which instances belong to which
 * load balancer: those of the group that are {@code InService}.
 */
@FunctionalInterface
public interface LoadBalancers {
    /** By what load balancers were last written to have said. */
    LoadBalancers FROM_STORE = (view, names) -> names.stream()
            .flatMap(name -> view.by(ElbTables.REGISTRATIONS, ElbTables.REGISTRATIONS_BY_LOAD_BALANCER, name).stream())
            .filter(each -> each.health() == Registration.Health.OUT_OF_SERVICE && !each.isDraining())
            .map(Registration::instanceId)
            .collect(Collectors.toSet());

    /** The ids of the instances that one of these load balancers holds for {@code OutOfService}. Thread-safe, and fast. */
    Set<String> outOfService(ReadView view, List<String> names);
}
