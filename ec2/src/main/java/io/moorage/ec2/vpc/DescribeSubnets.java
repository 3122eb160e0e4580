package io.moorage.ec2.vpc;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.DescribeSubnetsRequest;
import io.moorage.awsmodels.ec2.DescribeSubnetsResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Filters;
import io.moorage.ec2.api.Page;
import io.moorage.ec2.api.Resource;
import io.moorage.model.ec2.Subnet;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import java.util.List;

/** Subnets by id and filter. */
public record DescribeSubnets(Ec2 ec2) implements Action<DescribeSubnetsRequest, DescribeSubnetsResult> {
    @Override
    public Operation<DescribeSubnetsRequest, DescribeSubnetsResult> operation() {
        return Ec2Operations.DESCRIBE_SUBNETS;
    }

    @Override
    public DescribeSubnetsResult handle(DescribeSubnetsRequest input, RequestContext context) {
        Ec2Errors.refuseDryRun(input.dryRun());
        ReadView view = ec2.view();
        List<Subnet> rows = filters(view).keep(input.filters(), Resource.SUBNET.named(view, input.subnetIds()));
        Page<Subnet> page = Page.of(rows, Subnet::id, input.maxResults(), input.nextToken());
        return DescribeSubnetsResult.builder()
                .subnets(page.rows().stream()
                        .map(each -> VpcShapes.subnet(each, view, ec2.config()))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private Filters<Subnet> filters(ReadView view) {
        return Filters.<Subnet>onTags(Subnet::tags)
                .by("subnet-id", Subnet::id)
                .by("subnet-arn", each -> ec2.config().arn("subnet", each.id()))
                .by("vpc-id", Subnet::vpcId)
                .by("availability-zone", Subnet::availabilityZone)
                .by("availabilityZone", Subnet::availabilityZone)
                .by("availability-zone-id", Subnet::zoneId)
                .by("cidr-block", each -> each.cidr().text())
                .by("cidrBlock", each -> each.cidr().text())
                .by("cidr", each -> each.cidr().text())
                .by("availabilityZoneId", Subnet::zoneId)
                .flag("default-for-az", Subnet::isDefault)
                .flag("defaultForAz", Subnet::isDefault)
                .flag("map-public-ip-on-launch", Subnet::mapPublicIpOnLaunch)
                .same("state", "available")
                .same("owner-id", ec2.config().accountId())
                .same("map-customer-owned-ip-on-launch", "false")
                .same("enable-dns64", "false")
                .same("ipv6-native", "false")
                .same("private-dns-name-options-on-launch.hostname-type", "ip-name")
                .same("private-dns-name-options-on-launch.enable-resource-name-dns-a-record", "false")
                .same("private-dns-name-options-on-launch.enable-resource-name-dns-aaaa-record", "false")
                .none("customer-owned-ipv4-pool", "enable-lni-at-device-index", "outpost-arn")
                .none("ipv6-cidr-block-association.ipv6-cidr-block", "ipv6-cidr-block-association.association-id")
                .none("ipv6-cidr-block-association.state")
                .by(
                        "available-ip-address-count",
                        each -> Long.toString(each.availableAddresses(
                                view.by(Ec2Tables.INTERFACES, Ec2Tables.INTERFACES_BY_SUBNET, each.id()))));
    }
}
