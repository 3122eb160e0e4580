package io.moorage.ec2.network;

import static java.util.stream.Collectors.joining;

import io.moorage.model.ec2.NetworkInterface;
import io.moorage.model.ec2.NetworkInterface.Owner;
import io.moorage.model.ec2.SecurityGroup;
import io.moorage.model.ec2.SecurityGroupRule;
import io.moorage.model.ec2.SecurityGroupRule.Direction;
import io.moorage.model.ec2.SecurityGroupRule.Peer;
import io.moorage.model.ec2.Vpc;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;

/**
 * A VPC's security groups and public addresses as an nftables table (nft(8)), for the VPC's namespace.
 *
 * <p>A packet passes when the sender's egress rules send it on to the receiver's ingress rules and these accept it; a
 * packet of the answering direction of a connection, or an ICMP error about one, always passes, which makes groups
 * stateful. Packets of the asking direction are judged one by one, so a revoked rule stops flowing connections too,
 * where EC2 lets tracked ones run on.
 */
final class Ruleset {
    static final String TABLE = "moorage";

    private final Vpc vpc;
    private final List<NetworkInterface> interfaces;
    private final WaysOut out;
    private final TreeMap<String, SecurityGroup> groups = new TreeMap<>();
    private final StringBuilder text = new StringBuilder();

    Ruleset(Vpc vpc, Collection<NetworkInterface> interfaces, WaysOut out, Collection<SecurityGroup> groups) {
        this.vpc = vpc;
        this.interfaces = sorted(interfaces);
        this.out = out;
        groups.forEach(each -> this.groups.put(each.id(), each));
    }

    /** One transaction: the table as it was until now, or this one. Equal for equal input. */
    String text() {
        text.append("table inet ").append(TABLE).append("\ndelete table inet ").append(TABLE);
        text.append("\ntable inet ").append(TABLE).append(" {\n");
        groups.keySet().forEach(this::members);
        groups.values().forEach(each -> {
            chain(name("gi", each.id()), each.ingress(), Direction.INGRESS);
            chain(name("ge", each.id()), each.egress(), Direction.EGRESS);
        });
        interfaces.forEach(this::interfaceChains);
        hooks();
        publicAddresses();
        return text.append("}\n").toString();
    }

    private void members(String groupId) {
        line("set %s { type ipv4_addr", name("members", groupId));
        elements(interfaces.stream()
                .filter(each -> each.securityGroups().contains(groupId))
                .map(NetworkInterface::privateAddress)
                .collect(joining(", ")));
        line("}");
    }

    private void elements(String elements) {
        if (!elements.isEmpty()) {
            line("elements = { %s }", elements);
        }
    }

    private void chain(String name, List<SecurityGroupRule> rules, Direction direction) {
        line("chain %s {", name);
        rules.stream()
                .filter(each ->
                        each.peer().kind() != Peer.Kind.IPV6 && !each.protocol().equals("icmpv6"))
                .forEach(each -> line(
                        "%s %s %s",
                        peer(each.peer(), direction == Direction.INGRESS ? "saddr" : "daddr"),
                        protocol(each),
                        direction == Direction.INGRESS ? "accept" : "goto ingress"));
        line("}");
    }

    private String peer(Peer peer, String end) {
        return switch (peer.kind()) {
            case IPV4 -> peer.value().equals("0.0.0.0/0") ? "" : "ip " + end + " " + peer.value();
            // A group that was deleted, or is of another VPC, has no members here.
            case GROUP ->
                groups.containsKey(peer.value())
                        ? "ip " + end + " @" + name("members", peer.value())
                        : "ip " + end + " 255.255.255.255";
            case IPV6 -> throw new IllegalArgumentException("no IPv6 in a VPC");
        };
    }

    private static String protocol(SecurityGroupRule rule) {
        boolean every = rule.fromPort() < 0 || (rule.fromPort() == 0 && rule.toPort() == 65_535);
        return switch (rule.protocol()) {
            case "-1" -> "";
            case "tcp", "udp" ->
                every
                        ? "meta l4proto " + rule.protocol()
                        : rule.protocol() + " dport " + rule.fromPort() + "-" + rule.toPort();
            case "icmp" ->
                rule.fromPort() < 0
                        ? "meta l4proto icmp"
                        : "icmp type " + rule.fromPort() + (rule.toPort() < 0 ? "" : " icmp code " + rule.toPort());
            default -> "meta l4proto " + rule.protocol();
        };
    }

