package io.moorage.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs other programs, each within a bound of time. */
public final class Commands {
    private Commands() {}

    /** What a program left behind. */
    public record Result(int status, String output, String errors) {
        public boolean ok() {
            return status == 0;
        }
    }

    /** Runs the program to its end; one that overruns {@code bound} is killed and reported with status 124. */
    public static Result run(Duration bound, Map<String, String> environment, List<String> command) {
        try {
            Path output = Files.createTempFile("moorage", ".out");
            Path errors = Files.createTempFile("moorage", ".err");
            try {
                ProcessBuilder builder = new ProcessBuilder(command)
                        .redirectInput(Path.of("/dev/null").toFile())
                        .redirectOutput(output.toFile())
                        .redirectError(errors.toFile());
                builder.environment().putAll(environment);
                int status = await(builder.start(), bound);
                return new Result(status, text(output), text(errors));
            } finally {
                Files.deleteIfExists(output);
                Files.deleteIfExists(errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command.getFirst() + ": " + e.getMessage(), e);
        }
    }

    public static Result run(Duration bound, List<String> command) {
        return run(bound, Map.of(), command);
    }

    /** As {@link #run}, with both outputs going to {@code log}; returns the exit status. */
    public static int runLogged(Duration bound, Map<String, String> environment, Path log, List<String> command) {
        try {
            Files.createDirectories(log.toAbsolutePath().getParent());
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            return await(builder.start(), bound);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot run " + command.getFirst() + ": " + e.getMessage(), e);
        }
    }

    private static int await(Process process, Duration bound) {
        try {
            if (process.waitFor(bound.toMillis(), TimeUnit.MILLISECONDS)) {
                return process.exitValue();
            }
            kill(process);
            return 124;
        } catch (InterruptedException e) {
            kill(process);
            Thread.currentThread().interrupt();
            return 130;
        }
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
