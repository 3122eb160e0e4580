package io.moorage.cli;

import java.time.InstantSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The moorage command. The launcher script beside the sources finds a JDK, builds, and comes here. */
@Command(
        name = "moorage",
        mixinStandardHelpOptions = true,
        version = "0.1.0",
        description = "Self-hosted ECS and EFS: stateful containers whose data outlives every machine.",
        footer = {
            "",
            "moorage test runs every test of the project.",
            "moorage server and moorage fileserver run one role in the foreground; --help lists its options.",
            "MOORAGE_HOME (default /var/lib/moorage), MOORAGE_PORT (4566) and MOORAGE_NAME choose which Moorage is"
                    + " meant."
        })
public final class Main implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    public static void main(String[] arguments) {
        System.exit(commandLine(MoorageHome.of(System.getenv())).execute(arguments));
    }

    static CommandLine commandLine(MoorageHome home) {
        Progress progress = Progress.onErrorStream();
        ServerProcess server = new ServerProcess(home);
        AwsCli aws = new AwsCli(home);
        Installation installation = new Installation(home, progress);
        CommandLine line = new CommandLine(new Main())
                .addSubcommand(new QuickstartCommand(home, installation, server, aws, progress))
                .addSubcommand(new UpCommand(home, installation, server, progress))
                .addSubcommand(new DownCommand(home, server, progress))
                .addSubcommand(new StatusCommand(home, server))
                .addSubcommand(new LogsCommand(home))
                .addSubcommand(new ResolveCommand(new ServerPages(home, server)))
                .addSubcommand(
                        new ExecCommand(SignedApi.ofEnvironment(home, server, InstantSource.system(), System.getenv())))
                .addSubcommand(new EventsCommand(new ServerPages(home, server), server))
                .addSubcommand(new JoinCommand(
                        home,
                        new ServerPages(home, server),
                        SignedApi.ofEnvironment(home, server, InstantSource.system(), System.getenv())))
                .addSubcommand(new DoctorCommand(home, installation, server))
                .addSubcommand(FsCommand.commandLine(home, server, aws))
                .addSubcommand(new AwsCommand(aws));
        line.setExecutionExceptionHandler((exception, command, parsed) -> {
            System.err.println("moorage: " + (exception.getMessage() == null ? exception : exception.getMessage()));
            return 1;
        });
        return line;
    }

    @Override
    public void run() {
        spec.commandLine().usage(System.out);
    }
}
