package io.moorage.ec2.network;

import io.moorage.model.ec2.Cidr;
import java.util.Set;

/**
 * What the network of one VPC should be.
 *
 * @param namespace its name among network namespaces
 * @param hostLink the host's end of the wire into the namespace
 * @param reachableFromHost the host routes the VPC's block to it; false when another VPC has the same addresses
 * @param localAddresses answered inside the namespace: services, subnets' routers, mount targets
 * @param publicAddresses the host routes these to the VPC
 * @param ruleset nftables text that replaces the table it names
 */
public record VpcNetwork(
        String vpcId,
        Cidr cidr,
        String resolver,
        String namespace,
        String hostLink,
        boolean reachableFromHost,
        Set<String> localAddresses,
        Set<Plug> plugs,
        Set<String> publicAddresses,
        String ruleset) {
    public VpcNetwork {
        localAddresses = Set.copyOf(localAddresses);
        plugs = Set.copyOf(plugs);
        publicAddresses = Set.copyOf(publicAddresses);
    }

    /**
     * A running instance's wire, or that of a task on it.
     *
     * @param pid of the instance's first process: its namespace gets {@code device}
     * @param link the VPC's end
     * @param device the instance's end: {@link #PRIMARY} is given its address here, any other by who takes it
     * @param router the default route's next hop
     */
    public record Plug(
            String instanceId,
            int pid,
            String link,
            String device,
            String macAddress,
            String address,
            int prefix,
            String router) {
        public static final String PRIMARY = "eth0";

        /** It is the instance's own way to its network. */
        public boolean primary() {
            return device.equals(PRIMARY);
        }
    }
}
