package io.moorage.cfnbootstrap.host;

import io.moorage.cfnbootstrap.host.Programs.Command;
import io.moorage.cfnbootstrap.host.Programs.Result;
import java.io.IOException;
import java.nio.file.Path;

/**
 * The machine that is configured.
 *
 * @param root below which its files are; {@code /} but in tests
 * @param log of what is done
 * @param commands of the programs that are run, with their output
 */
public record Host(Path root, Programs programs, Log log, Log commands) {
    /** Where the file of that absolute name is. */
    public Path path(String absolute) {
        return root.resolve(absolute.replaceFirst("^/+", ""));
    }

    public Result run(Command command) throws IOException {
        return programs.run(command);
    }

    public Result run(String... line) throws IOException {
        return programs.run(Command.of(line));
    }

    /** As {@link #run}, written with its output to the log of commands under that name. */
    public Result runLogged(String name, Command command) throws IOException {
        commands.info("=".repeat(60));
        commands.info(name);
        Result result = programs.run(command);
        commands.info(Log.centred("Command Output"));
        result.output().lines().forEach(line -> commands.info("\t" + line));
        commands.info("-".repeat(60));
        if (result.ok()) {
            commands.info("Completed successfully.");
        } else {
            commands.error("Exited with error code " + result.status());
        }
        return result;
    }
}
