package io.moorage.ec2.address;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.Address;
import io.moorage.awsmodels.ec2.DescribeAddressesRequest;
import io.moorage.awsmodels.ec2.DescribeAddressesResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Filters;
import io.moorage.ec2.api.Resource;
import io.moorage.ec2.api.Tags;
import io.moorage.model.ec2.ElasticAddress;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.model.ec2.NetworkInterface.Owner;
import io.moorage.store.ReadView;
import java.util.Collection;
import java.util.Optional;

/** Elastic addresses by allocation, address and filter. */
public record DescribeAddresses(Ec2 ec2) implements Action<DescribeAddressesRequest, DescribeAddressesResult> {
    @Override
    public Operation<DescribeAddressesRequest, DescribeAddressesResult> operation() {
        return Ec2Operations.DESCRIBE_ADDRESSES;
    }

    @Override
    public DescribeAddressesResult handle(DescribeAddressesRequest input, RequestContext context) {
        Ec2Errors.refuseDryRun(input.dryRun());
        ReadView view = ec2.view();
        Collection<ElasticAddress> rows = input.publicIps().isEmpty()
                ? Resource.ADDRESS.named(view, input.allocationIds())
                : input.publicIps().stream()
                        .map(each -> Addresses.byAddress(view, each))
                        .toList();
        return DescribeAddressesResult.builder()
                .addresses(filters(view).keep(input.filters(), rows).stream()
                        .map(each -> shape(view, each))
                        .toList())
                .build();
    }

    private static Optional<String> instance(ReadView view, ElasticAddress address) {
        return Addresses.owner(view, address)
                .filter(each -> each.belongsTo(Owner.Kind.INSTANCE))
                .map(each -> each.owner().resourceId());
    }

    private Filters<ElasticAddress> filters(ReadView view) {
        return Filters.<ElasticAddress>onTags(ElasticAddress::tags)
                .by("allocation-id", ElasticAddress::id)
                .by("public-ip", ElasticAddress::publicAddress)
                .same("domain", "vpc")
                .same("network-border-group", ec2.config().region())
                .byOptional("association-id", each -> Addresses.owner(view, each)
                        .flatMap(owner -> each.association())
                        .map(ElasticAddress.Association::id))
                .byOptional("instance-id", each -> instance(view, each))
                .byOptional("network-interface-id", each -> Addresses.owner(view, each)
                        .map(NetworkInterface::id))
                .byOptional("network-interface-owner-id", each -> Addresses.owner(view, each)
                        .map(owner -> ec2.config().accountId()))
                .byOptional("private-ip-address", each -> Addresses.owner(view, each)
                        .map(NetworkInterface::privateAddress));
    }

    private Address shape(ReadView view, ElasticAddress row) {
        Address.Builder shape = Address.builder()
                .allocationId(row.id())
                .publicIp(row.publicAddress())
                .domain("vpc")
                .publicIpv4Pool("amazon")
                .networkBorderGroup(ec2.config().region())
                .tags(Tags.list(row.tags()));
        Addresses.owner(view, row).ifPresent(owner -> shape.associationId(
                        row.association().map(ElasticAddress.Association::id).orElse(null))
                .networkInterfaceId(owner.id())
                .networkInterfaceOwnerId(ec2.config().accountId())
                .privateIpAddress(owner.privateAddress())
                .instanceId(instance(view, row).orElse(null)));
        return shape.build();
    }
}
