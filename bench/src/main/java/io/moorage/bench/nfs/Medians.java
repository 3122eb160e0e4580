package io.moorage.bench.nfs;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/** The figures of all rounds by row and target, in the order in which these came first. The first target is compared with the others. */
final class Medians {
    private final Map<String, Map<String, List<Double>>> rows = new LinkedHashMap<>();
    private final Map<String, String> units = new LinkedHashMap<>();
    private final Set<String> targets = new LinkedHashSet<>();

    Medians(List<Figure> figures) {
        for (Figure figure : figures) {
            targets.add(figure.target());
            units.putIfAbsent(figure.row(), figure.unit());
            rows.computeIfAbsent(figure.row(), row -> new LinkedHashMap<>())
                    .computeIfAbsent(figure.target(), target -> new ArrayList<>())
                    .add(figure.value());
        }
    }

    List<String> rows() {
        return List.copyOf(rows.keySet());
    }

    String unit(String row) {
        return units.getOrDefault(row, "");
    }

    String first() {
        return targets.iterator().next();
    }

    List<String> peers() {
        return targets.stream().skip(1).toList();
    }

    /** Empty when the row was not measured on the target. */
    OptionalDouble of(String row, String target) {
        List<Double> all = new ArrayList<>(rows.getOrDefault(row, Map.of()).getOrDefault(target, List.of()));
        if (all.isEmpty()) {
            return OptionalDouble.empty();
        }
        Collections.sort(all);
        int middle = all.size() / 2;
        return OptionalDouble.of(all.size() % 2 == 1 ? all.get(middle) : (all.get(middle - 1) + all.get(middle)) / 2);
    }

    /** How many times better the first target is than a peer. */
    OptionalDouble ratio(String row, String peer) {
        OptionalDouble mine = of(row, first());
        OptionalDouble theirs = of(row, peer);
        if (mine.isEmpty() || theirs.isEmpty()) {
            return OptionalDouble.empty();
        }
        boolean lessIsBetter = unit(row).equals(Figure.LATENCY);
        return OptionalDouble.of(
                lessIsBetter ? theirs.getAsDouble() / mine.getAsDouble() : mine.getAsDouble() / theirs.getAsDouble());
    }
}
