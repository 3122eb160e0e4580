package io.moorage.ec2.vpc;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.AttachNetworkInterfaceRequest;
import io.moorage.awsmodels.ec2.AttachNetworkInterfaceResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Resource;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.model.ec2.NetworkInterface.Owner;

/** Every instance has one interface, from its launch on, and its type allows no other: a refusal, in EC2's words. */
public record AttachNetworkInterface(Ec2 ec2)
        implements Action<AttachNetworkInterfaceRequest, AttachNetworkInterfaceResult> {
    private static final int WITH_ANOTHER = 2;

    @Override
    public Operation<AttachNetworkInterfaceRequest, AttachNetworkInterfaceResult> operation() {
        return Ec2Operations.ATTACH_NETWORK_INTERFACE;
    }

    @Override
    public AttachNetworkInterfaceResult handle(AttachNetworkInterfaceRequest input, RequestContext context) {
        Instance instance = Resource.INSTANCE.require(ec2.view(), Ec2Errors.required(input.instanceId(), "InstanceId"));
        NetworkInterface row = Resource.NETWORK_INTERFACE.require(
                ec2.view(), Ec2Errors.required(input.networkInterfaceId(), "NetworkInterfaceId"));
        if (!row.belongsTo(Owner.Kind.NONE)) {
            throw Ec2Errors.refused("InvalidNetworkInterface.InUse", "Interface: %s in use.", row.id());
        }
        if (Integer.valueOf(0).equals(input.deviceIndex())) {
            throw Ec2Errors.invalidValue(
                    "Instance '%s' already has an interface attached at device index '0'.", instance.id());
        }
        throw Ec2Errors.refused(
                "AttachmentLimitExceeded",
                "Interface count %d exceeds the limit for %s",
                WITH_ANOTHER,
                instance.launch().instanceType());
    }
}
