package io.moorage.ec2.address;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.ReleaseAddressRequest;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.model.ec2.ElasticAddress;
import io.moorage.store.Ec2Tables;

/** Gives an elastic address back; refused while somebody has it. */
public record ReleaseAddress(Ec2 ec2) implements Action<ReleaseAddressRequest, Empty> {
    @Override
    public Operation<ReleaseAddressRequest, Empty> operation() {
        return Ec2Operations.RELEASE_ADDRESS;
    }

    @Override
    public Empty handle(ReleaseAddressRequest input, RequestContext context) {
        return ec2.store().transact(tx -> {
            ElasticAddress address = Addresses.named(tx, input.allocationId(), input.publicIp());
            if (Addresses.owner(tx, address).isPresent()) {
                throw Ec2Errors.refused("InvalidIPAddress.InUse", "Address %s is in use.", address.publicAddress());
            }
            Ec2Errors.refuseDryRun(input.dryRun());
            tx.delete(Ec2Tables.ADDRESSES, address.id());
            return Empty.VALUE;
        });
    }
}
