package io.moorage.loadbalancer;

import io.moorage.loadbalancer.control.InstanceTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which instances a connection tries, in order. Those in service come first; the others follow, since one that a check has not
 * found yet, or not found again, is better than none: nobody is turned away while any instance takes connections.
 */
final class Chooser {
    private Chooser() {}

    /** @param underWay connections or requests that it has now */
    record Candidate(InstanceTerms instance, boolean inService, int underWay) {}

    /**
     * @param turn counts the choices, so that equals take turns
     * @param crossZone false when each zone has an equal share
     */
    static List<Candidate> order(List<Candidate> registered, boolean crossZone, long turn) {
        List<Candidate> order = new ArrayList<>();
        for (boolean inService : new boolean[] {true, false}) {
            Predicate<Candidate> wanted =
                    candidate -> !candidate.instance.draining() && candidate.inService == inService;
            List<Candidate> some = registered.stream().filter(wanted).toList();
            order.addAll(crossZone ? leastFirst(some, turn) : zonesInTurn(some, turn));
        }
        return List.copyOf(order);
    }

    private static List<Candidate> leastFirst(List<Candidate> some, long turn) {
        var byLoad =
                some.stream().collect(Collectors.groupingBy(Candidate::underWay, TreeMap::new, Collectors.toList()));
        return byLoad.values().stream()
                .flatMap(equals -> turned(equals, turn).stream())
                .toList();
    }

    private static List<Candidate> zonesInTurn(List<Candidate> some, long turn) {
        var zones = some.stream().collect(Collectors.groupingBy(candidate -> candidate.instance.zone()));
        List<String> names = turned(zones.keySet().stream().sorted().toList(), turn);
        return names.stream()
                .flatMap(zone -> leastFirst(zones.getOrDefault(zone, List.of()), turn / names.size()).stream())
                .toList();
    }

    private static <T> List<T> turned(List<T> some, long turn) {
        if (some.isEmpty()) {
            return some;
        }
        int first = (int) Math.floorMod(turn, (long) some.size());
        List<T> turned = new ArrayList<>(some.subList(first, some.size()));
        turned.addAll(some.subList(0, first));
        return turned;
    }
}
