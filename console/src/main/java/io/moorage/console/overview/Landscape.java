package io.moorage.console.overview;

import java.util.List;
import java.util.stream.Stream;

/**
 * What the map shows.
 *
 * @param zones in which something is
 * @param elsewhere machines that joined from outside EC2, which are in no subnet
 * @param unusedSubnets how many subnets are in zones where nothing is
 */
record Landscape(
        List<Zone> zones,
        List<Machine> elsewhere,
        List<FileSystem> fileSystems,
        List<Balancer> balancers,
        long unusedSubnets) {
    /** Of one zone, so many subnets are drawn. */
    private static final int MOST_SUBNETS = 6;

    /** In one zone's subnets, so many instances are drawn; and as many that joined from elsewhere. */
    private static final int MOST_MACHINES = 8;

    /** @param subnets those with something in them first */
    record Zone(String name, List<Subnet> subnets) {
        List<Subnet> drawn() {
            return subnets.stream().limit(MOST_SUBNETS).toList();
        }

        /** Of each subnet so many instances are drawn: a zone's subnets share what is drawn of it. */
        int machinesOfEach() {
            long occupied =
                    drawn().stream().filter(each -> !each.machines().isEmpty()).count();
            return (int) Math.max(1, MOST_MACHINES / Math.max(1, occupied));
        }
    }

    /**
     * @param id empty for what says of itself that it is in none
     * @param name by its tag; empty when it has none, or may not be asked for it
     * @param cidr empty when it may not be asked for
     */
    record Subnet(String id, String name, String cidr, Vpc vpc, List<Machine> machines, List<Target> targets) {
        boolean isEmpty() {
            return machines.isEmpty() && targets.isEmpty();
        }
    }

    /** Of its name and addresses the same is true as of a subnet's. */
    record Vpc(String id, String name, String cidr) {}

    /**
     * @param href where its page is; empty when it has none
     * @param tasks what runs on it, as far as it was looked at
     * @param count how many run on it
     * @param mounted file systems that it has mounted, as far as that may be seen
     */
    record Machine(String id, String state, String href, List<Running> tasks, long count, List<String> mounted) {}

    /** @param volumes file systems that are mounted where it runs for volumes of its definition */
    record Running(String definition, String status, List<String> volumes) {}

    /** @param clients how many have it mounted, as far as that may be seen */
    record FileSystem(String id, String name, String state, long clients) {}

    /** A mount target. */
    record Target(String fileSystemId, String address) {}

    record Balancer(String name, List<String> instances) {}

    boolean isEmpty() {
        return zones.isEmpty() && elsewhere.isEmpty() && fileSystems.isEmpty() && balancers.isEmpty();
    }

    /** Instances in subnets that are drawn. */
    Stream<Machine> drawnInSubnets() {
        return zones.stream().flatMap(zone -> zone.drawn().stream()
                .flatMap(subnet -> subnet.machines().stream().limit(zone.machinesOfEach())));
    }

    List<Machine> drawnElsewhere() {
        return elsewhere.stream().limit(MOST_MACHINES).toList();
    }

    /** In words, for who does not see it. */
    String said() {
        List<Subnet> subnets =
                zones.stream().flatMap(zone -> zone.subnets().stream()).toList();
        List<Machine> machines =
                subnets.stream().flatMap(each -> each.machines().stream()).toList();
        long targets = subnets.stream().mapToLong(each -> each.targets().size()).sum();
        long tasks = Stream.concat(machines.stream(), elsewhere.stream())
                .mapToLong(Machine::count)
                .sum();
        long mounts = machines.stream().mapToLong(each -> each.mounted().size()).sum();
        return counted(machines.size(), "instance") + " in " + counted(subnets.size(), "subnet") + " of "
                + counted(zones.size(), "Availability Zone")
                + (elsewhere.isEmpty() ? "" : " and " + counted(elsewhere.size(), "machine") + " from elsewhere")
                + ", running " + counted(tasks, "task") + "; "
                + counted(fileSystems.size(), "file system") + " with " + counted(targets, "mount target")
                + (mounts == 0 ? "" : " and " + counted(mounts, "mount")) + "; "
                + counted(balancers.size(), "load balancer");
    }

    static String counted(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
