package io.moorage.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.base.sigv4.Uri;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

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

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            description = "Answer at this address of this machine, too; 0.0.0.0 for all. Remembered from then on.")
    private Optional<String> bind = Optional.empty();

    @Override
    public Integer call() {
        up();
        bind.ifPresent(address -> {
            JsonNode open = new ServerPages(home, server).post("listen?address=" + Uri.encode(address));
            progress.say("answers to issued keys at " + open);
        });
        System.out.println("Moorage is up. Endpoint: " + home.endpoint() + "   Console: " + home.console());
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
