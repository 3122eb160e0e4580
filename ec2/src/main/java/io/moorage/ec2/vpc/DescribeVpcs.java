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

    private static final Filters<Vpc> FILTERS = Filters.<Vpc>onTags(Vpc::tags)
            .by("vpc-id", Vpc::id)
            .by("cidr", each -> each.cidr().text())
            .by("cidr-block-association.cidr-block", each -> each.cidr().text())
            .by("state", each -> "available")
            .by("dhcp-options-id", Vpc::dhcpOptionsId)
            .by("is-default", each -> Boolean.toString(each.isDefault()))
            .by("isDefault", each -> Boolean.toString(each.isDefault()));

    @Override
    public DescribeVpcsResult handle(DescribeVpcsRequest input, RequestContext context) {
        Ec2Errors.refuseDryRun(input.dryRun());
        List<Vpc> rows = FILTERS.keep(input.filters(), Resource.VPC.named(ec2.view(), input.vpcIds()));
        Page<Vpc> page = Page.of(rows, Vpc::id, input.maxResults(), input.nextToken());
        return DescribeVpcsResult.builder()
                .vpcs(page.rows().stream()
                        .map(each -> VpcShapes.vpc(each, ec2.config()))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }
}
