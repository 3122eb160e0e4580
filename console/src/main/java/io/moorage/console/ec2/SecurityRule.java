package io.moorage.console.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.console.frame.Aws;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A rule of a security group.
 *
 * @param protocol {@code tcp}, {@code udp}, {@code icmp}, a number, or {@code -1} for all
 * @param from the first port; with {@code to} -1 for every one
 */
record SecurityRule(String protocol, int from, int to, List<String> blocks, List<String> groups) {
    static SecurityRule of(JsonNode permission) {
        return new SecurityRule(
                protocol(permission.path("ipProtocol").asText()),
                permission.path("fromPort").asInt(-1),
                permission.path("toPort").asInt(-1),
                Stream.concat(
                                Aws.list(permission.path("ipRanges")).stream()
                                        .map(each -> each.path("cidrIp").asText()),
                                Aws.list(permission.path("ipv6Ranges")).stream()
                                        .map(each -> each.path("cidrIpv6").asText()))
                        .toList(),
                Aws.list(permission.path("groups")).stream()
                        .map(each -> each.path("groupId").asText())
                        .toList());
    }

    private static String protocol(String written) {
        return switch (written) {
            case "6" -> "tcp";
            case "17" -> "udp";
            default -> written;
        };
    }

    /**
     * The peer by which it lets pass, if it does.
     *
     * @param address empty when it is not known
     */
    Optional<String> admits(String wanted, int port, String address, List<String> peerGroups) {
        boolean inRange = from == -1 || (from <= port && port <= to);
        boolean fits = protocol.equals("-1") || (protocol.equals(wanted) && inRange);
        if (!fits) {
            return Optional.empty();
        }
        return Stream.concat(
                        blocks.stream().filter(each -> Cidr.holds(each, address)),
                        groups.stream().filter(peerGroups::contains))
                .findFirst();
    }

    String ports() {
        return protocol.equals("-1") || from == -1 ? "all" : from == to ? Integer.toString(from) : from + "–" + to;
    }

    String protocolName() {
        return protocol.equals("-1") ? "all traffic" : protocol;
    }

    String peers() {
        return Stream.concat(blocks.stream(), groups.stream()).collect(Collectors.joining(", "));
    }

    /** For people, e.g. {@code tcp 2049 sg-1}. */
    String text() {
        return protocol.equals("-1") ? "all traffic " + peers() : protocol + " " + ports() + " " + peers();
    }
}
