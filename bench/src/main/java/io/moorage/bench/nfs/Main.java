package io.moorage.bench.nfs;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Measures every row on one target after another, round after round, and prints the table of medians. */
public final class Main {
    private static final String USAGE = """
            usage: bench [--minor 0|1] [--rounds N] [--seconds S] [--rows REGEX] NAME=HOST:PORT/PATH ...
              the first target is compared with each of the others; a name that begins with + is only asked
              what must be durable. PATH must be there; a directory is made in it and left behind.""";

    private final int minorVersion;
    private final int rounds;
    private final double seconds;
    private final Pattern wanted;
    private final List<Target> targets;

    private Main(Map<String, String> options, List<Target> targets) {
        this.minorVersion = Integer.parseInt(options.getOrDefault("--minor", "1"));
        this.rounds = Integer.parseInt(options.getOrDefault("--rounds", "3"));
        this.seconds = Double.parseDouble(options.getOrDefault("--seconds", "0.8"));
        this.wanted = Pattern.compile(options.getOrDefault("--rows", ""));
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
        List<Row> rows = Rows.of(fixture).stream()
                .filter(row -> wanted.matcher(row.toString()).find())
                .toList();
        for (Target target : targets) {
            fixture.make(target);
        }
        Table table = new Table(rows, targets);
        // The first round warms up servers, caches and this program's own code, and is thrown away.
        round(fixture, rows, new Table(rows, targets), seconds / 2);
        for (int i = 0; i < rounds; i++) {
            round(fixture, rows, table, seconds);
        }
        table.print(System.out);
    }

    private void settle(Fixture fixture) throws IOException {
        for (Target target : targets) {
            fixture.settle(target);
        }
    }

    private void round(Fixture fixture, List<Row> rows, Table table, double each) throws IOException {
        for (Row row : rows) {
            if (row.durable()) {
                settle(fixture);
            }
            for (Target target : targets) {
                if (row.concerns(target)) {
                    double figure = row.measure(target, minorVersion, each);
                    table.add(row, target, figure);
                    System.err.printf("%s\t%s\t%.1f %s%n", row, target.name(), figure, row.unit());
                }
            }
        }
    }
}
