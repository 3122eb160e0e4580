package io.moorage.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The main job: plays the whole story and leaves the system running. */
@Command(
        name = "quickstart",
        description =
                "MySQL from a template: two instances, a shared file system, a load balancer; one instance dies and is"
                        + " replaced, MySQL goes on with every row.",
        mixinStandardHelpOptions = true)
final class QuickstartCommand implements Callable<Integer> {
    private final MoorageHome home;
    private final Installation installation;
    private final ServerProcess server;
    private final AwsCli aws;
    private final Progress progress;

    @Option(names = "--json", description = "Print the result as JSON on standard output.")
    private boolean json;

    QuickstartCommand(
            MoorageHome home, Installation installation, ServerProcess server, AwsCli aws, Progress progress) {
        this.home = home;
        this.installation = installation;
        this.server = server;
        this.aws = aws;
        this.progress = progress;
    }

    @Override
    public Integer call() throws JsonProcessingException {
        long started = System.nanoTime();
        progress.heading("1/6  Moorage");
        new UpCommand(home, installation, server, progress).up();
        Path template = home.source().resolve("examples/efs-docker.yaml");
        StoryResult result = new Story(home, installation, server, aws, progress).play(template, started);
        if (json) {
            System.out.println(new ObjectMapper()
                    .enable(SerializationFeature.INDENT_OUTPUT)
                    .writeValueAsString(result));
        } else {
            System.out.println(result.text(home));
        }
        return result.verified() ? 0 : 1;
    }
}
