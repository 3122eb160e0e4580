package io.moorage.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows the logs of the server and the file server. */
@Command(
        name = "logs",
        description = "Show the logs of the server and the file server.",
        mixinStandardHelpOptions = true)
final class LogsCommand implements Callable<Integer> {
    private final MoorageHome home;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on showing what is written.")
    private boolean follow;

    @Option(
            names = {"-n", "--lines"},
            description = "How many of the last lines (default ${DEFAULT-VALUE}).")
    private int lines = 100;

    LogsCommand(MoorageHome home) {
        this.home = home;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!Files.isDirectory(home.log())) {
            throw new UserError("nothing has been logged yet in " + home.log() + "; start Moorage with: moorage up");
        }
        List<String> command = new ArrayList<>(List.of("tail", "-n", Integer.toString(lines)));
        if (follow) {
            command.add("-F");
        }
        try (Stream<Path> files = Files.list(home.log())) {
            files.filter(file -> file.toString().endsWith(".log"))
                    .sorted()
                    .forEach(file -> command.add(file.toString()));
        }
        return new ProcessBuilder(command).inheritIO().start().waitFor();
    }
}
