package io.moorage.ec2.address;

import io.moorage.awsmodels.ec2.NatGatewayAddress;
import io.moorage.ec2.api.Tags;
import io.moorage.model.ec2.ElasticAddress;
import io.moorage.model.ec2.NatGateway;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import io.moorage.store.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** NAT gateways as answers show them, and how long. */
final class NatGateways {
    /** "Deleted NAT gateways are visible in the NAT gateway console for about an hour" (VPC user guide). */
    private static final Duration SHOWN = Duration.ofHours(1);

    private NatGateways() {}

    static boolean isShown(NatGateway row, Instant now) {
        return row.deleted().filter(each -> each.plus(SHOWN).isBefore(now)).isEmpty();
    }

    static void forgetOld(Transaction tx, Instant now) {
        List.copyOf(tx.all(Ec2Tables.NAT_GATEWAYS)).stream()
                .filter(each -> !isShown(each, now))
                .forEach(each -> tx.delete(Ec2Tables.NAT_GATEWAYS, each.id()));
    }

    static String state(NatGateway row) {
        return row.isAvailable() ? "available" : "deleted";
    }

    static io.moorage.awsmodels.ec2.NatGateway shape(ReadView view, NatGateway row) {
        return io.moorage.awsmodels.ec2.NatGateway.builder()
                .natGatewayId(row.id())
                .vpcId(row.vpcId())
                .subnetId(row.subnetId())
                .state(state(row))
                .connectivityType("public")
                .createTime(row.created())
                .deleteTime(row.deleted().orElse(null))
                .natGatewayAddresses(List.of(NatGatewayAddress.builder()
                        .allocationId(row.allocationId())
                        .associationId(view.find(Ec2Tables.ADDRESSES, row.allocationId())
                                .flatMap(ElasticAddress::association)
                                .filter(each -> each.networkInterfaceId().equals(row.networkInterfaceId()))
                                .map(ElasticAddress.Association::id)
                                .orElse(null))
                        .networkInterfaceId(row.networkInterfaceId())
                        .privateIp(row.privateAddress())
                        .publicIp(row.publicAddress())
                        .isPrimary(true)
                        .status(row.isAvailable() ? "succeeded" : "disassociating")
                        .build()))
                .tags(Tags.list(row.tags()))
                .build();
    }
}
