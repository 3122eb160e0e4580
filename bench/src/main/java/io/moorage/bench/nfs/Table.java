package io.moorage.bench.nfs;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The figures of all rounds, and their medians side by side: every target against the first. */
final class Table {
    private final List<Row> rows;
    private final List<Target> targets;
    private final Map<Cell, List<Double>> figures = new HashMap<>();

    private record Cell(Row row, Target target) {}

    Table(List<Row> rows, List<Target> targets) {
        this.rows = rows;
        this.targets = targets;
    }

    void add(Row row, Target target, double figure) {
        figures.computeIfAbsent(new Cell(row, target), cell -> new ArrayList<>())
                .add(figure);
    }

    /** Markdown; a ratio is the first target's median over the other's. */
    void print(PrintStream out) {
        Target first = targets.getFirst();
        StringBuilder head = new StringBuilder("| row, connections x depth | " + first.name() + " |");
        StringBuilder rule = new StringBuilder("| --- | ---: |");
        for (Target other : targets.subList(1, targets.size())) {
            head.append(' ').append(other.name()).append(" | ratio |");
            rule.append(" ---: | ---: |");
        }
        out.println(head);
        out.println(rule);
        for (Row row : rows) {
            out.println(line(row, first));
        }
    }

    private String line(Row row, Target first) {
        Double mine = median(row, first);
        StringBuilder line = new StringBuilder("| " + row + " | " + told(mine, row.unit()) + " |");
        for (Target other : targets.subList(1, targets.size())) {
            Double theirs = median(row, other);
            String ratio = mine == null || theirs == null ? "" : String.format(Locale.ROOT, "%.2f", mine / theirs);
            line.append(' ')
                    .append(told(theirs, row.unit()))
                    .append(" | ")
                    .append(ratio)
                    .append(" |");
        }
        return line.toString();
    }

    private static String told(@Nullable Double figure, String unit) {
        return figure == null ? "" : String.format(Locale.ROOT, "%,.0f %s", figure, unit);
    }

    private @Nullable Double median(Row row, Target target) {
        List<Double> all = new ArrayList<>(figures.getOrDefault(new Cell(row, target), List.of()));
        if (all.isEmpty()) {
            return null;
        }
        Collections.sort(all);
        int middle = all.size() / 2;
        return all.size() % 2 == 1 ? all.get(middle) : (all.get(middle - 1) + all.get(middle)) / 2;
    }
}
