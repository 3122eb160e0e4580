package io.moorage.ec2.vpc;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.DescribeNetworkInterfacesRequest;
import io.moorage.awsmodels.ec2.DescribeNetworkInterfacesResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Page;
import io.moorage.ec2.api.Resource;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.store.ReadView;
import java.util.List;

/** Network interfaces, of whatever has one and of nothing, by id and filter. */
public record DescribeNetworkInterfaces(Ec2 ec2)
        implements Action<DescribeNetworkInterfacesRequest, DescribeNetworkInterfacesResult> {
    @Override
    public Operation<DescribeNetworkInterfacesRequest, DescribeNetworkInterfacesResult> operation() {
        return Ec2Operations.DESCRIBE_NETWORK_INTERFACES;
    }

    @Override
    public DescribeNetworkInterfacesResult handle(DescribeNetworkInterfacesRequest input, RequestContext context) {
        Ec2Errors.refuseDryRun(input.dryRun());
        ReadView view = ec2.view();
        List<NetworkInterface> rows = new InterfaceFilters(view, ec2.config())
                .all()
                .keep(input.filters(), Resource.NETWORK_INTERFACE.named(view, input.networkInterfaceIds()));
        Page<NetworkInterface> page = Page.of(rows, NetworkInterface::id, input.maxResults(), input.nextToken());
        var shapes = new InterfaceShapes(view, ec2.config());
        return DescribeNetworkInterfacesResult.builder()
                .networkInterfaces(
                        page.rows().stream().map(shapes::networkInterface).toList())
                .nextToken(page.nextToken())
                .build();
    }
}
