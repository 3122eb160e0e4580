package io.moorage.bench.nfs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells what was measured: prints the table of medians of figures kept in files, and draws their ratios. */
public final class Report {
    private static final String USAGE = "usage: report [--svg FILE] [--title TEXT] FIGURES ...";

    private Report() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, String> options = new HashMap<>();
        List<Figure> figures = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].startsWith("--") && i + 1 < arguments.length) {
                options.put(arguments[i], arguments[++i]);
            } else {
                Files.readAllLines(Path.of(arguments[i])).forEach(line -> figures.add(Figure.parse(line)));
            }
        }
        if (figures.isEmpty()) {
            System.err.println(USAGE);
            System.exit(2);
        }
        publish(figures, options.getOrDefault("--title", "How many times as fast"), options.get("--svg"));
    }

    /** @param svg null when no picture is wanted */
    static void publish(List<Figure> figures, String title, @Nullable String svg) throws IOException {
        Medians medians = new Medians(figures);
        System.out.print(Table.of(medians));
        if (svg != null) {
            Files.writeString(Path.of(svg), Chart.of(medians, title));
        }
    }
}
