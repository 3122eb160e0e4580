package io.moorage.model.ec2;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A way out for subnets whose instances have no public addresses: they share its elastic address.
 *
 * @param clientToken empty when none was given
 * @param subnetId where it stands; that subnet's route table leads it to the internet gateway
 * @param networkInterfaceId deleted with it
 * @param privateAddress of that interface
 * @param allocationId of its elastic address
 * @param deleted when its deletion was asked for; it is shown for an hour more
 */
public record NatGateway(
        String id,
        String clientToken,
        String vpcId,
        String subnetId,
        String networkInterfaceId,
        String privateAddress,
        String publicAddress,
        String allocationId,
        Instant created,
        Optional<Instant> deleted,
        Map<String, String> tags) {
    public NatGateway {
        tags = Map.copyOf(tags);
    }

    public boolean isAvailable() {
        return deleted.isEmpty();
    }

    /** Its tags go with it. */
    public NatGateway deleted(Instant now) {
        return new NatGateway(
                id,
                clientToken,
                vpcId,
                subnetId,
                networkInterfaceId,
                privateAddress,
                publicAddress,
                allocationId,
                created,
                Optional.of(now),
                Map.of());
    }

    public NatGateway withTags(Map<String, String> newTags) {
        return new NatGateway(
                id,
                clientToken,
                vpcId,
                subnetId,
                networkInterfaceId,
                privateAddress,
                publicAddress,
                allocationId,
                created,
                deleted,
                newTags);
    }
}
