package io.moorage.model.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Blocks of addresses. */
class CidrTest {
    @Test
    void hostBitsAreCleared() {
        assertThat(Cidr.of("100.68.0.18/18")).contains(new Cidr("100.68.0.0/18"));
        assertThat(Cidr.of("1.2.3.4/0")).contains(new Cidr("0.0.0.0/0"));
    }

    @Test
    void whatIsNoBlockIsNone() {
        for (String text : List.of(
                "", "10.0.0.0", "10.0.0.0/33", "10.0.0/8", "10.0.0.256/8", "010.0.0.0/8", "::/0", "10.0.0.0/08")) {
            assertThat(Cidr.of(text)).as(text).isEmpty();
        }
    }

    @Test
    void containsAndOverlaps() {
        var vpc = new Cidr("172.31.0.0/16");
        assertThat(vpc.contains("172.31.255.255")).isTrue();
        assertThat(vpc.contains("172.32.0.0")).isFalse();
        assertThat(vpc.contains(new Cidr("172.31.16.0/20"))).isTrue();
        assertThat(new Cidr("172.31.16.0/20").overlaps(vpc)).isTrue();
        assertThat(new Cidr("172.16.0.0/16").overlaps(vpc)).isFalse();
        assertThat(new Cidr("0.0.0.0/0").contains("255.1.2.3")).isTrue();
        assertThat(vpc.address(2)).isEqualTo("172.31.0.2");
        assertThat(new Cidr("200.0.0.0/8").address(0xffffff)).isEqualTo("200.255.255.255");
    }
}
