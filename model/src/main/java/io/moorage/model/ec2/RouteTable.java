package io.moorage.model.ec2;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where a subnet's traffic goes. The route to the VPC's own block is always there and not listed.
 *
 * @param associations subnets that use this table; the VPC's main table has one without a subnet
 */
public record RouteTable(
        String id, String vpcId, List<Association> associations, List<Route> routes, Map<String, String> tags) {
    public RouteTable {
        associations = List.copyOf(associations);
        routes = List.copyOf(routes);
        tags = Map.copyOf(tags);
    }

    /** @param subnetId empty for the main table, which serves every subnet that has no table of its own */
    public record Association(String id, Optional<String> subnetId) {}

    /** @param gatewayId an internet gateway or a NAT gateway */
    public record Route(Cidr destination, String gatewayId) {}

    public boolean isMain() {
        return associations.stream().anyMatch(each -> each.subnetId().isEmpty());
    }

    public boolean serves(String subnetId) {
        return associations.stream()
                .anyMatch(each -> each.subnetId().filter(subnetId::equals).isPresent());
    }

    public Optional<Route> route(Cidr destination) {
        return routes.stream()
                .filter(each -> each.destination().equals(destination))
                .findFirst();
    }

    public RouteTable with(Route route) {
        return new RouteTable(
                id,
                vpcId,
                associations,
                Stream.concat(without(route.destination()).routes.stream(), Stream.of(route))
                        .toList(),
                tags);
    }

    public RouteTable without(Cidr destination) {
        return new RouteTable(
                id,
                vpcId,
                associations,
                routes.stream()
                        .filter(each -> !each.destination().equals(destination))
                        .toList(),
                tags);
    }

    public RouteTable with(Association association) {
        return new RouteTable(
                id,
                vpcId,
                Stream.concat(associations.stream(), Stream.of(association)).toList(),
                routes,
                tags);
    }

    public RouteTable withoutAssociation(String associationId) {
        return new RouteTable(
                id,
                vpcId,
                associations.stream()
                        .filter(each -> !each.id().equals(associationId))
                        .toList(),
                routes,
                tags);
    }

    /** The subnet was deleted. */
    public RouteTable withoutSubnet(String subnetId) {
        return new RouteTable(
                id,
                vpcId,
                associations.stream()
                        .filter(each -> each.subnetId().filter(subnetId::equals).isEmpty())
                        .toList(),
                routes,
                tags);
    }

    public RouteTable withTags(Map<String, String> newTags) {
        return new RouteTable(id, vpcId, associations, routes, newTags);
    }
}
