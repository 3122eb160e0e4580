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
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Issue "The console", page "Overview": the map. */
final class LandscapeMapTest {
    private static final Vpc VPC = new Vpc("vpc-1", "shop", "10.0.0.0/16");
    private static final Pattern RECTANGLE = Pattern.compile(
            "<rect class=\"([a-z0-9 ]+?) ?\" x=\"(\\d+)\" y=\"(\\d+)\" width=\"(\\d+)\" height=\"(\\d+)\"");

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
        return new Machine(id, "running", "", List.of(new Running("web:1", "RUNNING", List.of())), 1, List.of());
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
        assertThat(rectangles(map, "disk m1")).singleElement().satisfies(target -> {
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
                List.of(new FileSystem("fs-0", "", "available", 0), new FileSystem("fs-1", "", "available", 0)),
                List.of(new Balancer("db", List.of("i-1", "i-gone"))),
                0));

        Rectangle to = rectangles(map, "box").get(1);
        List<String> traffic = lines(map, "traffic");
        assertThat(traffic).as("none to what is not drawn").hasSize(1);
        assertThat(end(traffic.getFirst())).isEqualTo(new Point(to.x(), to.y() + 17));
        List<Rectangle> disks = rectangles(map, "disk m2");
        Rectangle mountTarget = disks.get(0);
        Rectangle fileSystem = disks.get(1);
        List<String> mount = lines(map, "mount m2");
        assertThat(mount).hasSize(1);
        assertThat(begin(mount.getFirst()))
                .isEqualTo(new Point(mountTarget.x() + mountTarget.width(), mountTarget.y() + 11));
        assertThat(end(mount.getFirst())).isEqualTo(new Point(fileSystem.x() + fileSystem.width() / 2, fileSystem.y()));
    }

    /**
     * EFS user guide: an instance mounts a file system through the mount target of its zone. Who is farthest from it has a line
     * all the way, and the others' lines join it: none goes over anything.
     */
    @Test
    void linesLeadFromWhoHasAFileSystemMountedToItsMountTarget() {
        Machine alone = new Machine("i-1", "running", "", List.of(), 0, List.of("fs-1", "fs-2"));
        Machine withTask = new Machine(
                "i-2",
                "running",
                "",
                List.of(new Running("web:1", "RUNNING", List.of("fs-1")), new Running("db:1", "RUNNING", List.of())),
                2,
                List.of("fs-1", "fs-2"));
        String map = drawn(new Landscape(
                List.of(new Zone(
                        "us-east-1a",
                        List.of(
                                subnet("subnet-1", List.of(alone)),
                                subnet(
                                        "subnet-2",
                                        List.of(withTask),
                                        new Target("fs-1", "10.0.0.4"),
                                        new Target("fs-2", "10.0.0.5"))))),
                List.of(),
                List.of(new FileSystem("fs-1", "", "available", 2), new FileSystem("fs-2", "", "available", 2)),
                List.of(),
                0));

        assertThat(found(map, "class=\"wire mounted[^\"]*\" role=\"img\" aria-label=\"([^\"]+)\""))
                .containsExactly(
                        "i-1 has fs-1 mounted through 10.0.0.4",
                        "web:1 on i-2 has fs-1 mounted through 10.0.0.4",
                        "i-1 has fs-2 mounted through 10.0.0.5",
                        "i-2 has fs-2 mounted through 10.0.0.5");
        List<Rectangle> instances = rectangles(map, "box");
        Rectangle task = rectangles(map, "task").getFirst();
        Rectangle subnet = rectangles(map, "subnet").getFirst();
        Rectangle zone = rectangles(map, "zone").getFirst();
        List<String> first = lines(map, "mounted m1");
        List<String> second = lines(map, "mounted m2");
        assertThat(begin(first.get(0))).isEqualTo(head(instances.get(0)));
        assertThat(begin(first.get(1))).isEqualTo(new Point(task.x() + task.width(), task.y() + 10));
        assertThat(begin(second.get(1))).isEqualTo(head(instances.get(1)));
        Rectangle target = rectangles(map, "disk m1").getFirst();
        assertThat(end(first.get(0))).isEqualTo(new Point(target.x() + target.width(), target.y() + 11));
        assertThat(List.of(gutter(first.get(0)), gutter(second.get(0))))
                .as("each file system has a lane, between subnets and the zone's edge")
                .doesNotHaveDuplicates()
                .allMatch(x -> x > subnet.x() + subnet.width() && x < zone.x() + zone.width());
        assertThat(gutter(first.get(1))).isEqualTo(gutter(first.get(0)));
        assertThat(map).contains(">2 clients<", "and 4 mounts;");
    }

    /** Without a mount target in their zone they lead to the file system; of sixty instances those that are drawn have lines. */
    @Test
    void ofManyThatMountThoseThatAreDrawnHaveLines() {
        List<Machine> sixty = IntStream.range(0, 60)
                .mapToObj(i -> new Machine("i-" + i, "running", "", List.of(), 0, List.of("fs-1")))
                .toList();
        String map = drawn(new Landscape(
                List.of(new Zone("us-east-1a", List.of(subnet("subnet-1", sixty)))),
                List.of(),
                List.of(new FileSystem("fs-1", "", "available", 60)),
                List.of(),
                0));

        List<String> lines = lines(map, "mounted m1");
        Rectangle fileSystem = rectangles(map, "disk m1").getFirst();
        assertThat(lines).hasSize(8);
        assertThat(end(lines.getFirst())).isEqualTo(new Point(fileSystem.x() + fileSystem.width() / 2, fileSystem.y()));
        assertThat(lines.stream().skip(1)).as("they join the first one's").noneMatch(each -> each.contains("C"));
        assertThat(map).contains(">60 clients<").doesNotContain("mounted through");
    }

    private record Point(int x, int y) {}

    private static Point head(Rectangle instance) {
        return new Point(instance.x() + instance.width(), instance.y() + 17);
    }

    private static List<String> lines(String map, String kind) {
        return found(map, "class=\"wire " + kind + "\" role=\"img\" aria-label=\"[^\"]+\" d=\"([^\"]+)\"");
    }

    private static List<String> found(String map, String pattern) {
        return Pattern.compile(pattern)
                .matcher(map)
                .results()
                .map(each -> each.group(1))
                .toList();
    }

    private static Point begin(String line) {
        List<Integer> numbers = numbers(line);
        return new Point(numbers.get(0), numbers.get(1));
    }

    /** Where it ends at a side, the height is that of the last bend's end. */
    private static Point end(String line) {
        List<Integer> numbers = numbers(line);
        int last = numbers.size() - 1;
        return line.matches(".*V(-?[0-9]+)q[-0-9 ]+H[0-9]+")
                ? new Point(numbers.get(last), numbers.get(last - 5) + numbers.get(last - 1))
                : new Point(numbers.get(last - 1), numbers.get(last));
    }

    /** Where it goes down: a bend's width after the first way to the right. */
    private static int gutter(String line) {
        return numbers(line).get(2) + numbers(line).get(3);
    }

    private static List<Integer> numbers(String line) {
        return Pattern.compile("-?[0-9]+")
                .matcher(line)
                .results()
                .map(each -> Integer.parseInt(each.group()))
                .toList();
    }
}
