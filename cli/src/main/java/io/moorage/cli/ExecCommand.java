package io.moorage.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.agentwire.exec.CommandLine;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs a command in a container of a task. */
@Command(
        name = "exec",
        description = "Run a command in a container of a task that was started with enableExecuteCommand.",
        mixinStandardHelpOptions = true)
final class ExecCommand implements Callable<Integer> {
    private final SignedApi api;

    @Option(names = "--cluster", paramLabel = "NAME", description = "Of the task; default when not given.")
    private String cluster = "default";

    @Option(
            names = {"-c", "--container"},
            paramLabel = "NAME",
            description = "Needed when the task has several.")
    private @Nullable String container;

    @Option(
            names = {"-i", "--interactive"},
            description = "Hand on what is typed, or comes from a pipe.")
    private boolean interactive;

    @Option(
            names = {"-t", "--tty"},
            description = "Give the command a terminal.")
    private boolean terminal;

    @Parameters(index = "0", paramLabel = "TASK", description = "Its id or ARN.")
    private String task = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "COMMAND", description = "After --, with its arguments.")
    private List<String> command = new ArrayList<>();

    ExecCommand(SignedApi api) {
        this.api = api;
    }

    private JsonNode session(Map<String, Object> request) {
        try {
            return api.ecs("ExecuteCommand", request).path("session");
        } catch (Refused e) {
            throw ExecAdvice.about(e, cluster, task);
        }
    }

    @Override
    public Integer call() throws IOException {
        Map<String, Object> request = new HashMap<>(
                Map.of("cluster", cluster, "task", task, "interactive", true, "command", CommandLine.join(command)));
        if (container != null) {
            request.put("container", container);
        }
        JsonNode session = session(request);
        try (TerminalMode mode = terminal ? TerminalMode.raw() : TerminalMode.unchanged()) {
            ExecSession open = new ExecSession(System.in, System.out, System.err, mode, interactive);
            return open.run(
                    api,
                    session.path("sessionId").asText(),
                    session.path("tokenValue").asText());
        }
    }
}
