package io.moorage.applicationautoscaling.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.model.applicationautoscaling.ScalableTarget;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An action on one target (Service Authorization Reference, "AWS Application Auto Scaling"). */
interface TargetAction<I, O> extends Action<I, O> {
    ApplicationAutoScaling scaling();

    /** What the request is about. */
    Named named(I input);

    /** @param tags that a new target gets */
    record Named(String namespace, String resourceId, String dimension, Map<String, String> tags) {}

    @Override
    default List<String> resources(I input, RequestContext context) {
        Named named = named(input);
        return List.of(ApplicationAutoScaling.find(scaling().view(), named.resourceId(), named.dimension())
                .map(ScalableTarget::arn)
                .orElseGet(() -> scaling().config().targetArn("*")));
    }

    @Override
    default Map<String, List<String>> conditions(I input, RequestContext context) {
        Named named = named(input);
        Map<String, List<String>> keys = new HashMap<>();
        keys.put("application-autoscaling:service-namespace", List.of(named.namespace()));
        keys.put("application-autoscaling:scalable-dimension", List.of(named.dimension()));
        if (!named.tags().isEmpty()) {
            keys.put("aws:TagKeys", List.copyOf(named.tags().keySet()));
            named.tags().forEach((key, value) -> keys.put("aws:RequestTag/" + key, List.of(value)));
        }
        return keys;
    }
}
