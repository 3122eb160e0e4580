package io.moorage.ec2.vpc;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.ModifyNetworkInterfaceAttributeRequest;
import io.moorage.awsmodels.ec2.NetworkInterfaceAttachmentChanges;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Resource;
import io.moorage.ec2.group.Groups;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.model.ec2.NetworkInterface.Owner;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import org.jspecify.annotations.Nullable;

/** Changes an interface's groups, its description, or whether it goes with its instance: one of them in a call. */
public record ModifyNetworkInterfaceAttribute(Ec2 ec2)
        implements Action<ModifyNetworkInterfaceAttributeRequest, Empty> {
    @Override
    public Operation<ModifyNetworkInterfaceAttributeRequest, Empty> operation() {
        return Ec2Operations.MODIFY_NETWORK_INTERFACE_ATTRIBUTE;
    }

    @Override
    public Empty handle(ModifyNetworkInterfaceAttributeRequest input, RequestContext context) {
        String id = Ec2Errors.required(input.networkInterfaceId(), "NetworkInterfaceId");
        if (input.sourceDestCheck() != null
                && Boolean.FALSE.equals(input.sourceDestCheck().value())) {
            throw Ec2Errors.unsupported("A network interface without source/destination check");
        }
        return ec2.store().transact(tx -> {
            NetworkInterface row = Resource.NETWORK_INTERFACE.require(tx, id);
            if (row.requesterManaged()) {
                throw Ec2Errors.refused(
                        "OperationNotPermitted",
                        "You are not allowed to manage '%s' attachments.",
                        InterfaceShapes.requester(row).orElse(""));
            }
            NetworkInterface after = changed(tx, row, input);
            Ec2Errors.refuseDryRun(input.dryRun());
            tx.update(Ec2Tables.INTERFACES, after);
            return Empty.VALUE;
        });
    }

    private static NetworkInterface changed(
            ReadView view, NetworkInterface row, ModifyNetworkInterfaceAttributeRequest input) {
        NetworkInterface after = row;
        if (!input.groups().isEmpty()) {
            after = after.withSecurityGroups(Groups.ofVpc(view, row.vpcId(), input.groups()));
        }
        String description =
                input.description() == null ? null : input.description().value();
        if (description != null) {
            after = after.withDescription(description);
        }
        return attachment(after, input.attachment());
    }

    private static NetworkInterface attachment(
            NetworkInterface row, @Nullable NetworkInterfaceAttachmentChanges given) {
        if (given == null || given.deleteOnTermination() == null) {
            return row;
        }
        if (!row.belongsTo(Owner.Kind.INSTANCE)
                || !InterfaceShapes.attachmentId(row).equals(given.attachmentId())) {
            throw Ec2Errors.refused(
                    "InvalidAttachmentID.NotFound", "The attachment ID '%s' does not exist", given.attachmentId());
        }
        return row.attachedTo(row.owner().resourceId(), !given.deleteOnTermination());
    }
}
