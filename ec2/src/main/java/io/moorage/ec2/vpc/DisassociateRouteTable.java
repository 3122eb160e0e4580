package io.moorage.ec2.vpc;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.DisassociateRouteTableRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.model.ec2.RouteTable;
import io.moorage.store.Ec2Tables;

/** The subnet uses the main table again. */
public record DisassociateRouteTable(Ec2 ec2) implements Action<DisassociateRouteTableRequest, Empty> {
    @Override
    public Operation<DisassociateRouteTableRequest, Empty> operation() {
        return Ec2Operations.DISASSOCIATE_ROUTE_TABLE;
    }

    @Override
    public Empty handle(DisassociateRouteTableRequest input, RequestContext context) {
        String id = Ec2Errors.required(input.associationId(), "associationId");
        Ec2Errors.refuseDryRun(input.dryRun());
        return ec2.store().transact(tx -> {
            RouteTable table = tx.all(Ec2Tables.ROUTE_TABLES).stream()
                    .filter(each -> each.associations().stream()
                            .anyMatch(one -> one.id().equals(id)))
                    .findFirst()
                    .orElseThrow(() -> Ec2Errors.refused(
                            "InvalidAssociationID.NotFound", "The association ID '%s' does not exist", id));
            if (table.associations().stream()
                    .anyMatch(each -> each.id().equals(id) && each.subnetId().isEmpty())) {
                throw Ec2Errors.invalidValue("cannot disassociate the main route table association %s", id);
            }
            tx.update(Ec2Tables.ROUTE_TABLES, table.withoutAssociation(id));
            return Empty.VALUE;
        });
    }
}
