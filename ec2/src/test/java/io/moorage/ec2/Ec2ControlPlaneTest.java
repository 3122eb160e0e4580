package io.moorage.ec2;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.model.ec2.SecurityGroupRule;
import io.moorage.model.ec2.Subnet;
import io.moorage.store.Ec2Tables;
import org.junit.jupiter.api.Test;

/** What an account is born with, and that no operation is forgotten. */
class Ec2ControlPlaneTest {
    @Test
    void everyOperationHasItsAction() {
        try (var ec2 = new TestEc2()) {
            assertThat(ec2.plane.actions().stream().map(each -> each.operation().name()))
                    .containsExactlyInAnyOrderElementsOf(
                            Ec2Operations.ALL.stream().map(each -> each.name()).toList());
        }
    }

    @Test
    void theDefaultVpcHasASubnetInEachZoneAndAWayOut() {
        // VPC user guide, "Default VPC components"
        try (var ec2 = new TestEc2()) {
            assertThat(ec2.vpc().cidr().text()).isEqualTo("172.31.0.0/16");
            assertThat(ec2.subnets().stream().map(each -> each.availabilityZone() + " " + each.cidr()))
                    .containsExactly(
                            "us-east-1a 172.31.0.0/20", "us-east-1b 172.31.16.0/20", "us-east-1c 172.31.32.0/20");
            assertThat(ec2.subnets()).allMatch(Subnet::mapPublicIpOnLaunch).allMatch(Subnet::isDefault);
            assertThat(ec2.store.view().all(Ec2Tables.ROUTE_TABLES))
                    .singleElement()
                    .matches(table -> table.isMain() && table.routes().size() == 1);
            assertThat(ec2.defaultGroup().ingress())
                    .extracting(SecurityGroupRule::peer)
                    .containsExactly(new SecurityGroupRule.Peer(
                            SecurityGroupRule.Peer.Kind.GROUP,
                            ec2.defaultGroup().id()));
        }
    }

    @Test
    void aDeletedDefaultVpcStaysDeletedOverARestart() {
        try (var ec2 = new TestEc2()) {
            ec2.store.transact(tx -> {
                tx.delete(Ec2Tables.VPCS, ec2.vpc().id());
                return tx;
            });
            ec2.plane.prepare();

            assertThat(ec2.store.view().all(Ec2Tables.VPCS)).isEmpty();
        }
    }
}
