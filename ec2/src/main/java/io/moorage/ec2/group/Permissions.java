package io.moorage.ec2.group;

import io.moorage.awsmodels.ec2.IpPermission;
import io.moorage.awsmodels.ec2.IpRange;
import io.moorage.awsmodels.ec2.Ipv6Range;
import io.moorage.awsmodels.ec2.ReferencedSecurityGroup;
import io.moorage.awsmodels.ec2.UserIdGroupPair;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Resource;
import io.moorage.ec2.api.Tags;
import io.moorage.model.ec2.Cidr;
import io.moorage.model.ec2.Ec2Id;
import io.moorage.model.ec2.SecurityGroup;
import io.moorage.model.ec2.SecurityGroupRule;
import io.moorage.model.ec2.SecurityGroupRule.Direction;
import io.moorage.model.ec2.SecurityGroupRule.Peer;
import io.moorage.store.ReadView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Rules between the ways they are written in requests and answers, and rows. */
final class Permissions {
    private static final int LAST_PORT = 65_535;
    private static final int LAST_PROTOCOL = 255;
    private static final Map<String, String> NUMBERED =
            Map.of("1", "icmp", "6", "tcp", "17", "udp", "58", "icmpv6", "all", "-1");
    private static final Set<String> NAMED = Set.of("tcp", "udp", "icmp", "icmpv6", "-1");

    private final ReadView view;
    private final SecurityGroup group;
    private final RandomGenerator random;

    /** @param group whose rules are spoken of: other groups are looked for in its VPC */
    Permissions(ReadView view, SecurityGroup group, RandomGenerator random) {
        this.view = view;
        this.group = group;
        this.random = random;
    }

    /** One rule for each block and each group that the permissions name. */
    List<SecurityGroupRule> rules(List<IpPermission> permissions, Map<String, String> tags) {
        if (permissions.isEmpty()) {
            throw Ec2Errors.missing("ipPermissions");
        }
        return permissions.stream().flatMap(each -> rules(each, tags).stream()).toList();
    }

    private List<SecurityGroupRule> rules(IpPermission permission, Map<String, String> tags) {
        String protocol = protocol(permission.ipProtocol());
        int from = from(protocol, permission);
        int to = to(protocol, permission);
        if (!permission.prefixListIds().isEmpty()) {
            throw Ec2Errors.unsupported("A prefix list in a security group rule");
        }
        var rules = new ArrayList<SecurityGroupRule>();
        permission
                .ipRanges()
                .forEach(each -> rules.add(rule(
                        protocol, from, to, new Peer(Peer.Kind.IPV4, block(each.cidrIp())), each.description(), tags)));
        permission
                .ipv6Ranges()
                .forEach(each -> rules.add(rule(
                        protocol,
                        from,
                        to,
                        new Peer(Peer.Kind.IPV6, ipv6(each.cidrIpv6())),
                        each.description(),
                        tags)));
        permission
                .userIdGroupPairs()
                .forEach(each -> rules.add(rule(
                        protocol, from, to, new Peer(Peer.Kind.GROUP, peerGroup(each)), each.description(), tags)));
        if (rules.isEmpty()) {
            throw Ec2Errors.missing("cidrIp, cidrIpv6 or groupId");
        }
        return rules;
    }

    private SecurityGroupRule rule(
            String protocol, int from, int to, Peer peer, @Nullable String description, Map<String, String> tags) {
        return new SecurityGroupRule(
                Ec2Id.SECURITY_GROUP_RULE.next(random),
                protocol,
                from,
                to,
                peer,
                description == null ? "" : description,
                tags);
    }

    private static String protocol(@Nullable String given) {
        String lower = Ec2Errors.required(given, "ipProtocol").toLowerCase(Locale.ROOT);
        String protocol = NUMBERED.getOrDefault(lower, lower);
        if (!NAMED.contains(protocol)
                && !(protocol.matches("[0-9]{1,3}") && Integer.parseInt(protocol) <= LAST_PROTOCOL)) {
            throw Ec2Errors.refused(
                    "InvalidPermission.Malformed",
                    "Unsupported IP protocol \"%s\" - supported: [tcp, udp, icmp]",
                    given);
        }
        return protocol;
    }

    private static boolean hasPorts(String protocol) {
        return protocol.equals("tcp") || protocol.equals("udp");
    }

    private static int from(String protocol, IpPermission permission) {
        Integer from = permission.fromPort();
        if (hasPorts(protocol)) {
            return port(from, "fromPort");
        }
        return protocol.startsWith("icmp") && from != null ? from : -1;
    }

    private static int to(String protocol, IpPermission permission) {
        Integer to = permission.toPort();
        if (!hasPorts(protocol)) {
            return protocol.startsWith("icmp") && to != null ? to : -1;
        }
        int last = port(to, "toPort");
        if (from(protocol, permission) > last) {
            throw Ec2Errors.invalidValue("Invalid TCP/UDP port range (%s:%s)", permission.fromPort(), last);
        }
        return last;
    }

