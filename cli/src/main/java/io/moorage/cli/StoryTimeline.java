package io.moorage.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Puts the server's own events and what the client saw on one line of time. */
final class StoryTimeline {
    private final ServerProcess server;

    StoryTimeline(ServerProcess server) {
        this.server = server;
    }

    /** Milliseconds after {@code killedMillis}, in the story's order; a step that was not seen is left out. */
    Map<String, Long> since(long killedMillis, String instance, CommitWriter.Outage outage) {
        Map<String, Long> steps = new LinkedHashMap<>();
        steps.put("killed", 0L);
        JsonNode events = events(killedMillis);
        put(
                steps,
                "noticed",
                events,
                killedMillis,
                event -> is(event, "InstanceLost", instance) || is(event, "FenceRequested", instance));
        put(steps, "fenced", events, killedMillis, event -> is(event, "FenceConfirmed", instance));
        put(steps, "placed", events, killedMillis, event -> kind(event).equals("TaskPlaced"));
        put(steps, "container running", events, killedMillis, event -> kind(event)
                .equals("TaskRunning"));
        steps.put("first query answered", outage.firstAnswerMillis - killedMillis);
        steps.put("first commit", outage.firstCommitMillis - killedMillis);
        return steps;
    }

    private JsonNode events(long sinceMillis) {
        Optional<ServerProcess.Answer> answer = server.get("/_moorage/events?since=" + sinceMillis);
        try {
            return new ObjectMapper()
                    .readTree(answer.map(ServerProcess.Answer::body).orElse("[]"));
        } catch (JsonProcessingException e) {
            throw new UserError("the server's event feed is not JSON: " + e.getOriginalMessage());
        }
    }

    private static void put(
            Map<String, Long> steps, String name, JsonNode events, long start, Predicate<JsonNode> which) {
        for (JsonNode event : events) {
            if (which.test(event)) {
                steps.put(name, event.path("timeMillis").asLong() - start);
                return;
            }
        }
    }

    private static boolean is(JsonNode event, String kind, String subject) {
        return kind(event).equals(kind) && event.path("subject").asText().equals(subject);
    }

    private static String kind(JsonNode event) {
        return event.path("kind").asText();
    }
}
