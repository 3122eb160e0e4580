package io.moorage.ec2.vpc;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.AssociateRouteTableRequest;
import io.moorage.awsmodels.ec2.AssociateRouteTableResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.RouteTableAssociationState;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Resource;
import io.moorage.model.ec2.Ec2Id;
import io.moorage.model.ec2.RouteTable;
import io.moorage.model.ec2.RouteTable.Association;
import io.moorage.model.ec2.Subnet;
import io.moorage.store.Ec2Tables;
import io.moorage.store.Transaction;
import java.util.Optional;

/** A subnet uses this table instead of the main one; repeating it changes nothing. */
public record AssociateRouteTable(Ec2 ec2) implements Action<AssociateRouteTableRequest, AssociateRouteTableResult> {
    @Override
    public Operation<AssociateRouteTableRequest, AssociateRouteTableResult> operation() {
        return Ec2Operations.ASSOCIATE_ROUTE_TABLE;
    }

    @Override
    public AssociateRouteTableResult handle(AssociateRouteTableRequest input, RequestContext context) {
        if (input.gatewayId() != null) {
            throw Ec2Errors.unsupported("A gateway route table");
        }
        String id = Ec2Errors.required(input.routeTableId(), "routeTableId");
        String subnetId = Ec2Errors.required(input.subnetId(), "subnetId");
        Ec2Errors.refuseDryRun(input.dryRun());
        Association made = ec2.store().transact(tx -> associate(tx, id, subnetId));
        return AssociateRouteTableResult.builder()
                .associationId(made.id())
                .associationState(
                        RouteTableAssociationState.builder().state("associated").build())
                .build();
    }

    private Association associate(Transaction tx, String id, String subnetId) {
        RouteTable table = Resource.ROUTE_TABLE.require(tx, id);
        Subnet subnet = Resource.SUBNET.require(tx, subnetId);
        if (!subnet.vpcId().equals(table.vpcId())) {
            throw Ec2Errors.invalidValue("Route table %s and subnet %s belong to different networks", id, subnetId);
        }
        if (tx.by(Ec2Tables.ROUTE_TABLES, Ec2Tables.ROUTE_TABLES_BY_VPC, table.vpcId()).stream()
                .anyMatch(each -> each.serves(subnetId) && !each.id().equals(id))) {
            throw Ec2Errors.refused(
                    "Resource.AlreadyAssociated",
                    "the specified association for route table %s conflicts with an existing association",
                    id);
        }
        return table.associations().stream()
                .filter(each -> each.subnetId().filter(subnetId::equals).isPresent())
                .findFirst()
                .orElseGet(() -> {
                    var made = new Association(Ec2Id.ROUTE_TABLE_ASSOCIATION.next(ec2.random()), Optional.of(subnetId));
                    tx.update(Ec2Tables.ROUTE_TABLES, table.with(made));
                    return made;
                });
    }
}
