package io.moorage.ec2.vpc;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.DeleteSubnetRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Resource;
import io.moorage.model.ec2.Subnet;
import io.moorage.store.Ec2Tables;

/** Refused while an instance or a mount target has an address in the subnet. */
public record DeleteSubnet(Ec2 ec2) implements Action<DeleteSubnetRequest, Empty> {
    @Override
    public Operation<DeleteSubnetRequest, Empty> operation() {
        return Ec2Operations.DELETE_SUBNET;
    }

    @Override
    public Empty handle(DeleteSubnetRequest input, RequestContext context) {
        String id = Ec2Errors.required(input.subnetId(), "subnetId");
        Ec2Errors.refuseDryRun(input.dryRun());
        return ec2.store().transact(tx -> {
            Subnet subnet = Resource.SUBNET.require(tx, id);
            if (!tx.by(Ec2Tables.INTERFACES, Ec2Tables.INTERFACES_BY_SUBNET, id).isEmpty()) {
                throw Ec2Errors.dependencyViolation("subnet", id);
            }
            tx.by(Ec2Tables.ROUTE_TABLES, Ec2Tables.ROUTE_TABLES_BY_VPC, subnet.vpcId()).stream()
                    .filter(each -> each.serves(id))
                    .findFirst()
                    .ifPresent(table -> tx.update(Ec2Tables.ROUTE_TABLES, table.withoutSubnet(id)));
            tx.delete(Ec2Tables.SUBNETS, id);
            return Empty.VALUE;
        });
    }
}
