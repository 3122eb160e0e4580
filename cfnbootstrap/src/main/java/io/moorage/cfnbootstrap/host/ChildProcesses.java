package io.moorage.cfnbootstrap.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Programs as child processes. What one leaves running behind it does not hold anybody up. */
public final class ChildProcesses implements Programs {
    @Override
    public Result run(Command command) throws IOException {
        Path output = Files.createTempFile("cfn", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(command.line())
                    .redirectInput(Path.of("/dev/null").toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile());
            command.environment().ifPresent(wanted -> {
                builder.environment().clear();
                builder.environment().putAll(wanted);
            });
            command.directory()
                    .ifPresent(wanted -> builder.directory(Path.of(wanted).toFile()));
            int status = builder.start().waitFor();
            return new Result(status, new String(Files.readAllBytes(output), StandardCharsets.UTF_8));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while " + command.line().getFirst() + " ran", e);
        } finally {
            Files.deleteIfExists(output);
        }
    }
}