    private void interfaceChains(NetworkInterface each) {
        for (String way : List.of("i", "e")) {
            line("chain %s {", name(way, each.id()));
            each.securityGroups().stream()
                    .filter(groups::containsKey)
                    .forEach(group -> line("jump %s", name("g" + way, group)));
            line("drop");
            line("}");
        }
    }

    private void hooks() {
        line("chain ingress {");
        verdicts("daddr", "i");
        if (!out.outward().isEmpty()) {
            line(
                    "oifname \"%s\" ip saddr { %s } accept",
                    NetworkNames.UPLINK, String.join(", ", out.outward().keySet()));
        }
        line("drop");
        line("}");
        line("chain egress {");
        line("iifname \"%s\" goto ingress", NetworkNames.UPLINK);
        verdicts("saddr", "e");
        line("drop");
        line("}");
        line("chain services {");
        line("iifname \"%s\" drop", NetworkNames.UPLINK);
        line("accept");
        line("}");
        line("chain to_here {");
        line("type filter hook input priority filter; policy drop;");
        line("iifname \"lo\" accept");
        line("meta nfproto ipv6 drop");
        established();
        line("ip daddr { %s } goto services", String.join(", ", ServiceAddresses.in(vpc)));
        line("goto egress");
        line("}");
        line("chain through {");
        line("type filter hook forward priority filter; policy drop;");
        line("meta nfproto ipv6 drop");
        established();
        line("goto egress");
        line("}");
        fromHere();
    }

    /** What load balancers, which are in the namespace itself, send on; mount targets and services only answer. */
    private void fromHere() {
        line("chain from_here {");
        line("type filter hook output priority filter; policy accept;");
        line("oifname \"lo\" accept");
        refusals();
        String balancers = interfaces.stream()
                .filter(each -> each.belongsTo(Owner.Kind.ELB))
                .map(NetworkInterface::privateAddress)
                .collect(joining(", "));
        if (!balancers.isEmpty()) {
            established();
            line("ip saddr { %s } goto egress", balancers);
        }
        line("}");
    }

    /**
     * While no service listens, because the control plane is starting again, whoever asks one is left to ask again, as TCP and
     * resolvers do by themselves: a boot script that is refused its metadata goes on without them. RFC 9293 section 3.10.7.1: a
     * reset that answers the first segment of a connection has sequence number 0.
     */
    private void refusals() {
        String services = String.join(", ", ServiceAddresses.in(vpc));
        line("ip saddr { %s } tcp flags & (rst | ack) == (rst | ack) tcp sequence 0 drop", services);
        line("ip saddr { %s } icmp type destination-unreachable icmp code port-unreachable drop", services);
    }

    private void established() {
        line("ct state related accept");
        line("ct direction reply ct state established accept");
    }

    private void verdicts(String end, String way) {
        if (!interfaces.isEmpty()) {
            line(
                    "ip %s vmap { %s }",
                    end,
                    interfaces.stream()
                            .map(each -> each.privateAddress() + " : goto " + name(way, each.id()))
                            .collect(joining(", ")));
        }
    }

    private void publicAddresses() {
        if (!out.open().isEmpty()) {
            line("chain inbound {");
            line("type nat hook prerouting priority dstnat; policy accept;");
            line(
                    "dnat ip to ip daddr map { %s }",
                    out.open().entrySet().stream()
                            .map(each -> each.getValue() + " : " + each.getKey())
                            .collect(joining(", ")));
            line("}");
        }
        if (!out.outward().isEmpty()) {
            line("chain outbound {");
            line("type nat hook postrouting priority srcnat; policy accept;");
            line(
                    "oifname \"%s\" snat ip to ip saddr map { %s }",
                    NetworkNames.UPLINK,
                    out.outward().entrySet().stream()
                            .map(each -> each.getKey() + " : " + each.getValue())
                            .collect(joining(", ")));
            line("}");
        }
    }

    private void line(String format, Object... arguments) {
        text.append(format.formatted(arguments)).append('\n');
    }

    private static String name(String kind, String id) {
        return kind + "_" + id.replace('-', '_');
    }

    private static List<NetworkInterface> sorted(Collection<NetworkInterface> interfaces) {
        return interfaces.stream()
                .sorted(Comparator.comparing(NetworkInterface::id))
                .toList();
    }
}
