package io.moorage.ec2.compute;

import io.moorage.awsmodels.ec2.InstanceNetworkInterfaceSpecification;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Resource;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.model.ec2.NetworkInterface.Owner;
import io.moorage.store.ReadView;
import java.util.Optional;

/**
 * A network interface that a launch names, for its one instance to have.
 *
 * @param kept it outlives the instance, as it does unless the launch says otherwise
 */
record PresentInterface(NetworkInterface row, boolean kept) {
    static Optional<PresentInterface> of(ReadView view, InstanceNetworkInterfaceSpecification given, int count) {
        if (given.networkInterfaceId() == null) {
            return Optional.empty();
        }
        if (given.subnetId() != null
                || given.privateIpAddress() != null
                || given.associatePublicIpAddress() != null
                || !given.groups().isEmpty()) {
            throw Ec2Errors.invalidCombination(
                    "A network interface may not specify both a network interface ID and a subnet, addresses or groups");
        }
        if (count > 1) {
            throw Ec2Errors.invalidCombination(
                    "A network interface may not be specified when more than one instance is launched");
        }
        NetworkInterface row = Resource.NETWORK_INTERFACE.require(view, given.networkInterfaceId());
        if (!row.belongsTo(Owner.Kind.NONE)) {
            throw Ec2Errors.refused("InvalidNetworkInterface.InUse", "Interface: %s in use.", row.id());
        }
        return Optional.of(new PresentInterface(row, !Boolean.TRUE.equals(given.deleteOnTermination())));
    }
}
