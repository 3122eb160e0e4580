package io.moorage.ec2.address;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.DisassociateAddressRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.model.ec2.ElasticAddress;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;

/** Takes an elastic address from whoever has it. */
public record DisassociateAddress(Ec2 ec2) implements Action<DisassociateAddressRequest, Empty> {
    @Override
    public Operation<DisassociateAddressRequest, Empty> operation() {
        return Ec2Operations.DISASSOCIATE_ADDRESS;
    }

    @Override
    public Empty handle(DisassociateAddressRequest input, RequestContext context) {
        return ec2.store().transact(tx -> {
            ElasticAddress address = input.publicIp() != null
                    ? Addresses.byAddress(tx, input.publicIp())
                    : associated(tx, Ec2Errors.required(input.associationId(), "AssociationId"));
            if (Addresses.owner(tx, address)
                    .filter(NetworkInterface::requesterManaged)
                    .isPresent()) {
                throw Ec2Errors.refused("AuthFailure", "You do not have permission to access the specified resource.");
            }
            Ec2Errors.refuseDryRun(input.dryRun());
            Addresses.disassociate(tx, address);
            return Empty.VALUE;
        });
    }

    private static ElasticAddress associated(ReadView view, String associationId) {
        return view.all(Ec2Tables.ADDRESSES).stream()
                .filter(each -> each.association()
                                .filter(one -> one.id().equals(associationId))
                                .isPresent()
                        && Addresses.owner(view, each).isPresent())
                .findFirst()
                .orElseThrow(() -> Ec2Errors.refused(
                        "InvalidAssociationID.NotFound", "The association ID '%s' does not exist", associationId));
    }
}
