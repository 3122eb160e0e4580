package io.moorage.agent.metadata;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.moorage.agent.api.Apis;
import io.moorage.agent.api.JsonApi;
import io.moorage.agent.credentials.TaskCredentials;
import io.moorage.agentwire.acs.TaskPayload;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code $ECS_AGENT_URI/task-protection/v1/state}: a task protects itself (ECS developer guide, "Amazon ECS task scale-in
 * protection endpoint"), with its own role.
 */
public final class ProtectionEndpoint implements HttpHandler {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String PATH = "/api/[^/]+/task-protection/v1/state/?";

    private final Apis apis;
    private final TaskCredentials credentials;
    private final Function<String, Optional<TaskPayload>> tasks;

    /** @param tasks by the id in the path */
    public ProtectionEndpoint(Apis apis, TaskCredentials credentials, Function<String, Optional<TaskPayload>> tasks) {
        this.apis = apis;
        this.credentials = credentials;
        this.tasks = tasks;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            Optional<TaskPayload> task = path.matches(PATH) ? tasks.apply(path.split("/", -1)[2]) : Optional.empty();
            if (task.isEmpty()) {
                Answers.json(exchange, 404, "{}");
                return;
            }
            switch (exchange.getRequestMethod()) {
                case "GET" -> answer(exchange, task.get(), "GetTaskProtection", JSON.createObjectNode());
                case "PUT" -> put(exchange, task.get());
                default -> Answers.json(exchange, 405, "{}");
            }
        }
    }

    private void put(HttpExchange exchange, TaskPayload task) throws IOException {
        JsonNode given = JSON.readTree(exchange.getRequestBody());
        if (given == null || !given.path("ProtectionEnabled").isBoolean()) {
            Answers.json(
                    exchange,
                    400,
                    error(
                                    task,
                                    "InvalidParameterException",
                                    "Invalid request: does not contain 'ProtectionEnabled' field")
                            .toString());
            return;
        }
        ObjectNode request = JSON.createObjectNode()
                .put("protectionEnabled", given.path("ProtectionEnabled").asBoolean());
        if (given.path("ExpiresInMinutes").isInt()) {
            request.put("expiresInMinutes", given.path("ExpiresInMinutes").asInt());
        }
        answer(exchange, task, "UpdateTaskProtection", request);
    }

    private void answer(HttpExchange exchange, TaskPayload task, String operation, ObjectNode request)
            throws IOException {
        request.put("cluster", task.taskClusterArn()).putArray("tasks").add(task.arn());
        try {
            JsonNode answer =
                    apis.of(JsonApi.Service.ECS, () -> credentials.role(task)).call(operation, request);
            JsonNode done = answer.at("/protectedTasks/0");
            if (done.isMissingNode()) {
                Answers.json(exchange, 200, failure(answer.at("/failures/0")).toString());
            } else {
                Answers.json(exchange, 200, protection(done).toString());
            }
        } catch (JsonApi.Refused e) {
            Answers.json(
                    exchange,
                    400,
                    error(task, e.type(), String.valueOf(e.getMessage())).toString());
        }
    }

    private static ObjectNode protection(JsonNode done) {
        ObjectNode body = JSON.createObjectNode();
        ObjectNode protection = body.putObject("protection");
        if (done.hasNonNull("expirationDate")) {
            long millis = Math.round(done.path("expirationDate").asDouble() * 1000);
            protection.put("ExpirationDate", Instant.ofEpochMilli(millis).toString());
        } else {
            protection.putNull("ExpirationDate");
        }
        protection.put("ProtectionEnabled", done.path("protectionEnabled").asBoolean());
        protection.put("TaskArn", done.path("taskArn").asText());
        return body;
    }

    private static ObjectNode failure(JsonNode failure) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("failure")
                .put("Arn", failure.path("arn").asText())
                .put("Detail", failure.path("detail").asText())
                .put("Reason", failure.path("reason").asText());
        return body;
    }

    private static ObjectNode error(TaskPayload task, String code, String message) {
        ObjectNode body = JSON.createObjectNode();
        body.putObject("error").put("Arn", task.arn()).put("Code", code).put("Message", message);
        return body;
    }
}
