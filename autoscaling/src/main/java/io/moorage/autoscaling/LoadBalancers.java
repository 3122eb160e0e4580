package io.moorage.autoscaling;

import io.moorage.store.ReadView;
import java.util.List;
import java.util.Set;

/**
 * What load balancers say of their instances. Whoever balances load reads from the groups' rows which instances belong to which
 * load balancer: those of the group that are {@code InService}.
 */
@FunctionalInterface
public interface LoadBalancers {
    /** Without any load balancers. */
    LoadBalancers NONE = (view, names) -> Set.of();

    /** The ids of the instances that one of these load balancers holds for {@code OutOfService}. Thread-safe, and fast. */
    Set<String> outOfService(ReadView view, List<String> names);
}
