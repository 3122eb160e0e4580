package io.moorage.agent.metadata;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.moorage.agent.metadata.MetadataDocuments.Version;
import io.moorage.agent.runtime.ContainerRuntime;
import io.moorage.agent.runtime.ContainerState;
import io.moorage.agent.runtime.RuntimeFailure;
import io.moorage.agent.task.TaskSnapshot;
import io.moorage.agentwire.acs.ContainerPayload;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code /v3/ID} and {@code /v4/ID}: a container, and under it {@code /task}, {@code /taskWithTags}, {@code /stats} and
 * {@code /task/stats}.
 */
public final class MetadataEndpoint implements HttpHandler {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ID_AT = 2;

    private final MetadataDocuments older;
    private final MetadataDocuments newest;
    private final Function<String, Optional<Subject>> subjects;
    private final ContainerRuntime runtime;
    private final Tags tags;

    /** Of whom the caller asks. */
    public record Subject(TaskSnapshot task, ContainerPayload container) {}

    /** Adds the tags of a task and of its instance to its document. */
    @FunctionalInterface
    public interface Tags {
        void add(ObjectNode document, String taskArn) throws IOException;
    }

    /** @param subjects by the id in the path */
    public MetadataEndpoint(
            String availabilityZone,
            String vpcId,
            Function<String, Optional<Subject>> subjects,
            ContainerRuntime runtime,
            Tags tags) {
        this.older = new MetadataDocuments(Version.V3, availabilityZone, vpcId);
        this.newest = new MetadataDocuments(Version.V4, availabilityZone, vpcId);
        this.subjects = subjects;
        this.runtime = runtime;
        this.tags = tags;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String[] path =
                    exchange.getRequestURI().getPath().replaceFirst("/+$", "").split("/", -1);
            Optional<String> body = path.length > ID_AT ? answer(path) : Optional.empty();
            Answers.json(exchange, body.isPresent() ? 200 : 404, body.orElse("\"unable to get container metadata\""));
        }
    }

    private Optional<String> answer(String[] path) throws IOException {
        Optional<Subject> subject = subjects.apply(path[ID_AT]);
        if (subject.isEmpty()) {
            return Optional.empty();
        }
        MetadataDocuments shown = path[1].equals("v4") ? newest : older;
        TaskSnapshot task = subject.get().task();
        String rest = String.join("/", Arrays.asList(path).subList(ID_AT + 1, path.length));
        return switch (rest) {
            case "" ->
                Optional.of(shown.container(task, subject.get().container()).toString());
            case "task" -> Optional.of(shown.task(task).toString());
            case "taskWithTags" -> {
                ObjectNode document = shown.task(task);
                tags.add(document, task.payload().arn());
                yield Optional.of(document.toString());
            }
            case "stats" -> stats(task, subject.get().container());
            case "task/stats" -> Optional.of(allStats(task).toString());
            default -> Optional.empty();
        };
    }

    private Optional<String> stats(TaskSnapshot task, ContainerPayload container) throws IOException {
        ContainerState state = task.containers().get(container.name());
        try {
            return state == null ? Optional.empty() : runtime.stats(state.id());
        } catch (RuntimeFailure e) {
            throw new IOException(e.reason(), e);
        }
    }

    /** By the runtime's id of each container. */
    private ObjectNode allStats(TaskSnapshot task) throws IOException {
        ObjectNode all = JSON.createObjectNode();
        for (ContainerPayload container : task.payload().containers()) {
            ContainerState state = task.containers().get(container.name());
            if (state != null && state.running()) {
                Optional<String> stats = stats(task, container);
                all.set(
                        state.id(),
                        stats.isEmpty()
                                ? JSON.nullNode()
                                : JSON.readTree(stats.get().getBytes(StandardCharsets.UTF_8)));
            }
        }
        return all;
    }
}
