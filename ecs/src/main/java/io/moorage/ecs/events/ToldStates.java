package io.moorage.ecs.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moorage.ecs.shape.InstanceShapes;
import io.moorage.ecs.shape.ShapeTree;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.Deployment;
import io.moorage.model.ecs.EventBatch;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.ServiceEvent;
import io.moorage.model.ecs.Task;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What {@link EventJournal} kept last of each row. A row that differs was changed by a server that died before it kept that. Nothing is
 * known of a row of which nothing is kept: it was told of and forgotten, unless it began later than what is kept last.
 */
final class ToldStates {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DEPLOYMENT = "ECS Deployment State Change";
    private static final String OF_DEPLOYMENT = "SERVICE_DEPLOYMENT_";
    private static final String ACTION = "ECS Service Action";

    private final ReadView view;
    private final Optional<Instant> last;
    /** By ARN; of a deployment, by its service's ARN and its id. */
    private final Map<String, JsonNode> newest = new HashMap<>();

    private final Map<String, Instant> actions = new HashMap<>();

    ToldStates(ReadView view) {
        this.view = view;
        List<EventBatch.Event> events = view.all(EcsTables.EVENTS).stream()
                .flatMap(batch -> batch.events().stream())
                .toList();
        this.last = events.stream().map(EventBatch.Event::time).max(Comparator.naturalOrder());
        events.reversed().forEach(each -> each.resources().forEach(arn -> note(arn, each)));
    }

    private void note(String arn, EventBatch.Event event) {
        switch (event.detailType()) {
            case ACTION -> {
                // One about a deployment tells nothing of the lines of history.
                if (!detail(event).path("eventName").asText().startsWith(OF_DEPLOYMENT)) {
                    actions.putIfAbsent(arn, event.time());
                }
            }
            case DEPLOYMENT -> {
                JsonNode detail = detail(event);
                newest.putIfAbsent(arn + detail.path("deploymentId").asText(), detail);
            }
            default -> newest.computeIfAbsent(arn, any -> detail(event));
        }
    }

    private static JsonNode detail(EventBatch.Event event) {
        try {
            return JSON.readTree(event.document()).path("detail");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the event " + event.id() + " was not kept as JSON", e);
        }
    }

    boolean told(Task task) {
        JsonNode detail = newest.get(task.arn());
        if (detail == null) {
            return !isLater(task.times().created());
        }
        return task.lastStatus().name().equals(detail.path("lastStatus").asText())
                && task.desiredStatus()
                        .name()
                        .equals(detail.path("desiredStatus").asText())
                && task.healthStatus().equals(detail.path("healthStatus").asText())
                && task.containers().stream()
                        .map(each -> each.lastStatus().name())
                        .toList()
                        .equals(StreamSupport.stream(detail.path("containers").spliterator(), false)
                                .map(each -> each.path("lastStatus").asText())
                                .toList());
    }

    boolean told(ContainerInstance instance) {
        JsonNode detail = newest.get(instance.arn());
        if (detail == null) {
            return !isLater(instance.registeredAt());
        }
        JsonNode now = ShapeTree.of(
                io.moorage.awsmodels.ecs.ContainerInstance.SHAPE, InstanceShapes.write(view, instance, false, false));
        return List.of("status", "agentConnected", "registeredResources").stream()
                .allMatch(each ->
                        now.path(each).toString().equals(detail.path(each).toString()));
    }

    boolean told(Service service, Deployment deployment) {
        JsonNode detail = newest.get(service.arn() + deployment.id());
        return detail == null
                ? !isLater(deployment.createdAt())
                : detail.path("eventName").asText().equals(OF_DEPLOYMENT + deployment.rolloutState());
    }

    /** The lines of its history up to then were told, or are not told any more. */
    Instant toldUntil(Service service) {
        return Optional.ofNullable(actions.get(service.arn()))
                .or(() -> last)
                .or(() -> service.events().stream().map(ServiceEvent::createdAt).max(Comparator.naturalOrder()))
                .orElse(Instant.MIN);
    }

    private boolean isLater(Instant begun) {
        return last.filter(each -> !begun.isBefore(each)).isPresent();
    }
}
