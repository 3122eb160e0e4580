package io.moorage.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.console.overview.Landscape.Balancer;
import io.moorage.console.overview.Landscape.FileSystem;
import io.moorage.console.overview.Landscape.Machine;
import io.moorage.console.overview.Landscape.Running;
import io.moorage.console.overview.Landscape.Subnet;
import io.moorage.console.overview.Landscape.Target;
import io.moorage.console.overview.Landscape.Vpc;
import io.moorage.console.overview.Landscape.Zone;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Issue "The console", page "Overview": the map. */
final class LandscapeMapTest {
    private static final Vpc VPC = new Vpc("vpc-1", "shop", "10.0.0.0/16");
    private static final Pattern RECTANGLE = Pattern.compile(
            "<rect class=\"([a-z ]+?) ?\" x=\"(\\d+)\" y=\"(\\d+)\" width=\"(\\d+)\" height=\"(\\d+)\"");

    private record Rectangle(String kind, int x, int y, int width, int height) {
        boolean holds(Rectangle other) {
            return x <= other.x
                    && y <= other.y
                    && other.x + other.width <= x + width
                    && other.y + other.height <= y + height;
        }

        boolean meets(Rectangle other) {
            return x < other.x + other.width
                    && other.x < x + width
                    && y < other.y + other.height
                    && other.y < y + height;
        }
    }

    private static Machine machine(String id) {
        return new Machine(id, "running", "", List.of(new Running("web:1", "RUNNING")), 1);
    }

    private static Subnet subnet(String id, List<Machine> machines, Target... targets) {
        return new Subnet(id, "", "10.0.0.0/24", VPC, machines, List.of(targets));
    }

    private static List<Machine> machines(int number) {
        return IntStream.range(0, number).mapToObj(i -> machine("i-" + i)).toList();
    }

    private static String drawn(Landscape landscape) {
        return LandscapeMap.draw(landscape, Traffic.NONE).toString();
    }

    private static List<Rectangle> rectangles(String map, String kind) {
        return RECTANGLE
                .matcher(map)
                .results()
                .filter(each -> each.group(1).equals(kind))
                .map(each -> new Rectangle(
                        each.group(1),
                        Integer.parseInt(each.group(2)),
                        Integer.parseInt(each.group(3)),
                        Integer.parseInt(each.group(4)),
                        Integer.parseInt(each.group(5))))
                .toList();
    }

    /** A zone holds its subnets, a subnet its instances and mount targets, an instance its tasks; none lies over another. */
    @Test
    void whatIsInSomethingIsDrawnInIt() {
        String map = drawn(new Landscape(
                List.of(
                        new Zone(
                                "us-east-1a",
                                List.of(
                                        subnet("subnet-1", machines(2), new Target("fs-1", "10.0.0.4")),
                                        subnet("subnet-2", List.of()))),
                        new Zone("us-east-1b", List.of(subnet("subnet-3", List.of(machine("i-9")))))),
                List.of(),
                List.of(),
                List.of(),
                0));

        List<Rectangle> zones = rectangles(map, "zone");
        List<Rectangle> subnets = rectangles(map, "subnet");
        List<Rectangle> instances = rectangles(map, "box");
        assertThat(zones).hasSize(2);
        assertThat(subnets).hasSize(3);
        assertThat(instances).hasSize(3);
        assertThat(subnets)
                .extracting(
                        each -> zones.stream().filter(zone -> zone.holds(each)).toList())
                .containsExactly(List.of(zones.get(0)), List.of(zones.get(0)), List.of(zones.get(1)));
        assertThat(instances)
                .extracting(each ->
                        subnets.stream().filter(subnet -> subnet.holds(each)).toList())
                .containsExactly(List.of(subnets.get(0)), List.of(subnets.get(0)), List.of(subnets.get(2)));
        assertThat(rectangles(map, "disk")).singleElement().satisfies(target -> {
            assertThat(subnets.getFirst().holds(target)).isTrue();
            assertThat(instances).noneMatch(target::meets);
        });
        assertThat(rectangles(map, "task")).hasSize(3).allMatch(task -> instances.stream()
                .anyMatch(each -> each.holds(task)));
        assertThat(subnets.get(0).meets(subnets.get(1))).isFalse();
        assertThat(instances.get(0).meets(instances.get(1))).isFalse();
    }