    private static int port(@Nullable Integer given, String parameter) {
        int port = Ec2Errors.required(given, parameter);
        if (port == -1) {
            return parameter.equals("fromPort") ? 0 : LAST_PORT;
        }
        if (port < 0 || port > LAST_PORT) {
            throw Ec2Errors.invalidValue("Invalid value '%d' for %s. Must be a port number.", port, parameter);
        }
        return port;
    }

    private static String block(@Nullable String text) {
        return Cidr.of(Ec2Errors.required(text, "cidrIp"))
                .map(Cidr::text)
                .orElseThrow(() -> Ec2Errors.invalidValue("CIDR block %s is malformed", text));
    }

    /** Kept as it was written: nothing in a VPC of Moorage has an IPv6 address. */
    private static String ipv6(@Nullable String text) {
        String block = Ec2Errors.required(text, "cidrIpv6");
        if (!block.matches("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*/([0-9]|[1-9][0-9]|1[01][0-9]|12[0-8])")) {
            throw Ec2Errors.invalidValue("CIDR block %s is malformed", text);
        }
        return block;
    }

    private String peerGroup(UserIdGroupPair pair) {
        if (pair.groupId() != null) {
            return Resource.SECURITY_GROUP.require(view, pair.groupId()).id();
        }
        String name = Ec2Errors.required(pair.groupName(), "groupId");
        return Groups.named(view, group.vpcId(), name).id();
    }

    /** Rules gathered by protocol and ports, as {@code DescribeSecurityGroups} lists them. */
    static List<IpPermission> gathered(List<SecurityGroupRule> rules, String accountId) {
        var permissions = new LinkedHashMap<List<Object>, List<SecurityGroupRule>>();
        for (SecurityGroupRule each : rules) {
            permissions
                    .computeIfAbsent(List.of(each.protocol(), each.fromPort(), each.toPort()), key -> new ArrayList<>())
                    .add(each);
        }
        return permissions.values().stream()
                .map(each -> permission(each, accountId))
                .toList();
    }

    private static IpPermission permission(List<SecurityGroupRule> rules, String accountId) {
        SecurityGroupRule first = rules.getFirst();
        boolean all = first.protocol().equals("-1");
        return IpPermission.builder()
                .ipProtocol(first.protocol())
                .fromPort(all ? null : first.fromPort())
                .toPort(all ? null : first.toPort())
                .ipRanges(of(rules, Peer.Kind.IPV4)
                        .map(each -> IpRange.builder()
                                .cidrIp(each.peer().value())
                                .description(textOf(each))
                                .build())
                        .toList())
                .ipv6Ranges(of(rules, Peer.Kind.IPV6)
                        .map(each -> Ipv6Range.builder()
                                .cidrIpv6(each.peer().value())
                                .description(textOf(each))
                                .build())
                        .toList())
                .userIdGroupPairs(of(rules, Peer.Kind.GROUP)
                        .map(each -> UserIdGroupPair.builder()
                                .groupId(each.peer().value())
                                .userId(accountId)
                                .description(textOf(each))
                                .build())
                        .toList())
                .prefixListIds(List.of())
                .build();
    }

    private static Stream<SecurityGroupRule> of(List<SecurityGroupRule> rules, Peer.Kind kind) {
        return rules.stream().filter(each -> each.peer().kind() == kind);
    }

    /** One rule, as {@code DescribeSecurityGroupRules} lists it. */
    static io.moorage.awsmodels.ec2.SecurityGroupRule shape(
            String groupId, SecurityGroupRule rule, Direction direction, String accountId) {
        Peer peer = rule.peer();
        return io.moorage.awsmodels.ec2.SecurityGroupRule.builder()
                .securityGroupRuleId(rule.id())
                .groupId(groupId)
                .groupOwnerId(accountId)
                .isEgress(direction == Direction.EGRESS)
                .ipProtocol(rule.protocol())
                .fromPort(rule.fromPort())
                .toPort(rule.toPort())
                .cidrIpv4(peer.kind() == Peer.Kind.IPV4 ? peer.value() : null)
                .cidrIpv6(peer.kind() == Peer.Kind.IPV6 ? peer.value() : null)
                .referencedGroupInfo(
                        peer.kind() == Peer.Kind.GROUP
                                ? ReferencedSecurityGroup.builder()
                                        .groupId(peer.value())
                                        .userId(accountId)
                                        .build()
                                : null)
                .description(textOf(rule))
                .tags(Tags.list(rule.tags()))
                .build();
    }

    private static @Nullable String textOf(SecurityGroupRule rule) {
        return rule.description().isEmpty() ? null : rule.description();
    }
}
