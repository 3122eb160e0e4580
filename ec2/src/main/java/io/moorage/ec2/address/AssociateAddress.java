package io.moorage.ec2.address;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.AssociateAddressRequest;
import io.moorage.awsmodels.ec2.AssociateAddressResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Resource;
import io.moorage.model.ec2.Ec2Id;
import io.moorage.model.ec2.ElasticAddress;
import io.moorage.model.ec2.ElasticAddress.Association;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.InstanceState;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;

/** Gives an instance, or its network interface, an elastic address instead of the public address it had. */
public record AssociateAddress(Ec2 ec2) implements Action<AssociateAddressRequest, AssociateAddressResult> {
    @Override
    public Operation<AssociateAddressRequest, AssociateAddressResult> operation() {
        return Ec2Operations.ASSOCIATE_ADDRESS;
    }

    @Override
    public AssociateAddressResult handle(AssociateAddressRequest input, RequestContext context) {
        Association made = ec2.store().transact(tx -> {
            ElasticAddress address = Addresses.named(tx, input.allocationId(), input.publicIp());
            NetworkInterface target = target(tx, input);
            Addresses.requireGateway(tx, target.vpcId());
            if (address.isOf(target)) {
                return address.association().orElseThrow();
            }
            if (!Boolean.TRUE.equals(input.allowReassociation())) {
                Addresses.requireFree(tx, address);
            }
            Ec2Errors.refuseDryRun(input.dryRun());
            var association = new Association(Ec2Id.ADDRESS_ASSOCIATION.next(ec2.random()), target.id());
            Addresses.associate(tx, address, association, target);
            return association;
        });
        return AssociateAddressResult.builder().associationId(made.id()).build();
    }

    private static NetworkInterface target(ReadView view, AssociateAddressRequest input) {
        NetworkInterface target;
        if (input.networkInterfaceId() != null) {
            target = Resource.NETWORK_INTERFACE.require(view, input.networkInterfaceId());
        } else {
            Instance instance = Resource.INSTANCE.require(view, Ec2Errors.required(input.instanceId(), "InstanceId"));
            if (instance.state() == InstanceState.TERMINATED || instance.state() == InstanceState.SHUTTING_DOWN) {
                throw Ec2Errors.refused(
                        "InvalidInstanceID", "The instance ID '%s' is not in a valid state.", instance.id());
            }
            target = view.find(Ec2Tables.INTERFACES, instance.networkInterfaceId())
                    .orElseThrow();
        }
        if (target.requesterManaged()) {
            throw Ec2Errors.refused("AuthFailure", "You do not have permission to access the specified resource.");
        }
        if (input.privateIpAddress() != null && !input.privateIpAddress().equals(target.privateAddress())) {
            throw Ec2Errors.refused(
                    "InvalidParameterValue",
                    "Private IP address '%s' is not assigned to network interface '%s'",
                    input.privateIpAddress(),
                    target.id());
        }
        return target;
    }
}
