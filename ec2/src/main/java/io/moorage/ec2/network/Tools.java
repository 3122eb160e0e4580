package io.moorage.ec2.network;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs {@code ip}, {@code nft} and their kin (iproute2, nftables), each within a bound. */
final class Tools {
    private static final Duration BOUND = Duration.ofSeconds(10);

    private Tools() {}

    /** Runs the lines with {@code ip -batch}; the first that fails ends it. */
    static void ip(List<String> lines) {
        if (!lines.isEmpty()) {
            run(String.join("\n", lines) + "\n", "ip", "-batch", "-");
        }
    }

    /** As {@link #ip}, inside the namespace file. */
    static void ip(Path netns, List<String> lines) {
        if (!lines.isEmpty()) {
            run(String.join("\n", lines) + "\n", "nsenter", "--net=" + netns, "ip", "-batch", "-");
        }
    }

    /** As {@link #ip}, going on after lines that fail: for removing what may be gone. */
    static void ipForced(List<String> lines) {
        lines.forEach(line -> attempt(words("ip", line)));
    }

    static String nft(Path netns, String ruleset) {
        return run(ruleset, "nsenter", "--net=" + netns, "nft", "-f", "-");
    }

    /** Runs a command and returns what it wrote. */
    static String run(String input, String... command) {
        Outcome outcome = execute(input, List.of(command));
        if (outcome.status() != 0) {
            throw new NetworkException("%s: %s (input: %s)"
                    .formatted(String.join(" ", command), outcome.output().strip(), input.strip()));
        }
        return outcome.output();
    }

    /** True when the command succeeded. */
    static boolean attempt(List<String> command) {
        return execute("", command).status() == 0;
    }

    static List<String> words(String first, String rest) {
        var words = new ArrayList<String>();
        words.add(first);
        words.addAll(List.of(rest.split(" ")));
        return words;
    }

    private record Outcome(int status, String output) {}

    private static Outcome execute(String input, List<String> command) {
        try {
            Path errors = Files.createTempFile("moorage-network", ".out");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(errors.toFile())
                        .start();
                try (var stdin = process.getOutputStream()) {
                    stdin.write(input.getBytes(StandardCharsets.UTF_8));
                } catch (IOException e) {
                    // The command ended before it read its input; its status tells why.
                }
                if (!process.waitFor(BOUND.toMillis(), TimeUnit.MILLISECONDS)) {
                    process.destroyForcibly();
                    throw new NetworkException(String.join(" ", command) + " did not end in " + BOUND);
                }
                return new Outcome(process.exitValue(), Files.readString(errors));
            } finally {
                Files.deleteIfExists(errors);
            }
        } catch (IOException e) {
            throw new NetworkException("cannot run " + command.getFirst() + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NetworkException("interrupted while running " + command.getFirst(), e);
        }
    }
}
