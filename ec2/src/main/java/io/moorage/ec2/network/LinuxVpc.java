package io.moorage.ec2.network;

import static java.util.stream.Collectors.toSet;

import io.moorage.ec2.network.VpcNetwork.Plug;
import io.moorage.posix.Namespaces;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One VPC's namespace, and what is known to be in it. Only differences from what is known are applied; knowing nothing,
 * as after a failure or a restart, it looks.
 */
final class LinuxVpc {
    /** EC2's own within a VPC ("Jumbo frames (9001 MTU)"). */
    private static final int MTU = 9001;

    /** The way out is no wider than the internet's. */
    private static final int UPLINK_MTU = 1500;

    /** For the namespace, and for links made in it from now on. */
    private static final Map<String, String> SYSCTLS = Map.of(
            "ipv4/ip_forward", "1",
            // An instance asks for its neighbours' and its router's hardware addresses: the answer is the router's.
            "ipv4/conf/default/proxy_arp", "1",
            // Nobody sends from an address that is not routed to its own wire (RFC 3704, strict).
            "ipv4/conf/default/rp_filter", "1",
            "ipv4/conf/all/rp_filter", "1",
            "ipv4/conf/all/send_redirects", "0",
            "ipv4/conf/default/send_redirects", "0",
            "ipv6/conf/all/disable_ipv6", "1",
            "ipv6/conf/default/disable_ipv6", "1",
            // A packet outside of the window still is of its connection, and its receiver's to judge.
            "netfilter/nf_conntrack_tcp_be_liberal", "1");

    /** An instance's end before it has its address. */
    private static final String UNREADY = "moorage0";

    private final String name;
    private final Path netns;
    private boolean made;
    private boolean announced;
    private String resolver = "";
    private @Nullable Set<String> localAddresses;
    private @Nullable String ruleset;
    private @Nullable Set<Plug> plugged;

    LinuxVpc(String name) {
        this.name = name;
        this.netns = Namespaces.named(name);
    }

    /** Makes the namespace, its addresses and its rules. */
    void prepare(VpcNetwork wanted) {
        resolver = wanted.resolver();
        if (!made) {
            make(wanted);
            made = true;
        }
        if (!wanted.localAddresses().equals(localAddresses)) {
            address(wanted.localAddresses());
            localAddresses = wanted.localAddresses();
        }
        if (!wanted.ruleset().equals(ruleset)) {
            Tools.nft(netns, wanted.ruleset());
            ruleset = wanted.ruleset();
        }
    }

    /** True once: when the namespace's listeners are to be told. */
    boolean announce() {
        boolean first = !announced;
        announced = true;
        return first;
    }

    boolean announced() {
        return announced;
    }

    VpcNamespace namespace(String vpcId) {
        return new VpcNamespace(vpcId, netns, resolver);
    }

    Set<Plug> plugged() {
        return plugged == null ? Set.of() : Set.copyOf(plugged);
    }

    /** Nothing is known any more; the next application looks. */
    void forget() {
        made = false;
        localAddresses = null;
        ruleset = null;
        plugged = null;
    }

    private void make(VpcNetwork wanted) {
        if (!namespaces().contains(name)) {
            Tools.run("", "ip", "netns", "add", name);
        }
        try {
            Namespaces.in(netns, () -> {
                for (var each : SYSCTLS.entrySet()) {
                    Path file = Path.of("/proc/sys/net", each.getKey());
                    if (Files.exists(file)) {
                        Files.writeString(file, each.getValue());
                    }
                }
                return true;
            });
        } catch (Exception e) {
            throw new NetworkException("cannot set up namespace " + name + ": " + e.getMessage(), e);
        }
        if (!links().contains(NetworkNames.UPLINK)) {
            Tools.attempt(Tools.words("ip", "link del " + wanted.hostLink()));
            Tools.ip(List.of("link add %s mtu %d type veth peer name %s mtu %d netns %s"
                    .formatted(wanted.hostLink(), UPLINK_MTU, NetworkNames.UPLINK, UPLINK_MTU, name)));
        }
        Tools.ip(
                netns,
                List.of(
                        "link set lo up",
                        "link set uplink up",
                        "addr replace " + HostNetwork.NAMESPACE_SIDE + "/32 dev uplink",
                        "route replace " + HostNetwork.HOST_SIDE + "/32 dev uplink src " + HostNetwork.NAMESPACE_SIDE,
                        "route replace default via " + HostNetwork.HOST_SIDE + " dev uplink onlink src "
                                + HostNetwork.NAMESPACE_SIDE,
                        "route replace unreachable " + wanted.cidr()));
    }

    private void address(Set<String> wanted) {
        Set<String> present = localAddresses == null ? presentAddresses() : localAddresses;
        var lines = new ArrayList<String>();
        present.stream()
                .filter(each -> !wanted.contains(each))
                .forEach(each -> lines.add("addr del " + each + "/32 dev lo"));
        wanted.stream()
                .filter(each -> !present.contains(each))
                .forEach(each -> lines.add("addr add " + each + "/32 dev lo"));
        Tools.ip(netns, lines);
    }

