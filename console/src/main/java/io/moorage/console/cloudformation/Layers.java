package io.moorage.console.cloudformation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Places things so that each is right of all it needs and few lines cross: layers by the longest way, the order in a layer by
 * the middle of what a thing is joined to, after Sugiyama. A line over several layers passes through a point in each.
 */
final class Layers {
    private static final int SWEEPS = 8;

    /**
     * Something in a layer.
     *
     * @param name empty for a point that a line passes through
     */
    record Cell(String name, int key) {
        boolean isPoint() {
            return name.isEmpty();
        }
    }

    /** A line, from what needs to what is needed, through the cells between them. */
    record Line(String from, String to, List<Cell> way) {}

    private final List<List<Cell>> layers = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private final Map<Cell, List<Cell>> left = new HashMap<>();
    private final Map<Cell, List<Cell>> right = new HashMap<>();
    private int points;

    /** @param needs without cycles; ways that others imply are left out */
    static Layers of(Map<String, Set<String>> needs) {
        Layers made = new Layers();
        Map<String, Integer> depths = new TreeMap<>();
        needs.keySet().forEach(each -> depth(each, needs, depths, new LinkedHashSet<>()));
        made.place(depths);
        implied(needs).forEach((from, all) -> all.forEach(to -> made.join(from, to, depths)));
        for (int i = 0; i < SWEEPS; i++) {
            made.sweep(i % 2 == 0);
        }
        return made;
    }

    List<List<Cell>> layers() {
        return layers;
    }

    List<Line> lines() {
        return lines;
    }

    List<Cell> leftOf(Cell cell) {
        return left.getOrDefault(cell, List.of());
    }

    List<Cell> rightOf(Cell cell) {
        return right.getOrDefault(cell, List.of());
    }

    private static int depth(
            String name, Map<String, Set<String>> needs, Map<String, Integer> depths, Set<String> way) {
        Integer known = depths.get(name);
        if (known != null) {
            return known;
        }
        if (!way.add(name)) {
            return 0;
        }
        int depth = 0;
        for (String each : needs.getOrDefault(name, Set.of())) {
            depth = Math.max(depth, 1 + depth(each, needs, depths, way));
        }
        way.remove(name);
        depths.put(name, depth);
        return depth;
    }

    /** What is needed by something needed too is not drawn again. */
    private static Map<String, Set<String>> implied(Map<String, Set<String>> needs) {
        Map<String, Set<String>> least = new TreeMap<>();
        needs.forEach((from, all) -> {
            Set<String> kept = new TreeSet<>(all);
            for (String each : all) {
                Set<String> beyond = new LinkedHashSet<>();
                needs.getOrDefault(each, Set.of()).forEach(next -> reach(next, needs, beyond));
                kept.removeAll(beyond);
            }
            least.put(from, kept);
        });
        return least;
    }

    private static void reach(String name, Map<String, Set<String>> needs, Set<String> reached) {
        if (reached.add(name)) {
            needs.getOrDefault(name, Set.of()).forEach(each -> reach(each, needs, reached));
        }
    }

    private void place(Map<String, Integer> depths) {
        depths.forEach((name, depth) -> {
            while (layers.size() <= depth) {
                layers.add(new ArrayList<>());
            }
            layers.get(depth).add(new Cell(name, 0));
        });
    }

    private void join(String from, String to, Map<String, Integer> depths) {
        List<Cell> way = new ArrayList<>(List.of(new Cell(from, 0)));
        for (int i = depths.getOrDefault(from, 0) - 1; i > depths.getOrDefault(to, 0); i--) {
            Cell point = new Cell("", ++points);
            layers.get(i).add(point);
            way.add(point);
        }
        way.add(new Cell(to, 0));
        for (int i = 1; i < way.size(); i++) {
            left.computeIfAbsent(way.get(i - 1), ignored -> new ArrayList<>()).add(way.get(i));
            right.computeIfAbsent(way.get(i), ignored -> new ArrayList<>()).add(way.get(i - 1));
        }
        lines.add(new Line(from, to, way));
    }

    private void sweep(boolean toRight) {
        for (int i = 1; i < layers.size(); i++) {
            int layer = toRight ? i : layers.size() - 1 - i;
            Map<Cell, Integer> before = new LinkedHashMap<>();
            layers.get(toRight ? layer - 1 : layer + 1).forEach(each -> before.put(each, before.size()));
            Map<Cell, Double> middles = new HashMap<>();
            List<Cell> cells = layers.get(layer);
            for (int at = 0; at < cells.size(); at++) {
                List<Cell> joined = toRight ? leftOf(cells.get(at)) : rightOf(cells.get(at));
                double own = at;
                middles.put(
                        cells.get(at),
                        joined.stream()
                                .mapToInt(each -> before.getOrDefault(each, 0))
                                .average()
                                .orElse(own));
            }
            cells.sort(Comparator.comparing(each -> middles.getOrDefault(each, 0.0)));
        }
    }
}
