package io.moorage.ec2.vpc;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.DeleteNetworkInterfaceRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Resource;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.model.ec2.NetworkInterface.Owner;
import io.moorage.store.Ec2Tables;

/** Refused while anything has the interface; an elastic address of it is free then. */
public record DeleteNetworkInterface(Ec2 ec2) implements Action<DeleteNetworkInterfaceRequest, Empty> {
    @Override
    public Operation<DeleteNetworkInterfaceRequest, Empty> operation() {
        return Ec2Operations.DELETE_NETWORK_INTERFACE;
    }

    @Override
    public Empty handle(DeleteNetworkInterfaceRequest input, RequestContext context) {
        String id = Ec2Errors.required(input.networkInterfaceId(), "networkInterfaceId");
        return ec2.store().transact(tx -> {
            NetworkInterface row = Resource.NETWORK_INTERFACE.require(tx, id);
            if (!row.belongsTo(Owner.Kind.NONE)) {
                throw Ec2Errors.refused("InvalidParameterValue", "Network interface '%s' is currently in use.", id);
            }
            Ec2Errors.refuseDryRun(input.dryRun());
            tx.delete(Ec2Tables.INTERFACES, id);
            return Empty.VALUE;
        });
    }
}
