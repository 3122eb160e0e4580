package io.moorage.model.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Allocation of private addresses. */
class SubnetTest {
    private final Random random = new Random(1);

    @Test
    void theFirstFourAddressesAndTheLastAreReserved() {
        // VPC user guide, "Subnet sizing for IPv4"
        var present = new ArrayList<NetworkInterface>();
        Subnet subnet = subnet("10.0.0.0/28");
        for (int i = 4; i <= 14; i++) {
            Subnet.Allocation got = subnet.allocate(present).orElseThrow();
            assertThat(got.address()).isEqualTo("10.0.0." + i);
            present.add(holding(subnet, got.address()));
            subnet = got.after();
        }
        assertThat(subnet.allocate(present)).isEmpty();
        assertThat(subnet.availableAddresses(present)).isZero();
    }

    @Test
    void anAddressJustFreedIsNotTheNext() {
        Subnet.Allocation first = subnet("10.0.0.0/28").allocate(List.of()).orElseThrow();

        Subnet.Allocation second = first.after().allocate(List.of()).orElseThrow();

        assertThat(second.address()).isEqualTo("10.0.0.5");
    }

    @Test
    void allocationGoesRoundTheSubnet() {
        Subnet subnet = subnet("10.0.0.0/28");
        for (int i = 0; i < 11; i++) {
            subnet = subnet.allocate(List.of()).orElseThrow().after();
        }
        assertThat(subnet.allocate(List.of()).orElseThrow().address()).isEqualTo("10.0.0.4");
    }

    @Test
    void anAddressAskedForMustBeFreeAndUsable() {
        Subnet subnet = subnet("10.0.0.0/28");
        assertThat(subnet.allocate("10.0.0.9", List.of())).isPresent();
        assertThat(subnet.allocate("10.0.0.9", List.of(holding(subnet, "10.0.0.9"))))
                .isEmpty();
        for (String refused : List.of("10.0.0.0", "10.0.0.3", "10.0.0.15", "10.0.1.9", "nonsense")) {
            assertThat(subnet.allocate(refused, List.of())).as(refused).isEmpty();
        }
    }

    private NetworkInterface holding(Subnet subnet, String address) {
        return NetworkInterface.in(subnet, address, List.of("sg-1"), NetworkInterface.instance("i-1"), random);
    }

    private static Subnet subnet(String cidr) {
        return new Subnet("subnet-1", "vpc-1", new Cidr(cidr), "us-east-1a", "use1-az1", true, true, 0, Map.of());
    }
}
