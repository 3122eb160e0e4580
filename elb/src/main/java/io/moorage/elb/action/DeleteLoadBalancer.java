package io.moorage.elb.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.elb.DeleteAccessPointInput;
import io.moorage.awsmodels.elb.DeleteAccessPointOutput;
import io.moorage.awsmodels.elb.ElbOperations;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ElbTables;
import java.util.List;

/** Deletes a load balancer with its addresses, at once; one that is not there is deleted. */
record DeleteLoadBalancer(Elb elb) implements LoadBalancerAction<DeleteAccessPointInput, DeleteAccessPointOutput> {
    @Override
    public Operation<DeleteAccessPointInput, DeleteAccessPointOutput> operation() {
        return ElbOperations.DELETE_LOAD_BALANCER;
    }

    @Override
    public String loadBalancerName(DeleteAccessPointInput input) {
        return input.loadBalancerName();
    }

    @Override
    public DeleteAccessPointOutput handle(DeleteAccessPointInput input, RequestContext context) {
        String name = input.loadBalancerName();
        return elb.store().transact(tx -> {
            List.copyOf(LoadBalancers.interfaces(tx, name)).forEach(each -> tx.delete(Ec2Tables.INTERFACES, each.id()));
            List.copyOf(LoadBalancers.registrations(tx, name))
                    .forEach(each -> tx.delete(ElbTables.REGISTRATIONS, each.key()));
            tx.delete(ElbTables.LOAD_BALANCERS, name);
            return DeleteAccessPointOutput.builder().build();
        });
    }
}
