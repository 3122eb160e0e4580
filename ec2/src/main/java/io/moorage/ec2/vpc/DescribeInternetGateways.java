package io.moorage.ec2.vpc;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.DescribeInternetGatewaysRequest;
import io.moorage.awsmodels.ec2.DescribeInternetGatewaysResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Filters;
import io.moorage.ec2.api.Page;
import io.moorage.ec2.api.Resource;
import io.moorage.model.ec2.InternetGateway;
import java.util.List;

/** Internet gateways by id and filter. */
public record DescribeInternetGateways(Ec2 ec2)
        implements Action<DescribeInternetGatewaysRequest, DescribeInternetGatewaysResult> {
    @Override
    public Operation<DescribeInternetGatewaysRequest, DescribeInternetGatewaysResult> operation() {
        return Ec2Operations.DESCRIBE_INTERNET_GATEWAYS;
    }

    @Override
    public DescribeInternetGatewaysResult handle(DescribeInternetGatewaysRequest input, RequestContext context) {
        Ec2Errors.refuseDryRun(input.dryRun());
        Filters<InternetGateway> filters = Filters.<InternetGateway>onTags(InternetGateway::tags)
                .by("internet-gateway-id", InternetGateway::id)
                .same("owner-id", ec2.config().accountId())
                .byOptional("attachment.vpc-id", InternetGateway::vpcId)
                .byOptional("attachment.state", each -> each.vpcId().map(vpc -> "available"));
        List<InternetGateway> rows =
                filters.keep(input.filters(), Resource.INTERNET_GATEWAY.named(ec2.view(), input.internetGatewayIds()));
        Page<InternetGateway> page = Page.of(rows, InternetGateway::id, input.maxResults(), input.nextToken());
        return DescribeInternetGatewaysResult.builder()
                .internetGateways(page.rows().stream()
                        .map(each -> VpcShapes.gateway(each, ec2.config()))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }
}
