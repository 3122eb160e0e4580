package io.moorage.ec2.address;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.DeleteNatGatewayRequest;
import io.moorage.awsmodels.ec2.DeleteNatGatewayResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Resource;
import io.moorage.model.ec2.NatGateway;
import io.moorage.store.Ec2Tables;

/** Ends a NAT gateway; its elastic address stays the account's, and routes to it lead nowhere. */
public record DeleteNatGateway(Ec2 ec2) implements Action<DeleteNatGatewayRequest, DeleteNatGatewayResult> {
    @Override
    public Operation<DeleteNatGatewayRequest, DeleteNatGatewayResult> operation() {
        return Ec2Operations.DELETE_NAT_GATEWAY;
    }

    @Override
    public DeleteNatGatewayResult handle(DeleteNatGatewayRequest input, RequestContext context) {
        String id = Ec2Errors.required(input.natGatewayId(), "NatGatewayId");
        return ec2.store().transact(tx -> {
            NatGateway gateway = Resource.NAT_GATEWAY.require(tx, id);
            Ec2Errors.refuseDryRun(input.dryRun());
            if (gateway.isAvailable()) {
                tx.find(Ec2Tables.ADDRESSES, gateway.allocationId())
                        .ifPresent(address -> Addresses.disassociate(tx, address));
                tx.delete(Ec2Tables.INTERFACES, gateway.networkInterfaceId());
                tx.update(Ec2Tables.NAT_GATEWAYS, gateway.deleted(context.now()));
            }
            NatGateways.forgetOld(tx, context.now());
            return DeleteNatGatewayResult.builder().natGatewayId(id).build();
        });
    }
}
