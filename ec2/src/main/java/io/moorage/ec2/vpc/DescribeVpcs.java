package io.moorage.ec2.vpc;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.DescribeVpcsRequest;
import io.moorage.awsmodels.ec2.DescribeVpcsResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Filters;
import io.moorage.ec2.api.Page;
import io.moorage.ec2.api.Resource;
import io.moorage.model.ec2.Vpc;
import java.util.List;

/** VPCs by id and filter. */
public record DescribeVpcs(Ec2 ec2) implements Action<DescribeVpcsRequest, DescribeVpcsResult> {
    @Override
    public Operation<DescribeVpcsRequest, DescribeVpcsResult> operation() {
        return Ec2Operations.DESCRIBE_VPCS;
    }

    @Override
    public DescribeVpcsResult handle(DescribeVpcsRequest input, RequestContext context) {
        Ec2Errors.refuseDryRun(input.dryRun());
        List<Vpc> rows = filters().keep(input.filters(), Resource.VPC.named(ec2.view(), input.vpcIds()));
        Page<Vpc> page = Page.of(rows, Vpc::id, input.maxResults(), input.nextToken());
        return DescribeVpcsResult.builder()
                .vpcs(page.rows().stream()
                        .map(each -> VpcShapes.vpc(each, ec2.config()))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private Filters<Vpc> filters() {
        return Filters.<Vpc>onTags(Vpc::tags)
                .by("vpc-id", Vpc::id)
                .by("cidr", each -> each.cidr().text())
                .by("cidr-block-association.cidr-block", each -> each.cidr().text())
                .by("cidr-block-association.association-id", VpcShapes::cidrAssociation)
                .same("cidr-block-association.state", "associated")
                .same("state", "available")
                .same("owner-id", ec2.config().accountId())
                .by("dhcp-options-id", Vpc::dhcpOptionsId)
                .flag("is-default", Vpc::isDefault)
                .flag("isDefault", Vpc::isDefault)
                .none("ipv6-cidr-block-association.ipv6-cidr-block", "ipv6-cidr-block-association.ipv6-pool")
                .none("ipv6-cidr-block-association.association-id", "ipv6-cidr-block-association.state");
    }
}
