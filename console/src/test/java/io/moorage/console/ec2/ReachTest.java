package io.moorage.console.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moorage.console.ec2.Network.Place;
import io.moorage.console.ec2.Reach.Hop;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** VPC user guide, "Security group rules", "Route tables" and "Internet gateways". */
final class ReachTest {
    private static final String VPC = "vpc-1";
    private static final Place INSTANCE = place("i-1", "running", "subnet-a", "10.0.0.5", "198.51.100.5", "sg-web");
    private static final Place TARGET = place("eni-1", "in-use", "subnet-b", "10.0.1.9", "", "sg-nfs");

    private final ObjectMapper json = new ObjectMapper();

    @Test
    void aGroupLetsInWhoWearsTheGroupItNames() throws Exception {
        List<Hop> hops = Reach.of(network("tcp", 2049, "sg-web"), INSTANCE, TARGET, "tcp", 2049);

        assertThat(hops).allMatch(Hop::passed);
        assertThat(hops)
                .extracting(Hop::at)
                .containsExactly(
                        "i-1", "Security group sg-web (web)", "Route table rtb-public", "Security group sg-nfs (nfs)");
        assertThat(hops.getLast().why()).contains("inbound rule tcp 2049 sg-web lets sg-web pass");
    }

    /** EFS user guide, "How it works": an instance uses the mount target in its own zone. */
    @Test
    void aFileSystemIsReachedInTheZoneOfWhoAsks() throws Exception {
        Place far = new Place(
                "eni-9", "EFS mount target for fs-1 (fsmt-9)", "in-use", VPC, "subnet-z", "10.0.9.9", "", List.of());
        Place near = new Place(
                "eni-8", "EFS mount target for fs-1 (fsmt-8)", "in-use", VPC, "subnet-a", "10.0.0.9", "", List.of());
        Place front = new Place("eni-7", "ELB front", "in-use", VPC, "subnet-a", "10.0.0.8", "", List.of());
        Network network = new Network(
                List.of(
                        json.readTree("{\"subnetId\": \"subnet-a\", \"availabilityZone\": \"a\"}"),
                        json.readTree("{\"subnetId\": \"subnet-z\", \"availabilityZone\": \"z\"}")),
                List.of(),
                List.of(),
                Map.of(),
                List.of(INSTANCE, far, near, front));

        assertThat(network.find("fs-1", Optional.of(INSTANCE))).hasValue(near);
        assertThat(network.find("fs-1", Optional.of(far))).hasValue(far);
        assertThat(network.find("front", Optional.of(INSTANCE))).hasValue(front);
        assertThat(network.find("fs-2", Optional.of(INSTANCE))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"tcp, 2049, sg-other", "tcp, 2048, sg-web", "udp, 2049, sg-web"})
    void theMissingRuleIsNamed(String protocol, int port, String peer) throws Exception {
        List<Hop> hops = Reach.of(network(protocol, port, peer), INSTANCE, TARGET, "tcp", 2049);

        assertThat(hops.getLast().passed()).isFalse();
        assertThat(hops.getLast().at()).isEqualTo("Security group sg-nfs (nfs)");
        assertThat(hops.getLast().why())
                .isEqualTo("No inbound rule of it has tcp 2049 with 10.0.0.5 or one of its groups sg-web. Add one.");
    }

    @Test
    void whatIsNotUpTakesNothing() throws Exception {
        Place stopped = place("i-2", "stopped", "subnet-a", "10.0.0.6", "", "sg-nfs");

        assertThat(Reach.of(network("tcp", 22, "sg-web"), INSTANCE, stopped, "tcp", 22))
                .containsExactly(new Hop("i-2", false, "It is stopped: nothing is sent or taken."));
    }

    /** "Subnets that have a route to an internet gateway are public": the other has none. */
    @Test
    void fromOutsideOnlyAPublicAddressInAPublicSubnetIsReached() throws Exception {
        Network network = network("tcp", 22, "0.0.0.0/0");
        Place hidden = place("i-3", "running", "subnet-b", "10.0.1.7", "198.51.100.7", "sg-nfs");
        Place open = place("i-4", "running", "subnet-a", "10.0.0.7", "198.51.100.8", "sg-nfs");
        Place outside = Place.outside("203.0.113.9");

        assertThat(Reach.of(network, outside, open, "tcp", 22)).allMatch(Hop::passed);
        assertThat(Reach.of(network, outside, hidden, "tcp", 22).getLast().why())
                .contains("it is private");
        assertThat(Reach.of(network, outside, TARGET, "tcp", 22).getLast().why())
                .contains("no public address");
    }

