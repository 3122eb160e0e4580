package io.moorage.ec2.network;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The host's side: a wire to each VPC with routes to its addresses, and the way out for public addresses.
 *
 * <p>To every instance the host, and whatever is reached through it, is the internet.
 */
final class HostNetwork {
    /** The host as instances see it; the same on the wire of every VPC. */
    static final String HOST_SIDE = "198.19.0.1";

    /** A VPC's router as the host sees it; the same on every wire. */
    static final String NAMESPACE_SIDE = "198.19.0.2";

    /** Where public addresses are taken from: set aside for tests between networks (RFC 2544, RFC 6890), routed nowhere. */
    static final String PUBLIC = "198.18.0.0/16";

    /** Below every route anyone else would make; each Moorage knows its own by the exact metric. */
    private static final int LAST_RESORT = 4_000_000;

    private final NetworkNames names;
    private @Nullable Set<String> unreachable;
    private boolean firewalled;
    private boolean forwards;
    private final int metric;
    private final Map<String, Set<String>> routes = new HashMap<>();

    HostNetwork(NetworkNames names) {
        this.names = names;
        this.metric = LAST_RESORT + (names.name().hashCode() & 0xf_ffff);
    }

    /** What concerns all VPCs together. */
    void apply(List<VpcNetwork> plan) {
        var wanted = new TreeSet<String>();
        plan.forEach(each -> wanted.add(each.cidr().text()));
        if (!wanted.isEmpty()) {
            wanted.add(PUBLIC);
        }
        if (!wanted.equals(unreachable)) {
            unreachable(wanted);
        }
        if (!plan.isEmpty() && !firewalled) {
            Tools.run(firewall(), "nft", "-f", "-");
            firewalled = true;
        }
        if (!forwards && plan.stream().anyMatch(each -> !each.publicAddresses().isEmpty())) {
            forward();
            forwards = true;
        }
    }

    /** Addresses of VPCs never leave by the host's own default route. */
    private void unreachable(Set<String> wanted) {
        Set<String> before = unreachable == null ? Set.of() : unreachable;
        Tools.ipForced(before.stream()
                .filter(each -> !wanted.contains(each))
                .map(each -> "route del unreachable " + each + " metric " + metric)
                .toList());
        Tools.ip(wanted.stream()
                .map(each -> "route replace unreachable " + each + " metric " + metric)
                .toList());
        unreachable = wanted;
    }

    /**
     * Instances may be asked by the host, and never begin to talk to it; those of another VPC they reach by public
     * addresses only.
     */
    private String firewall() {
        String links = names.hostLinkPrefix() + "*";
        return """
                table inet %1$s
                delete table inet %1$s
                table inet %1$s {
                  chain to_here {
                    type filter hook input priority filter; policy accept;
                    iifname "%2$s" ct state new drop
                  }
                  chain across {
                    type filter hook forward priority filter; policy accept;
                    iifname "%2$s" oifname "%2$s" ip daddr != %3$s drop
                  }
                  chain outbound {
                    type nat hook postrouting priority srcnat; policy accept;
                    ip saddr %3$s oifname != "%2$s" masquerade
                  }
                }
                """.formatted(names.table(), links, PUBLIC);
    }

    private void forward() {
        try {
            Files.writeString(Path.of("/proc/sys/net/ipv4/ip_forward"), "1");
        } catch (IOException e) {
            throw new NetworkException("cannot let the host forward packets: " + e.getMessage(), e);
        }
        // Docker sets the policy of iptables' FORWARD chain to DROP.
        for (String rule : iptablesRules()) {
            if (!Tools.attempt(Tools.words("iptables", "-w 5 -C " + rule))) {
                Tools.attempt(Tools.words("iptables", "-w 5 -I " + rule));
            }
        }
    }

    private List<String> iptablesRules() {
        boolean installed = List.of("/usr/sbin/iptables", "/sbin/iptables").stream()
                .anyMatch(each -> Files.isExecutable(Path.of(each)));
        String links = names.hostLinkPrefix() + "+";
        return installed
                ? List.of("FORWARD -i " + links + " -j ACCEPT", "FORWARD -o " + links + " -j ACCEPT")
                : List.of();
    }

    /** The wire to one VPC, whose namespace has the other end. */
    void route(VpcNetwork vpc) {
        Set<String> wanted = new TreeSet<>(vpc.publicAddresses());
        if (vpc.reachableFromHost()) {
            wanted.add(vpc.cidr().text());
        }
        Optional<Set<String>> before = Optional.ofNullable(routes.get(vpc.hostLink()));
        if (before.filter(wanted::equals).isPresent()) {
            return;
        }
        var lines = new ArrayList<String>();
        if (before.isEmpty()) {
            lines.add("link set " + vpc.hostLink() + " up");
            lines.add("addr replace " + HOST_SIDE + "/32 dev " + vpc.hostLink());
            lines.add("route flush dev " + vpc.hostLink());
        }
        before.orElse(Set.of()).stream()
                .filter(each -> !wanted.contains(each))
                .forEach(each -> lines.add("route del " + each + " dev " + vpc.hostLink()));
        wanted.forEach(each -> lines.add("route replace %s via %s dev %s onlink src %s"
                .formatted(each, NAMESPACE_SIDE, vpc.hostLink(), HOST_SIDE)));
        Tools.ip(lines);
        routes.put(vpc.hostLink(), wanted);
    }

    void forget() {
        unreachable = null;
        firewalled = false;
        forwards = false;
        routes.clear();
    }

    /** Removes what concerns all VPCs; their wires go with their namespaces. */
    void remove() {
        Tools.run("", "ip", "route", "flush", "type", "unreachable", "metric", Integer.toString(metric));
        Tools.attempt(List.of("nft", "delete", "table", "inet", names.table()));
        iptablesRules().forEach(rule -> Tools.attempt(Tools.words("iptables", "-w 5 -D " + rule)));
        forget();
    }
}
