package io.moorage.ecs.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.ecs.decide.EventWords;
import io.moorage.ecs.placement.Refusal;
import io.moorage.ecs.shape.InstanceShapes;
import io.moorage.ecs.shape.PlacedTasks;
import io.moorage.ecs.shape.ShapeTree;
import io.moorage.ecs.shape.TaskShapes;
import io.moorage.model.ecs.EcsArns;
import io.moorage.model.ecs.EventBatch;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Changes as EventBridge delivers them (ECS developer guide, "Amazon ECS events": one page for each detail type). */
public final class EventDocuments {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final EcsArns arns;

    public EventDocuments(EcsArns arns) {
        this.arns = arns;
    }

    /** @param id under which the change is kept: the same change is the same document */
    public ObjectNode of(String id, StateChange change, ReadView view) {
        return change instanceof StateChange.Kept(EventBatch.Event event) ? kept(event) : made(id, change, view);
    }

    private static ObjectNode kept(EventBatch.Event event) {
        try {
            return (ObjectNode) JSON.readTree(event.document());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the event " + event.id() + " was not kept as JSON", e);
        }
    }

    private ObjectNode made(String id, StateChange change, ReadView view) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("version", "0");
        document.put(
                "id",
                UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString());
        document.put("detail-type", change.detailType());
        document.put("source", "aws.ecs");
        document.put("account", arns.accountId());
        document.put("time", change.time().toString());
        document.put("region", arns.region());
        change.resources().forEach(document.putArray("resources")::add);
        document.set(
                "detail",
                switch (change) {
                    case StateChange.Kept kept -> kept(kept.event());
                    case StateChange.OfTask task -> task(task, view);
                    case StateChange.OfInstance instance -> instance(instance, view);
                    case StateChange.OfService action -> service(action);
                    case StateChange.OfDeployment deployment -> deployment(deployment);
                });
        return document;
    }

    private ObjectNode task(StateChange.OfTask change, ReadView view) {
        var shape = PlacedTasks.shown(
                view,
                TaskShapes.write(
                        arns,
                        change.task(),
                        view.find(EcsTables.TASK_DEFINITIONS, change.task().taskDefinition()),
                        false));
        return ShapeTree.of(io.moorage.awsmodels.ecs.Task.SHAPE, shape)
                .put("updatedAt", change.time().toString());
    }

    private ObjectNode instance(StateChange.OfInstance change, ReadView view) {
        var shape = InstanceShapes.write(view, change.instance(), false, false);
        return ShapeTree.of(io.moorage.awsmodels.ecs.ContainerInstance.SHAPE, shape)
                .put("clusterArn", arns.cluster(change.clusterName()))
                .put("updatedAt", change.time().toString());
    }

    private ObjectNode service(StateChange.OfService change) {
        ObjectNode detail = JsonNodeFactory.instance
                .objectNode()
                .put("eventType", change.action().type())
                .put("eventName", change.action().name())
                .put("clusterArn", arns.cluster(change.clusterName()));
        String words = change.event().message();
        boolean unplaced = change.action().equals(ServiceActions.PLACEMENT_FAILURE);
        if (unplaced || change.action().equals(ServiceActions.CAPACITY_STEADY)) {
            change.service().scheduling().capacityProviders().forEach(each -> detail.withArray("capacityProviderArns")
                    .add(arns.capacityProvider(each.capacityProvider())));
        }
        if (unplaced) {
            EventWords.closest(words).ifPresent(id -> detail.putArray("containerInstanceArns")
                    .add(arns.containerInstance(change.clusterName(), id)));
        }
        String reason = unplaced ? Refusal.in(words).map(Refusal::reason).orElse(words) : words;
        return detail.put("reason", reason).put("createdAt", change.time().toString());
    }

    private ObjectNode deployment(StateChange.OfDeployment change) {
        var deployment = change.deployment();
        return JsonNodeFactory.instance
                .objectNode()
                .put("eventType", ServiceActions.of(deployment).type())
                .put("eventName", ServiceActions.of(deployment).name())
                .put("clusterArn", arns.cluster(change.clusterName()))
                .put("deploymentId", deployment.id())
                .put("updatedAt", deployment.updatedAt().toString())
                .put("reason", deployment.rolloutStateReason());
    }
}
