package io.moorage.bench.nfs;

import java.util.Locale;
import java.util.OptionalDouble;

/** Medians side by side, as Markdown. */
final class Table {
    private Table() {}

    static String of(Medians medians) {
        StringBuilder table = new StringBuilder("| row | " + medians.first() + " |");
        StringBuilder rule = new StringBuilder("| --- | ---: |");
        for (String peer : medians.peers()) {
            table.append(' ').append(peer).append(" | ratio |");
            rule.append(" ---: | ---: |");
        }
        table.append('\n').append(rule).append('\n');
        for (String row : medians.rows()) {
            table.append(line(medians, row)).append('\n');
        }
        return table.toString();
    }

    private static String line(Medians medians, String row) {
        String unit = medians.unit(row);
        StringBuilder line =
                new StringBuilder("| " + row + " | " + told(medians.of(row, medians.first()), unit) + " |");
        for (String peer : medians.peers()) {
            OptionalDouble ratio = medians.ratio(row, peer);
            line.append(' ')
                    .append(told(medians.of(row, peer), unit))
                    .append(" | ")
                    .append(ratio.isEmpty() ? "" : String.format(Locale.ROOT, "%.2f", ratio.getAsDouble()))
                    .append(" |");
        }
        return line.toString();
    }

    private static String told(OptionalDouble figure, String unit) {
        return figure.isEmpty() ? "" : String.format(Locale.ROOT, "%,.0f %s", figure.getAsDouble(), unit);
    }
}
