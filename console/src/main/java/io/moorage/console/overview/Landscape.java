package io.moorage.console.overview;

import java.util.List;

/**
 * What the map shows.
 *
 * @param zones in which something is
 * @param targets of file systems, one for each zone and file system
 */
record Landscape(List<Zone> zones, List<FileSystem> fileSystems, List<Target> targets, List<Balancer> balancers) {
    record Zone(String name, List<Machine> machines) {}

    /**
     * @param href where its page is; empty when it has none
     * @param tasks what runs on it, as far as it was looked at
     * @param count how many run on it
     */
    record Machine(String id, String state, String href, List<Running> tasks, long count) {}

    record Running(String definition, String status) {}

    record FileSystem(String id, String name, String state) {}

    record Target(String fileSystemId, String zone, String address) {}

    record Balancer(String name, List<String> instances) {}

    boolean isEmpty() {
        return zones.isEmpty() && fileSystems.isEmpty() && balancers.isEmpty();
    }

    /** In words, for who does not see it. */
    String said() {
        long tasks = zones.stream()
                .flatMap(zone -> zone.machines().stream())
                .mapToLong(machine -> machine.count())
                .sum();
        long machines = zones.stream().mapToLong(zone -> zone.machines().size()).sum();
        return machines + " instances in " + zones.size() + " Availability Zones run " + tasks + " tasks; "
                + fileSystems.size() + " file systems with " + targets.size() + " mount targets; " + balancers.size()
                + " load balancers";
    }
}
