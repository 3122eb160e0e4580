package io.moorage.ec2.vpc;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.DeleteVpcRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Resource;
import io.moorage.model.ec2.RouteTable;
import io.moorage.model.ec2.SecurityGroup;
import io.moorage.store.Ec2Tables;
import java.util.Collection;
import java.util.List;

/** Refused while the VPC has subnets, a gateway, or groups and tables of its own. */
public record DeleteVpc(Ec2 ec2) implements Action<DeleteVpcRequest, Empty> {
    @Override
    public Operation<DeleteVpcRequest, Empty> operation() {
        return Ec2Operations.DELETE_VPC;
    }

    @Override
    public Empty handle(DeleteVpcRequest input, RequestContext context) {
        String id = Ec2Errors.required(input.vpcId(), "vpcId");
        Ec2Errors.refuseDryRun(input.dryRun());
        return ec2.store().transact(tx -> {
            Resource.VPC.require(tx, id);
            Collection<RouteTable> tables = tx.by(Ec2Tables.ROUTE_TABLES, Ec2Tables.ROUTE_TABLES_BY_VPC, id);
            Collection<SecurityGroup> groups = tx.by(Ec2Tables.SECURITY_GROUPS, Ec2Tables.SECURITY_GROUPS_BY_VPC, id);
            boolean used = !tx.by(Ec2Tables.SUBNETS, Ec2Tables.SUBNETS_BY_VPC, id)
                            .isEmpty()
                    || tables.stream().anyMatch(each -> !each.isMain())
                    || groups.stream().anyMatch(each -> !each.isDefault())
                    || tx.all(Ec2Tables.INTERNET_GATEWAYS).stream()
                            .anyMatch(each -> each.vpcId().filter(id::equals).isPresent());
            if (used) {
                throw Ec2Errors.dependencyViolation("vpc", id);
            }
            List.copyOf(tables).forEach(each -> tx.delete(Ec2Tables.ROUTE_TABLES, each.id()));
            List.copyOf(groups).forEach(each -> tx.delete(Ec2Tables.SECURITY_GROUPS, each.id()));
            tx.delete(Ec2Tables.VPCS, id);
            return Empty.VALUE;
        });
    }
}
