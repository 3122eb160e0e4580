package io.moorage.ec2.address;

import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Resource;
import io.moorage.model.ec2.ElasticAddress;
import io.moorage.model.ec2.ElasticAddress.Association;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import io.moorage.store.Transaction;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Elastic addresses and the interfaces they are associated with. */
final class Addresses {
    private Addresses() {}

    /** The interface whose public address it is now. */
    static Optional<NetworkInterface> owner(ReadView view, ElasticAddress address) {
        return address.association().flatMap(each -> view.find(Ec2Tables.INTERFACES, each.networkInterfaceId()));
    }

    /** The address that a request names by its allocation or by itself. */
    static ElasticAddress named(ReadView view, @Nullable String allocationId, @Nullable String publicIp) {
        if (allocationId != null && publicIp != null) {
            throw Ec2Errors.invalidCombination(
                    "You may specify public IP or allocation id, but not both in the same call");
        }
        if (publicIp != null) {
            return byAddress(view, publicIp);
        }
        return Resource.ADDRESS.require(view, Ec2Errors.required(allocationId, "AllocationId"));
    }

    static ElasticAddress byAddress(ReadView view, String publicIp) {
        return view.all(Ec2Tables.ADDRESSES).stream()
                .filter(each -> each.publicAddress().equals(publicIp))
                .findFirst()
                .orElseThrow(() -> Ec2Errors.refused("InvalidAddress.NotFound", "Address '%s' not found.", publicIp));
    }

    /** A public address is of use only where a gateway leads to it. */
    static void requireGateway(ReadView view, String vpcId) {
        boolean attached = view.all(Ec2Tables.INTERNET_GATEWAYS).stream()
                .anyMatch(each -> each.vpcId().filter(vpcId::equals).isPresent());
        if (!attached) {
            throw Ec2Errors.refused("Gateway.NotAttached", "Network %s is not attached to any internet gateway", vpcId);
        }
    }

    static void requireFree(ReadView view, ElasticAddress address) {
        if (owner(view, address).isPresent()) {
            throw Ec2Errors.refused(
                    "Resource.AlreadyAssociated",
                    "resource %s is already associated with associate-id %s",
                    address.id(),
                    address.association().map(Association::id).orElse(""));
        }
    }

    /** Takes the place of whatever public address the interface had. */
    static void associate(Transaction tx, ElasticAddress address, Association association, NetworkInterface target) {
        owner(tx, address).ifPresent(each -> tx.update(Ec2Tables.INTERFACES, each.withPublicAddress(Optional.empty())));
        tx.all(Ec2Tables.ADDRESSES).stream()
                .filter(each -> each.isOf(target) && !each.id().equals(address.id()))
                .findFirst()
                .ifPresent(each -> tx.update(Ec2Tables.ADDRESSES, each.with(Optional.empty())));
        tx.update(Ec2Tables.ADDRESSES, address.with(Optional.of(association)));
        tx.put(Ec2Tables.INTERFACES, target.withPublicAddress(Optional.of(address.publicAddress())));
    }

    static void disassociate(Transaction tx, ElasticAddress address) {
        owner(tx, address).ifPresent(each -> tx.update(Ec2Tables.INTERFACES, each.withPublicAddress(Optional.empty())));
        tx.update(Ec2Tables.ADDRESSES, address.with(Optional.empty()));
    }
}
