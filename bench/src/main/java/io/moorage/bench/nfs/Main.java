package io.moorage.bench.nfs;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Measures every row on one target after another, round after round, and prints the table of medians. */
public final class Main {
    private static final String USAGE = """
            usage: bench [--minor 0|1] [--rounds N] [--seconds S] [--rows REGEX] [--tree PATH] [--save FILE]
                         [--svg FILE] NAME=HOST:PORT/PATH ...
              the first target is compared with each of the others; a name that begins with + is only asked
              what must be durable. PATH must be there; a directory is made in it and left behind.
              --tree: a tree of many files that every server shows there, to be scanned beside other work
              --save: keep every round's figures there; --svg: draw the ratios there""";

    private final int minorVersion;
    private final int rounds;
    private final double seconds;
    private final Pattern wanted;
    private final Map<String, String> options;
    private final List<Target> targets;

    private Main(Map<String, String> options, List<Target> targets) {
        this.minorVersion = Integer.parseInt(options.getOrDefault("--minor", "1"));
        this.rounds = Integer.parseInt(options.getOrDefault("--rounds", "3"));
        this.seconds = Double.parseDouble(options.getOrDefault("--seconds", "0.8"));
        this.wanted = Pattern.compile(options.getOrDefault("--rows", ""));
        this.options = options;
        this.targets = targets;
    }

    public static void main(String[] arguments) throws IOException {
        Map<String, String> options = new HashMap<>();
        List<Target> targets = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].startsWith("--") && i + 1 < arguments.length) {
                options.put(arguments[i], arguments[++i]);
            } else {
                targets.add(Target.parse(arguments[i]));
            }
        }
        if (targets.isEmpty()) {
            System.err.println(USAGE);
            System.exit(2);
        }
        new Main(options, targets).run();
    }

    private void run() throws IOException {
        Fixture fixture = new Fixture(minorVersion, "bench-" + System.currentTimeMillis());
        List<Row> rows = Rows.of(fixture, options.get("--tree")).stream()
                .filter(row -> wanted.matcher(row.toString()).find())
                .toList();
        for (Target target : targets) {
            fixture.make(target);
        }
        // The first round warms up servers, caches and this program's own code, and is thrown away.
        round(fixture, rows, seconds / 2, 0);
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            figures.addAll(round(fixture, rows, seconds, i));
        }
        String save = options.get("--save");
        if (save != null) {
            java.nio.file.Files.write(
                    Path.of(save), figures.stream().map(Figure::toString).toList());
        }
        Report.publish(figures, "How many times as fast, protocol alone", options.get("--svg"));
    }

    private void settle(Fixture fixture) throws IOException {
        for (Target target : targets) {
            fixture.settle(target);
        }
    }

    /** @param turn moves who comes first, since who comes later finds the disk busy with what others wrote */
    private List<Figure> round(Fixture fixture, List<Row> rows, double each, int turn) throws IOException {
        List<Target> order = new ArrayList<>(targets);
        Collections.rotate(order, -turn);
        List<Figure> figures = new ArrayList<>();
        for (Row row : rows) {
            if (row.durable()) {
                settle(fixture);
            }
            for (Target target : order) {
                if (row.concerns(target)) {
                    double value = row.measure(target, minorVersion, each);
                    Figure figure = new Figure(row.toString(), target.name(), value, row.unit());
                    figures.add(figure);
                    System.err.println(figure);
                }
            }
        }
        return figures;
    }
}
