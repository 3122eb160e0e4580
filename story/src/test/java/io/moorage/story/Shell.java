package io.moorage.story;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs within a bound, and tells both outputs when they fail. */
final class Shell {
    private Shell() {}

    record Result(int status, String output, String errors) {}

    static Result run(Duration bound, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("story", ".out");
        Path errors = Files.createTempFile("story", ".err");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", command) + " did not end within " + bound + "\n"
                        + text(output) + "\n" + text(errors));
            }
            return new Result(process.exitValue(), text(output), text(errors));
        } finally {
            Files.deleteIfExists(output);
            Files.deleteIfExists(errors);
        }
    }

    /** As {@link #run}; anything but status 0 fails the test with what the program said. */
    static String ok(Duration bound, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Result result = run(bound, environment, command);
        if (result.status() != 0) {
            throw new AssertionError(String.join(" ", command) + " ended with status " + result.status() + "\n"
                    + result.output() + "\n" + result.errors());
        }
        return result.output();
    }

    static String ok(String... command) throws IOException, InterruptedException {
        return ok(Duration.ofMinutes(1), Map.of(), List.of(command));
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
