package io.moorage.loadbalancer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/**
 * Which instances a connection tries, in order. Those in service come first; the others follow, since one that a check has not
 * found yet, or not found again, is better than none: nobody is turned away while any instance takes connections.
 *
 * <p>It is asked for every connection and every request: it makes no more objects than it must.
 */
final class Chooser {
    private Chooser() {}

    /** @param underWay connections or requests that it has now */
    record Candidate<T>(T instance, String zone, boolean draining, boolean inService, int underWay) {}

    /**
     * Returns a list of the caller's own.
     *
     * @param turn counts the choices, so that equals take turns
     * @param crossZone false when each zone has an equal share
     */
    static <T> List<T> order(List<Candidate<T>> registered, boolean crossZone, long turn) {
        List<Candidate<T>> inService = new ArrayList<>(registered.size());
        List<Candidate<T>> others = new ArrayList<>();
        for (Candidate<T> each : registered) {
            if (!each.draining()) {
                (each.inService() ? inService : others).add(each);
            }
        }
        List<T> order = new ArrayList<>(registered.size());
        for (List<Candidate<T>> some : List.of(inService, others)) {
            if (crossZone || some.size() < 2) {
                leastFirst(some, turn, order);
            } else {
                zonesInTurn(some, turn, order);
            }
        }
        return order;
    }

    /** Those who have as few as one another take turns at being the first of them. */
    private static <T> void leastFirst(List<Candidate<T>> some, long turn, List<T> order) {
        if (some.size() > 1) {
            some.sort(Comparator.comparingInt(Candidate::underWay));
        }
        int from = 0;
        while (from < some.size()) {
            int to = from + 1;
            while (to < some.size() && some.get(to).underWay() == some.get(from).underWay()) {
                to++;
            }
            int equals = to - from;
            for (int i = 0; i < equals; i++) {
                order.add(some.get(from + Math.floorMod(turn + i, equals)).instance());
            }
            from = to;
        }
    }

    private static <T> void zonesInTurn(List<Candidate<T>> some, long turn, List<T> order) {
        TreeSet<String> sorted = new TreeSet<>();
        some.forEach(each -> sorted.add(each.zone()));
        List<String> zones = List.copyOf(sorted);
        for (int i = 0; i < zones.size(); i++) {
            String zone = zones.get(Math.floorMod(turn + i, zones.size()));
            List<Candidate<T>> here = new ArrayList<>(some.size());
            for (Candidate<T> each : some) {
                if (each.zone().equals(zone)) {
                    here.add(each);
                }
            }
            leastFirst(here, turn / zones.size(), order);
        }
    }
}
