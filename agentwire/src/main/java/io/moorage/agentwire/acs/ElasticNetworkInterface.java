package io.moorage.agentwire.acs;

import io.moorage.agentwire.Absent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The network interface of a task in network mode {@code awsvpc}: found on the instance by its hardware address.
 *
 * @param subnetGatewayIpv4Address with the length of the subnet's prefix, {@code 172.31.0.1/20}
 */
public record ElasticNetworkInterface(
        String ec2Id,
        String macAddress,
        @Nullable String attachmentArn,
        List<Ipv4Address> ipv4Addresses,
        List<String> ipv6Addresses,
        List<String> domainName,
        List<String> domainNameServers,
        @Nullable String privateDnsName,
        @Nullable String subnetGatewayIpv4Address) {
    public ElasticNetworkInterface {
        ipv4Addresses = Absent.orEmpty(ipv4Addresses);
        ipv6Addresses = Absent.orEmpty(ipv6Addresses);
        domainName = Absent.orEmpty(domainName);
        domainNameServers = Absent.orEmpty(domainNameServers);
    }

    /** An address of the interface. */
    public record Ipv4Address(boolean primary, String privateAddress) {}
}
