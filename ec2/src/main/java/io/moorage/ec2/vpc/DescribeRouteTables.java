package io.moorage.ec2.vpc;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.DescribeRouteTablesRequest;
import io.moorage.awsmodels.ec2.DescribeRouteTablesResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.Route;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Filters;
import io.moorage.ec2.api.Page;
import io.moorage.ec2.api.Resource;
import io.moorage.model.ec2.RouteTable;
import io.moorage.model.ec2.RouteTable.Association;
import io.moorage.store.ReadView;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Route tables by id and filter. */
public record DescribeRouteTables(Ec2 ec2) implements Action<DescribeRouteTablesRequest, DescribeRouteTablesResult> {
    @Override
    public Operation<DescribeRouteTablesRequest, DescribeRouteTablesResult> operation() {
        return Ec2Operations.DESCRIBE_ROUTE_TABLES;
    }

    @Override
    public DescribeRouteTablesResult handle(DescribeRouteTablesRequest input, RequestContext context) {
        Ec2Errors.refuseDryRun(input.dryRun());
        ReadView view = ec2.view();
        List<RouteTable> rows =
                filters(view).keep(input.filters(), Resource.ROUTE_TABLE.named(view, input.routeTableIds()));
        Page<RouteTable> page = Page.of(rows, RouteTable::id, input.maxResults(), input.nextToken());
        return DescribeRouteTablesResult.builder()
                .routeTables(page.rows().stream()
                        .map(each -> VpcShapes.routeTable(each, view, ec2.config()))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private Filters<RouteTable> filters(ReadView view) {
        Filters<RouteTable> filters = Filters.<RouteTable>onTags(RouteTable::tags)
                .by("route-table-id", RouteTable::id)
                .by("vpc-id", RouteTable::vpcId)
                .same("owner-id", ec2.config().accountId())
                .byAny("association.main", each -> each.associations().stream()
                        .map(one -> Boolean.toString(one.subnetId().isEmpty()))
                        .toList())
                .byAny("association.subnet-id", each -> each.associations().stream()
                        .flatMap(one -> one.subnetId().stream())
                        .toList())
                .byAny("association.route-table-association-id", each -> each.associations().stream()
                        .map(Association::id)
                        .toList())
                .byAny("association.route-table-id", each -> each.associations().stream()
                        .map(one -> each.id())
                        .toList());
        BiFunction<RouteTable, Function<Route, @Nullable String>, Collection<String>> routes =
                (row, value) -> VpcShapes.routes(row, view).stream()
                        .map(value)
                        .filter(Objects::nonNull)
                        .toList();
        return filters.byAny("route.destination-cidr-block", row -> routes.apply(row, Route::destinationCidrBlock))
                .byAny("route.gateway-id", row -> routes.apply(row, Route::gatewayId))
                .byAny("route.nat-gateway-id", row -> routes.apply(row, Route::natGatewayId))
                .byAny("route.origin", row -> routes.apply(row, Route::origin))
                .byAny("route.state", row -> routes.apply(row, Route::state))
                .none("association.gateway-id", "route.destination-ipv6-cidr-block", "route.instance-id")
                .none("route.destination-prefix-list-id", "route.egress-only-internet-gateway-id")
                .none("route.transit-gateway-id", "route.vpc-peering-connection-id");
    }
}
