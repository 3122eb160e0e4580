package io.moorage.ec2.address;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.DescribeNatGatewaysRequest;
import io.moorage.awsmodels.ec2.DescribeNatGatewaysResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Filters;
import io.moorage.ec2.api.Page;
import io.moorage.ec2.api.Resource;
import io.moorage.model.ec2.NatGateway;
import io.moorage.store.ReadView;
import java.util.List;

/** NAT gateways by id and filter, for a while also those that were deleted. */
public record DescribeNatGateways(Ec2 ec2) implements Action<DescribeNatGatewaysRequest, DescribeNatGatewaysResult> {
    @Override
    public Operation<DescribeNatGatewaysRequest, DescribeNatGatewaysResult> operation() {
        return Ec2Operations.DESCRIBE_NAT_GATEWAYS;
    }

    @Override
    public DescribeNatGatewaysResult handle(DescribeNatGatewaysRequest input, RequestContext context) {
        Ec2Errors.refuseDryRun(input.dryRun());
        ReadView view = ec2.view();
        Filters<NatGateway> filters = Filters.<NatGateway>onTags(NatGateway::tags)
                .by("nat-gateway-id", NatGateway::id)
                .by("state", NatGateways::state)
                .by("subnet-id", NatGateway::subnetId)
                .by("vpc-id", NatGateway::vpcId);
        List<NatGateway> rows =
                filters.keep(input.filter(), Resource.NAT_GATEWAY.named(view, input.natGatewayIds())).stream()
                        .filter(each -> NatGateways.isShown(each, context.now()))
                        .toList();
        Page<NatGateway> page = Page.of(rows, NatGateway::id, input.maxResults(), input.nextToken());
        return DescribeNatGatewaysResult.builder()
                .natGateways(page.rows().stream()
                        .map(each -> NatGateways.shape(view, each))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }
}
