package io.moorage.console.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.moorage.console.frame.Aws;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What EC2, EFS and load balancing say of who is where.
 *
 * @param natGateways their public addresses by their ids
 * @param places all that traffic comes from or goes to
 */
record Network(
        List<JsonNode> subnets,
        List<JsonNode> routeTables,
        List<JsonNode> securityGroups,
        Map<String, String> natGateways,
        List<Place> places) {

    /**
     * Something with an address.
     *
     * @param id unique among places
     * @param state empty where there is none to tell
     * @param vpcId empty for an address outside
     * @param publicAddress empty when there is none
     */
    record Place(
            String id,
            String name,
            String state,
            String vpcId,
            String subnetId,
            String address,
            String publicAddress,
            List<String> groups) {

        /** An address that is nobody's here. */
        static Place outside(String address) {
            return new Place(address, address, "", "", "", address, address, List.of());
        }

        boolean isOutside() {
            return vpcId.isEmpty();
        }

        boolean isUp() {
            return state.equals("running") || state.equals("available") || state.equals("in-use");
        }
    }

    /** A place by its id or address; an address that nobody has is outside. */
    Optional<Place> find(String wanted) {
        return places.stream()
                .filter(each -> each.id().equals(wanted)
                        || each.address().equals(wanted)
                        || (!wanted.isEmpty() && each.publicAddress().equals(wanted)))
                .findFirst()
                .or(() -> Optional.of(wanted).filter(Cidr::isAddress).map(Place::outside));
    }

    /**
     * The same, and what has a place in several zones by its name: a file system by its mount targets, a load balancer by its interfaces.
     *
     * @param near one in its zone is taken, as instances do
     */
    Optional<Place> find(String wanted, Optional<Place> near) {
        String zone = near.map(this::zone).orElse("");
        return find(wanted).or(() -> places.stream()
                .filter(each -> each.name().equals("ELB " + wanted)
                        || each.name().startsWith("EFS mount target for " + wanted + " "))
                .min(Comparator.comparing(each -> !zone(each).equals(zone))));
    }

    private String zone(Place place) {
        return subnets.stream()
                .filter(each -> each.path("subnetId").asText().equals(place.subnetId()))
                .map(each -> each.path("availabilityZone").asText())
                .findFirst()
                .orElse("");
    }

    JsonNode group(String id) {
        return securityGroups.stream()
                .filter(each -> each.path("groupId").asText().equals(id))
                .findFirst()
                .orElse(MissingNode.getInstance());
    }

    String groupName(String id) {
        String name = group(id).path("groupName").asText();
        return name.isEmpty() ? id : id + " (" + name + ")";
    }

    /** The route table of a place's subnet: its own, else its VPC's main one. */
    String tableOf(Place place) {
        return table(place.subnetId(), place.vpcId()).path("routeTableId").asText();
    }

    JsonNode table(String subnetId, String vpcId) {
        Optional<JsonNode> own = routeTables.stream()
                .filter(table -> Aws.list(table.path("associationSet")).stream()
                        .anyMatch(each -> each.path("subnetId").asText().equals(subnetId) && !subnetId.isEmpty()))
                .findFirst();
        return own.or(() -> routeTables.stream()
                        .filter(table -> table.path("vpcId").asText().equals(vpcId))
                        .filter(table -> Aws.list(table.path("associationSet")).stream()
                                .anyMatch(each -> each.path("main").asBoolean()))
                        .findFirst())
                .orElse(MissingNode.getInstance());
    }

    /** VPC user guide, "Route priority": the most specific route that holds the address. */
    Optional<JsonNode> route(Place from, String address) {
        return Aws.list(table(from.subnetId(), from.vpcId()).path("routeSet")).stream()
                .filter(each -> Cidr.holds(each.path("destinationCidrBlock").asText(), address))
                .max(Comparator.comparing(
                        each -> Cidr.bits(each.path("destinationCidrBlock").asText())));
    }
}
