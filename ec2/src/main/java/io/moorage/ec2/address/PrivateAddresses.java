package io.moorage.ec2.address;

import io.moorage.awsapi.AwsException;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Resource;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.model.ec2.Subnet;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import io.moorage.store.Transaction;
import java.util.Collection;
import java.util.Optional;

/** The addresses of subnets, for whoever needs one. */
public final class PrivateAddresses {
    private PrivateAddresses() {}

    /** The next free one; empty when the subnet is full. */
    public static Optional<String> next(Transaction tx, String subnetId) {
        Subnet subnet = Resource.SUBNET.require(tx, subnetId);
        return subnet.allocate(present(tx, subnetId)).map(each -> {
            tx.update(Ec2Tables.SUBNETS, each.after());
            return each.address();
        });
    }

    /** The one that is asked for, or the next, or EC2's refusal. */
    public static String take(Transaction tx, String subnetId, Optional<String> wanted) {
        return wanted.isEmpty()
                ? next(tx, subnetId).orElseThrow(() -> full(subnetId))
                : asked(tx, Resource.SUBNET.require(tx, subnetId), wanted.get());
    }

    private static String asked(ReadView view, Subnet subnet, String address) {
        if (!subnet.isUsable(address)) {
            throw Ec2Errors.invalidValue("Address %s does not fall within the subnet's address range", address);
        }
        return subnet.allocate(address, present(view, subnet.id()))
                .orElseThrow(() -> Ec2Errors.refused("InvalidIPAddress.InUse", "Address %s is in use.", address))
                .address();
    }

    private static Collection<NetworkInterface> present(ReadView view, String subnetId) {
        return view.by(Ec2Tables.INTERFACES, Ec2Tables.INTERFACES_BY_SUBNET, subnetId);
    }

    private static AwsException full(String subnetId) {
        return Ec2Errors.refused(
                "InsufficientFreeAddressesInSubnet",
                "There are not enough free addresses in subnet '%s' to satisfy the requested number of instances.",
                subnetId);
    }
}
