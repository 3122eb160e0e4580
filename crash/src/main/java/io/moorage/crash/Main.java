package io.moorage.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** Runs a campaign and tells how it went; exit status 1 when anything was lost. */
public final class Main {
    private static final String USAGE = "usage: crash [--kills N] [--cuts N] [--seed N] [--dir DIR]";

    private Main() {}

    public static void main(String[] arguments) throws IOException {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            if (!arguments[i].startsWith("--") || i + 1 == arguments.length) {
                System.err.println(USAGE);
                System.exit(2);
            }
            options.put(arguments[i], arguments[i + 1]);
        }
        Plan plan = Plan.of(
                Integer.parseInt(options.getOrDefault("--kills", "300")),
                Integer.parseInt(options.getOrDefault("--cuts", "0")),
                Long.parseLong(options.getOrDefault("--seed", "1")));
        Path home = Files.createTempDirectory(Path.of(options.getOrDefault("--dir", "/var/tmp")), "moorage-crash");
        try {
            System.out.println(Campaign.run(plan, home, System.err::println));
            try (Stream<Path> all = Files.walk(home)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
            System.exit(0);
        } catch (IOException lost) {
            System.err.println(lost.getMessage());
            lost.printStackTrace();
            System.err.println("left for you to look at: " + home);
            System.exit(1);
        }
    }
}