    @Test
    void outOfAVpcTheMostSpecificRouteLeads() throws Exception {
        Place outside = Place.outside("203.0.113.9");
        Place without = place("i-5", "running", "subnet-a", "10.0.0.8", "", "sg-web");

        List<Hop> hops = Reach.of(network("tcp", 1, "sg-web"), INSTANCE, outside, "tcp", 443);
        assertThat(hops).allMatch(Hop::passed);
        assertThat(hops.get(2).why()).isEqualTo("Its route 0.0.0.0/0 leads to igw-1.");
        assertThat(Reach.of(network("tcp", 1, "sg-web"), without, outside, "tcp", 443)
                        .getLast()
                        .why())
                .contains("no public address, which an internet gateway needs");
        assertThat(Reach.of(network("tcp", 1, "sg-web"), TARGET, outside, "tcp", 443)
                        .getLast()
                        .why())
                .isEqualTo("No outbound rule of it has tcp 443 with 203.0.113.9. Add one.");
    }

    /** "NAT gateways": "the source IP address is replaced" by the gateway's. */
    @ParameterizedTest
    @CsvSource({"0.0.0.0/0, true", "198.51.100.77/32, true", "198.51.100.78/32, false"})
    void behindANatGatewayOneIsSeenAsTheGateway(String peer, boolean arrives) throws Exception {
        Place hidden = new Place("i-9", "i-9", "running", "vpc-2", "subnet-z", "10.1.0.9", "", List.of("sg-web"));
        Place open = place("i-4", "running", "subnet-a", "10.0.0.7", "198.51.100.8", "sg-nfs");

        List<Hop> hops = Reach.of(network("tcp", 22, peer), hidden, open, "tcp", 22);

        assertThat(hops).extracting(Hop::why).contains("It leaves the VPC as 198.51.100.77.");
        assertThat(hops.getLast().passed()).isEqualTo(arrives);
        if (!arrives) {
            assertThat(hops.getLast().why()).contains("tcp 22 with 198.51.100.77");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/16, 10.0.255.1, true",
        "10.0.0.0/16, 10.1.0.1,   false",
        "0.0.0.0/0,   192.0.2.1,  true",
        "10.0.0.5/32, 10.0.0.5,   true",
        "10.0.0.5/32, 10.0.0.4,   false",
        "::/0,        10.0.0.4,   false",
        "10.0.0.0/16, nobody,     false",
    })
    void aBlockHoldsItsAddresses(String block, String address, boolean held) {
        assertThat(Cidr.holds(block, address)).isEqualTo(held);
    }

    private static Place place(
            String id, String state, String subnet, String address, String publicAddress, String group) {
        return new Place(id, id, state, VPC, subnet, address, publicAddress, List.of(group));
    }

    /** A public subnet {@code subnet-a}, a private one {@code subnet-b}; {@code sg-nfs} lets in one peer and lets nothing out. */
    private Network network(String protocol, int port, String peer) throws Exception {
        String who = peer.startsWith("sg-")
                ? "'groups': [{'groupId': '%s'}]".formatted(peer)
                : "'ipRanges': [{'cidrIp': '%s'}]".formatted(peer);
        return new Network(
                list("[{'subnetId': 'subnet-a', 'vpcId': 'vpc-1'}, {'subnetId': 'subnet-b', 'vpcId': 'vpc-1'}]"),
                list("""
                        [{'routeTableId': 'rtb-main', 'vpcId': 'vpc-1', 'associationSet': [{'main': true}],
                          'routeSet': [{'destinationCidrBlock': '10.0.0.0/16', 'gatewayId': 'local'}]},
                         {'routeTableId': 'rtb-public', 'vpcId': 'vpc-1', 'associationSet': [{'subnetId': 'subnet-a'}],
                          'routeSet': [{'destinationCidrBlock': '10.0.0.0/16', 'gatewayId': 'local'}, {'destinationCidrBlock': '0.0.0.0/0', 'gatewayId': 'igw-1'}]},
                         {'routeTableId': 'rtb-private', 'vpcId': 'vpc-2', 'associationSet': [{'main': true}],
                          'routeSet': [{'destinationCidrBlock': '10.1.0.0/16', 'gatewayId': 'local'}, {'destinationCidrBlock': '0.0.0.0/0', 'natGatewayId': 'nat-1'}]}]"""),
                list("""
                        [{'groupId': 'sg-web', 'groupName': 'web', 'ipPermissionsEgress': [{'ipProtocol': '-1', 'ipRanges': [{'cidrIp': '0.0.0.0/0'}]}]},
                         {'groupId': 'sg-nfs', 'groupName': 'nfs', 'ipPermissions': [{'ipProtocol': '%s', 'fromPort': %d, 'toPort': %d, %s}]}]""".formatted(protocol, port, port, who)),
                Map.of("nat-1", "198.51.100.77"),
                List.of(INSTANCE, TARGET));
    }

    private List<JsonNode> list(String text) throws Exception {
        return StreamSupport.stream(json.readTree(text.replace('\'', '"')).spliterator(), false)
                .toList();
    }
}