    /** VPC user guide: a subnet is a range of addresses in a VPC. */
    @Test
    void aSubnetSaysItsAddressesAndItsVpc() {
        String map = drawn(new Landscape(
                List.of(new Zone("us-east-1a", List.of(subnet("subnet-1", machines(1))))),
                List.of(),
                List.of(),
                List.of(),
                0));

        assertThat(map)
                .contains(
                        ">subnet-1<",
                        ">10.0.0.0/24<",
                        ">shop · 10.0.0.0/16<",
                        "<a href=\"/console/ec2/vpcs/vpc-1\">",
                        "aria-label=\"Availability Zone us-east-1a\"",
                        "aria-label=\"Subnet subnet-1: 1 instance, 0 mount targets\"");
    }

    /** Of five thousand instances in three subnets of a zone it draws as many as of one subnet, and says how many more there are. */
    @Test
    void ofVeryManySomeAreDrawn() {
        Landscape many = new Landscape(
                List.of(new Zone(
                        "us-east-1a",
                        List.of(
                                subnet("subnet-1", machines(2000)),
                                subnet("subnet-2", machines(2000)),
                                subnet("subnet-3", List.of()),
                                subnet("subnet-4", List.of()),
                                subnet("subnet-5", List.of()),
                                subnet("subnet-6", List.of()),
                                subnet("subnet-7", List.of())))),
                machines(1000),
                List.of(),
                List.of(),
                0);

        String map = drawn(many);

        assertThat(rectangles(map, "box")).hasSize(8 + 8);
        assertThat(rectangles(map, "subnet")).hasSize(6);
        assertThat(map.split("and 1996 more", -1)).as("of each of two").hasSize(3);
        assertThat(map).contains("and 992 more", ">and 1 more<");
        assertThat(many.drawnInSubnets()).as("of which traffic is asked").hasSize(8);
        assertThat(many.said())
                .isEqualTo("4000 instances in 7 subnets of 1 Availability Zone and 1000 machines from elsewhere,"
                        + " running 5000 tasks; 0 file systems with 0 mount targets; 0 load balancers");
    }

    /** ECS developer guide, "External instances": they are in no VPC. */
    @Test
    void whoJoinedFromElsewhereIsInNoSubnet() {
        String map = drawn(new Landscape(List.of(), List.of(machine("mi-1")), List.of(), List.of(), 0));

        assertThat(map).contains(">Joined from elsewhere<", ">mi-1<");
        assertThat(rectangles(map, "subnet")).isEmpty();
        assertThat(rectangles(map, "zone"))
                .singleElement()
                .matches(zone -> zone.holds(rectangles(map, "box").getFirst()));
    }

    /** A line ends at the side of what it leads to, and passes nothing else. */
    @Test
    void linesLeadFromLoadBalancersToInstancesAndFromMountTargetsToFileSystems() {
        Target target = new Target("fs-1", "10.0.0.4");
        String map = drawn(new Landscape(
                List.of(new Zone("us-east-1a", List.of(subnet("subnet-1", machines(2), target)))),
                List.of(),
                List.of(new FileSystem("fs-0", "", "available"), new FileSystem("fs-1", "", "available")),
                List.of(new Balancer("db", List.of("i-1", "i-gone"))),
                0));

        Rectangle to = rectangles(map, "box").get(1);
        Matcher traffic = Pattern.compile("class=\"wire traffic\" d=\"M[^\"]*V(\\d+)H(\\d+)\"")
                .matcher(map);
        assertThat(traffic.find()).isTrue();
        assertThat(Integer.parseInt(traffic.group(1))).isBetween(to.y(), to.y() + to.height());
        assertThat(Integer.parseInt(traffic.group(2))).isEqualTo(to.x());
        assertThat(traffic.find()).as("to what is not drawn").isFalse();
        List<Rectangle> disks = rectangles(map, "disk");
        Rectangle mountTarget = disks.get(0);
        Rectangle fileSystem = disks.get(2);
        Matcher mount = Pattern.compile("class=\"wire mount\" d=\"M(\\d+) (\\d+)H[^\"]* (\\d+) (\\d+)\"")
                .matcher(map);
        assertThat(mount.find()).isTrue();
        assertThat(Integer.parseInt(mount.group(1))).isEqualTo(mountTarget.x() + mountTarget.width());
        assertThat(Integer.parseInt(mount.group(2))).isBetween(mountTarget.y(), mountTarget.y() + mountTarget.height());
        assertThat(Integer.parseInt(mount.group(3))).isBetween(fileSystem.x(), fileSystem.x() + fileSystem.width());
        assertThat(Integer.parseInt(mount.group(4))).isEqualTo(fileSystem.y());
        assertThat(mount.find()).isFalse();
    }
}
