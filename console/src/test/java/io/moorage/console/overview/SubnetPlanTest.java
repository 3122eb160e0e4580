package io.moorage.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moorage.console.frame.Aws;
import io.moorage.console.overview.Landscape.Machine;
import io.moorage.console.overview.Landscape.Subnet;
import io.moorage.console.overview.Landscape.Target;
import io.moorage.console.overview.Landscape.Vpc;
import io.moorage.console.overview.Landscape.Zone;
import io.moorage.console.overview.SubnetPlan.Located;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Issue "The console", page "Overview": "a live map of AZs, subnets, instances, ... mount targets". */
final class SubnetPlanTest {
    private static final Machine ONE = machine("i-1");
    private static final Machine OTHER = machine("i-2");
    private static final Target TARGET = new Target("fs-1", "10.0.1.4");
    private static final Vpc VPC = new Vpc("vpc-1", "shop", "10.0.0.0/16");

    private static final List<JsonNode> SUBNETS = list("""
            [{"subnetId": "subnet-0", "availabilityZone": "us-east-1a", "vpcId": "vpc-1", "cidrBlock": "10.0.0.0/24"},
             {"subnetId": "subnet-1", "availabilityZone": "us-east-1a", "vpcId": "vpc-1", "cidrBlock": "10.0.1.0/24",
              "tagSet": [{"key": "Name", "value": "front"}]},
             {"subnetId": "subnet-2", "availabilityZone": "us-east-1b", "vpcId": "vpc-1", "cidrBlock": "10.0.2.0/24"},
             {"subnetId": "subnet-3", "availabilityZone": "us-east-1c", "vpcId": "vpc-1", "cidrBlock": "10.0.3.0/24"}]""");
    private static final List<JsonNode> VPCS = list(
            "[{\"vpcId\": \"vpc-1\", \"cidrBlock\": \"10.0.0.0/16\", \"tagSet\": [{\"key\": \"Name\", \"value\": \"shop\"}]}]");

    private static final List<Located<Machine>> MACHINES = List.of(
            new Located<>("us-east-1b", "subnet-2", "vpc-1", OTHER),
            new Located<>("us-east-1a", "subnet-1", "vpc-1", ONE));
    private static final List<Located<Target>> TARGETS =
            List.of(new Located<>("us-east-1a", "subnet-1", "vpc-1", TARGET));

    private static Machine machine(String id) {
        return new Machine(id, "running", "", List.of(), 0, List.of());
    }

    private static List<JsonNode> list(String json) {
        return Aws.list(new ObjectMapper()
                .valueToTree(Aws.parse("{\"all\":" + json + "}"))
                .path("all"));
    }

    /** Of a zone all subnets, those with something in them first; of zones where nothing is only how many subnets they have. */
    @Test
    void everythingIsInItsSubnet() {
        SubnetPlan plan = new SubnetPlan(SUBNETS, VPCS);

        List<Zone> zones = plan.zones(MACHINES, TARGETS);

        assertThat(zones)
                .containsExactly(
                        new Zone(
                                "us-east-1a",
                                List.of(
                                        new Subnet(
                                                "subnet-1", "front", "10.0.1.0/24", VPC, List.of(ONE), List.of(TARGET)),
                                        new Subnet("subnet-0", "", "10.0.0.0/24", VPC, List.of(), List.of()))),
                        new Zone(
                                "us-east-1b",
                                List.of(new Subnet("subnet-2", "", "10.0.2.0/24", VPC, List.of(OTHER), List.of()))));
        assertThat(plan.outside(zones)).isEqualTo(1);
    }

    /** Who may not describe subnets and VPCs knows of those in which something is. */
    @Test
    void withoutBeingToldOfSubnetsTheyAreKnownByTheirIds() {
        SubnetPlan plan = new SubnetPlan(List.of(), List.of());
        Vpc vpc = new Vpc("vpc-1", "", "");

        List<Zone> zones = plan.zones(MACHINES, TARGETS);

        assertThat(zones)
                .containsExactly(
                        new Zone(
                                "us-east-1a",
                                List.of(new Subnet("subnet-1", "", "", vpc, List.of(ONE), List.of(TARGET)))),
                        new Zone(
                                "us-east-1b", List.of(new Subnet("subnet-2", "", "", vpc, List.of(OTHER), List.of()))));
        assertThat(plan.outside(zones)).isZero();
    }
}
