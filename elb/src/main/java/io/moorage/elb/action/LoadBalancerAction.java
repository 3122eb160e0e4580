package io.moorage.elb.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.model.elb.LoadBalancer;
import io.moorage.store.ElbTables;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** An action on one load balancer, with the resource and the condition keys by which it is allowed. */
interface LoadBalancerAction<I, O> extends Action<I, O> {
    Elb elb();

    String loadBalancerName(I input);

    @Override
    default List<String> resources(I input, RequestContext context) {
        return List.of(elb().config().arn(loadBalancerName(input)));
    }

    @Override
    default Map<String, List<String>> conditions(I input, RequestContext context) {
        return elb().view()
                .find(ElbTables.LOAD_BALANCERS, loadBalancerName(input))
                .map(each -> Tags.ofResource(each.tags()))
                .orElse(Map.of());
    }

    /** Writes what the load balancer becomes. */
    default LoadBalancer change(I input, UnaryOperator<LoadBalancer> change) {
        return elb().store().transact(tx -> {
            LoadBalancer before = LoadBalancers.named(tx, loadBalancerName(input));
            LoadBalancer after = change.apply(before);
            if (!after.equals(before)) {
                tx.update(ElbTables.LOAD_BALANCERS, after);
            }
            return after;
        });
    }
}
