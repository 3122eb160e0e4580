package io.moorage.cli;

import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Says what runs. */
@Command(name = "status", description = "Say what runs.", mixinStandardHelpOptions = true)
final class StatusCommand implements Callable<Integer> {
    private final MoorageHome home;
    private final ServerProcess server;

    StatusCommand(MoorageHome home, ServerProcess server) {
        this.home = home;
        this.server = server;
    }

    @Override
    public Integer call() {
        Optional<ProcessHandle> process = server.find();
        if (process.isEmpty()) {
            System.out.println("Moorage is not running (home " + home.directory() + "). Start it with: ./moorage up");
            return 3;
        }
        Optional<ServerProcess.Answer> status = server.get("/_moorage/status");
        if (status.isEmpty()) {
            System.out.println("The server (process " + process.get().pid() + ") does not answer at " + home.endpoint()
                    + "; its log is " + server.logFile());
            return 1;
        }
        System.out.println(status.get().body());
        return 0;
    }
}
