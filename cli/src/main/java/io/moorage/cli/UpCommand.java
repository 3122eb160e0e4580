package io.moorage.cli;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Starts everything that is not running yet. */
@Command(
        name = "up",
        description = "Start Moorage: install what is missing, build the images, start the server.",
        mixinStandardHelpOptions = true)
final class UpCommand implements Callable<Integer> {
    private final MoorageHome home;
    private final Installation installation;
    private final ServerProcess server;
    private final Progress progress;

    UpCommand(MoorageHome home, Installation installation, ServerProcess server, Progress progress) {
        this.home = home;
        this.installation = installation;
        this.server = server;
        this.progress = progress;
    }

    @Override
    public Integer call() {
        up();
        System.out.println("Moorage is up. Endpoint: " + home.endpoint());
        System.out.println("Try:  ./moorage aws ecs list-clusters     Stop:  ./moorage down");
        return 0;
    }

    /** Idempotent: returns when the server answers. */
    void up() {
        if (server.find().isPresent() && server.answers()) {
            progress.say("the server is running already");
            return;
        }
        String dockerHost = installation.prepare();
        progress.step("Moorage server", () -> server.start(List.of("--docker", dockerHost)));
    }
}
