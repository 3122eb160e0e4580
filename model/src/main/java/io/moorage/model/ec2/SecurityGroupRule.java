package io.moorage.model.ec2;

import java.util.Map;

/**
 * One thing a security group allows.
 *
 * <p>Two rules that allow the same ({@link #sameAs}) never stand in one direction of one group.
 *
 * @param protocol {@code tcp}, {@code udp}, {@code icmp}, {@code icmpv6}, {@code -1} for all, or an IANA number
 * @param fromPort first port, or ICMP type; -1 for all
 * @param toPort last port, or ICMP code; -1 for all
 * @param description empty when none was given
 */
public record SecurityGroupRule(
        String id, String protocol, int fromPort, int toPort, Peer peer, String description, Map<String, String> tags) {
    public SecurityGroupRule {
        tags = Map.copyOf(tags);
    }

    /** Which way the traffic goes, seen from the interface wearing the group. */
    public enum Direction {
        INGRESS,
        EGRESS
    }

    /** Who may be at the other end: a block of addresses, or the interfaces wearing the group {@code value}. */
    public record Peer(Kind kind, String value) {
        /** What a peer's value is. */
        public enum Kind {
            IPV4,
            IPV6,
            GROUP
        }
    }

    public boolean sameAs(SecurityGroupRule other) {
        return protocol.equals(other.protocol)
                && fromPort == other.fromPort
                && toPort == other.toPort
                && peer.equals(other.peer);
    }
}