    private Set<String> presentAddresses() {
        return Stream.of(Tools.run("", "ip", "-o", "-4", "-n", name, "addr", "show", "dev", "lo")
                        .split("\n"))
                .map(line -> line.strip().split("\\s+"))
                .filter(words -> words.length > 3 && !words[3].startsWith("127."))
                .map(words -> words[3].replaceFirst("/.*", ""))
                .collect(toSet());
    }

    /** Takes out the wires that are not wanted and puts in those that are; a machine that died meanwhile is left out. */
    void plug(Set<Plug> wanted) {
        Set<Plug> known = plugged == null ? find(wanted) : plugged;
        var now = new HashSet<Plug>();
        var stale = new ArrayList<String>();
        for (Plug each : known) {
            if (wanted.contains(each)) {
                now.add(each);
            } else {
                stale.add("-n " + name + " link del " + each.link());
            }
        }
        Tools.ipForced(stale);
        plugged = now;
        for (Plug each : wanted) {
            if (!now.contains(each) && alive(each)) {
                plug(each);
                now.add(each);
            }
        }
    }

    private void plug(Plug each) {
        Tools.attempt(Tools.words("ip", "-n " + name + " link del " + each.link()));
        Tools.ip(
                netns,
                List.of(
                        "link add %s mtu %d type veth peer name %s mtu %d address %s netns %d"
                                .formatted(
                                        each.link(),
                                        MTU,
                                        each.primary() ? UNREADY : each.device(),
                                        MTU,
                                        each.macAddress(),
                                        each.pid()),
                        // It answers for neighbours (proxy_arp) at once, not after a random delay of up to 0.8 s.
                        "ntable change name arp_cache dev " + each.link() + " proxy_delay 0",
                        "link set " + each.link() + " up",
                        "route replace " + each.address() + "/32 dev " + each.link(),
                        "neigh replace %s lladdr %s dev %s nud permanent"
                                .formatted(each.address(), each.macAddress(), each.link())));
        if (each.primary()) {
            ready(each);
        }
    }

    /** The machine waits for eth0: by then it has its address. */
    private static void ready(Plug each) {
        Tools.ip(
                Path.of("/proc", Integer.toString(each.pid()), "ns", "net"),
                List.of(
                        "addr add " + each.address() + "/" + each.prefix() + " dev " + UNREADY,
                        "link set lo up",
                        "link set " + UNREADY + " name eth0",
                        "link set eth0 up",
                        "route replace default via " + each.router() + " dev eth0"));
    }

    /** Which of the wanted wires an earlier process has put in; what else it left is taken out. */
    private Set<Plug> find(Set<Plug> wanted) {
        Set<String> links = links();
        Set<Plug> found = wanted.stream()
                .filter(each -> links.contains(each.link()) && hasNetwork(each))
                .collect(toSet());
        Set<String> kept = found.stream().map(Plug::link).collect(toSet());
        Tools.ipForced(links.stream()
                .filter(each -> !each.equals("lo") && !each.equals(NetworkNames.UPLINK) && !kept.contains(each))
                .map(each -> "-n " + name + " link del " + each)
                .toList());
        return found;
    }

    /** A task's end may be anywhere by now; a wire that has one end has both. */
    private static boolean hasNetwork(Plug plug) {
        if (!plug.primary()) {
            return alive(plug);
        }
        try (Stream<String> lines = Files.lines(Path.of("/proc", Integer.toString(plug.pid()), "net", "dev"))) {
            return lines.anyMatch(line -> line.strip().startsWith("eth0:"));
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean alive(Plug plug) {
        return Files.exists(Path.of("/proc", Integer.toString(plug.pid()), "ns", "net"));
    }

    private Set<String> links() {
        return Stream.of(Tools.run("", "ip", "-o", "-n", name, "link", "show").split("\n"))
                .map(line -> line.split(": ", 3))
                .filter(words -> words.length > 1)
                .map(words -> words[1].replaceFirst("@.*", ""))
                .collect(toSet());
    }

    /** The names of every network namespace of the machine. */
    static Set<String> namespaces() {
        Path directory = Namespaces.named("");
        if (!Files.isDirectory(directory)) {
            return Set.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.map(each -> each.getFileName().toString()).collect(toSet());
        } catch (IOException e) {
            throw new NetworkException("cannot list " + directory, e);
        }
    }

    /** Removes a namespace; it is gone from the host at once, also when a socket still keeps it. */
    static void remove(String namespace, String hostLink) {
        Tools.attempt(Tools.words("ip", "link del " + hostLink));
        Tools.run("", "ip", "netns", "del", namespace);
    }
}
