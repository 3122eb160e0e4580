package io.moorage.console.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.console.ec2.Network.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether something reaches something else over the network, hop by hop, as the VPC user guide has it: the source's security
 * groups let it out, its subnet's route table knows the way, the destination's security groups let it in. Answers need no rule:
 * groups are stateful. Pure: it judges what the API answered.
 */
final class Reach {
    /**
     * A hop.
     *
     * @param passed false where it ends
     * @param why the rule that lets it pass, or what is missing
     */
    record Hop(String at, boolean passed, String why) {}

    private final Network network;
    private final String protocol;
    private final int port;
    private final List<Hop> hops = new ArrayList<>();

    private Reach(Network network, String protocol, int port) {
        this.network = network;
        this.protocol = protocol;
        this.port = port;
    }

    /** The hops up to where it arrives or ends; it arrives when every hop passes. */
    static List<Hop> of(Network network, Place from, Place to, String protocol, int port) {
        Reach reach = new Reach(network, protocol, port);
        if (reach.states(from, to) && reach.leaves(from, to) && reach.isRouted(from, to)) {
            reach.enters(from, to);
        }
        return List.copyOf(reach.hops);
    }

    private boolean hop(String at, boolean passed, String why) {
        hops.add(new Hop(at, passed, why));
        return passed;
    }

    private boolean states(Place from, Place to) {
        for (Place each : List.of(from, to)) {
            if (!each.state().isEmpty() && !each.isUp()) {
                return hop(each.name(), false, "It is " + each.state() + ": nothing is sent or taken.");
            }
        }
        return hop(
                from.name(),
                true,
                from.isOutside() ? "Somewhere outside." : "At " + from.address() + " in " + from.subnetId() + ".");
    }

    private boolean leaves(Place from, Place to) {
        if (from.isOutside()) {
            return true;
        }
        String address = address(from, to);
        return judged(from, "outbound", "ipPermissionsEgress", address, to);
    }

    private boolean enters(Place from, Place to) {
        if (to.isOutside()) {
            return hop(to.name(), true, "Outside, it is for others to let it in.");
        }
        return judged(to, "inbound", "ipPermissions", sourceSeen(from, to), from);
    }

    private boolean judged(Place at, String direction, String member, String peerAddress, Place peer) {
        for (String id : at.groups()) {
            for (JsonNode rule : network.group(id).path(member)) {
                Optional<String> by = SecurityRule.of(rule).admits(protocol, port, peerAddress, peer.groups());
                if (by.isPresent()) {
                    return hop(
                            "Security group " + network.groupName(id),
                            true,
                            "Its " + direction + " rule "
                                    + SecurityRule.of(rule).text() + " lets " + by.get() + " pass.");
                }
            }
        }
        String groups =
                String.join(", ", at.groups().stream().map(network::groupName).toList());
        return hop(
                at.groups().isEmpty() ? at.name() : "Security group " + groups,
                false,
                "No %s rule of it has %s %d with %s%s. Add one."
                        .formatted(
                                direction,
                                protocol,
                                port,
                                peerAddress.isEmpty() ? "any address" : peerAddress,
                                peer.groups().isEmpty()
                                        ? ""
                                        : " or one of its groups " + String.join(", ", peer.groups())));
    }

    /** Inside of a VPC it is the private address that counts, from outside the public one. */
    private static String address(Place from, Place to) {
        return from.vpcId().equals(to.vpcId()) || to.isOutside() ? to.address() : to.publicAddress();
    }

    /** VPC user guide, "NAT gateways": the source of what goes through one is the gateway's own public address. */
    private String sourceSeen(Place from, Place to) {
        if (from.vpcId().equals(to.vpcId()) || from.isOutside()) {
            return from.address();
        }
        String nat = network.route(from, address(from, to))
                .map(each -> each.path("natGatewayId").asText())
                .orElse("");
        return nat.isEmpty() ? from.publicAddress() : network.natGateways().getOrDefault(nat, "");
    }

    private boolean isRouted(Place from, Place to) {
        if (from.isOutside()) {
            return isReachedFromOutside(to);
        }
        if (from.vpcId().equals(to.vpcId())) {
            return hop(
                    "Route table " + network.tableOf(from),
                    true,
                    "Its route local covers all of " + from.vpcId() + ".");
        }
        String wanted = address(from, to);
        if (wanted.isEmpty()) {
            return hop(to.name(), false, "It is in another VPC and has no public address; VPCs are not joined.");
        }
        return isRoutedOut(from, wanted) && (to.isOutside() || isReachedFromOutside(to));
    }

    private boolean isRoutedOut(Place from, String address) {
        Optional<JsonNode> route = network.route(from, address);
        String table = "Route table " + network.tableOf(from);
        if (route.isEmpty()) {
            return hop(table, false, "It has no route to " + address + ". Add one by an internet or NAT gateway.");
        }
        String gateway = route.get().path("gatewayId").asText();
        String nat = route.get().path("natGatewayId").asText();
        String destination = route.get().path("destinationCidrBlock").asText();
        if (route.get().path("state").asText().equals("blackhole")) {
            return hop(table, false, "Its route " + destination + " is a black hole: its gateway is gone.");
        }
        hop(table, true, "Its route " + destination + " leads to " + gateway + nat + ".");
        if (gateway.startsWith("igw-") && from.publicAddress().isEmpty()) {
            return hop(
                    gateway,
                    false,
                    from.name()
                            + " has no public address, which an internet gateway needs. Use a NAT gateway, or give it one.");
        }
        String seenAs = network.natGateways().getOrDefault(nat, "");
        return hop(
                gateway + nat, true, seenAs.isEmpty() ? "It leaves the VPC." : "It leaves the VPC as " + seenAs + ".");
    }

    private boolean isReachedFromOutside(Place to) {
        if (to.publicAddress().isEmpty()) {
            return hop(to.name(), false, "It has no public address: nothing outside of " + to.vpcId() + " finds it.");
        }
        boolean open = network.route(to, "0.0.0.0")
                .filter(each -> each.path("gatewayId").asText().startsWith("igw-"))
                .isPresent();
        return open
                ? hop(
                        "Internet gateway of " + to.vpcId(),
                        true,
                        "It hands " + to.publicAddress() + " to " + to.address() + ".")
                : hop(
                        "Route table " + network.tableOf(to),
                        false,
                        "The subnet " + to.subnetId()
                                + " has no route 0.0.0.0/0 to an internet gateway: it is private.");
    }
}
