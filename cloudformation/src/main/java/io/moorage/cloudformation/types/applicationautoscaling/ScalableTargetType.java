package io.moorage.cloudformation.types.applicationautoscaling;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsmodels.applicationautoscaling.ApplicationautoscalingOperations;
import io.moorage.awsmodels.applicationautoscaling.DeleteScheduledActionRequest;
import io.moorage.awsmodels.applicationautoscaling.DeregisterScalableTargetRequest;
import io.moorage.awsmodels.applicationautoscaling.PutScheduledActionRequest;
import io.moorage.awsmodels.applicationautoscaling.RegisterScalableTargetRequest;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Shapes;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Values;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code AWS::ApplicationAutoScaling::ScalableTarget} with its scheduled actions; its id is {@code RESOURCE|DIMENSION|NAMESPACE}. */
public final class ScalableTargetType implements ResourceType {
    static final Set<String> ABSENT = Set.of("ObjectNotFoundException");

    private static final String SCHEDULES = "ScheduledActions";

    private static final Schema SCHEMA = Schema.of(
                    "AWS::ApplicationAutoScaling::ScalableTarget", RegisterScalableTargetRequest.SHAPE)
            .replaced("ResourceId", "ScalableDimension", "ServiceNamespace")
            .inPlace("MinCapacity", "MaxCapacity", "RoleARN", "SuspendedState")
            .property(SCHEDULES, null, Schema.Update.IN_PLACE)
            .required("ResourceId", "ScalableDimension", "ServiceNamespace", "MinCapacity", "MaxCapacity")
            .attributes("Id")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    /** Registering a target again changes nothing. */
    @Override
    public String create(Wanted wanted, Aws aws) {
        register(wanted, aws);
        return wanted.text("ResourceId") + "|" + wanted.text("ScalableDimension") + "|"
                + wanted.text("ServiceNamespace");
    }

    private static void register(Wanted wanted, Aws aws) {
        aws.call(
                ApplicationautoscalingOperations.REGISTER_SCALABLE_TARGET,
                wanted.read(RegisterScalableTargetRequest.SHAPE, SCHEDULES));
        for (JsonNode each : wanted.list(SCHEDULES)) {
            PutScheduledActionRequest action = Shapes.read(PutScheduledActionRequest.SHAPE, each, SCHEDULES);
            aws.call(
                    ApplicationautoscalingOperations.PUT_SCHEDULED_ACTION,
                    action.toBuilder()
                            .serviceNamespace(wanted.text("ServiceNamespace"))
                            .resourceId(wanted.text("ResourceId"))
                            .scalableDimension(wanted.text("ScalableDimension"))
                            .build());
        }
    }

    private static Set<String> scheduled(Wanted wanted) {
        return wanted.list(SCHEDULES).stream()
                .map(each -> each.path("ScheduledActionName").asText())
                .collect(Collectors.toSet());
    }

    @Override
    public Progress update(String id, Wanted before, Wanted after, Aws aws) {
        register(after, aws);
        Set<String> left = scheduled(after);
        scheduled(before).stream()
                .filter(name -> !left.contains(name))
                .forEach(name -> aws.unless(
                        ABSENT,
                        ApplicationautoscalingOperations.DELETE_SCHEDULED_ACTION,
                        new DeleteScheduledActionRequest(
                                after.text("ServiceNamespace"),
                                name,
                                after.text("ResourceId"),
                                after.text("ScalableDimension"))));
        return Progress.DONE;
    }

    @Override
    public Progress delete(String id, Wanted last, Aws aws) {
        aws.unless(
                ABSENT,
                ApplicationautoscalingOperations.DEREGISTER_SCALABLE_TARGET,
                new DeregisterScalableTargetRequest(
                        last.text("ServiceNamespace"), last.text("ResourceId"), last.text("ScalableDimension")));
        return Progress.DONE;
    }

    @Override
    public Map<String, JsonNode> attributes(String id, Wanted wanted, Aws aws) {
        return Map.of("Id", Values.text(id));
    }
}
