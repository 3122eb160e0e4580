package io.moorage.applicationautoscaling.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.applicationautoscaling.ApplicationautoscalingOperations;
import io.moorage.awsmodels.applicationautoscaling.TagResourceRequest;
import io.moorage.awsmodels.applicationautoscaling.TagResourceResponse;
import io.moorage.model.applicationautoscaling.ScalableTarget;
import io.moorage.store.ApplicationAutoScalingTables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code API_TagResource}. */
record TagResource(ApplicationAutoScaling scaling) implements TaggedTargets<TagResourceRequest, TagResourceResponse> {
    private static final int MOST = 50;

    @Override
    public Operation<TagResourceRequest, TagResourceResponse> operation() {
        return ApplicationautoscalingOperations.TAG_RESOURCE;
    }

    @Override
    public String arn(TagResourceRequest input) {
        return input.resourceARN();
    }

    @Override
    public Map<String, List<String>> conditions(TagResourceRequest input, RequestContext context) {
        Map<String, List<String>> keys = new HashMap<>();
        keys.put("aws:TagKeys", List.copyOf(input.tags().keySet()));
        input.tags().forEach((key, value) -> keys.put("aws:RequestTag/" + key, List.of(value)));
        return keys;
    }

    @Override
    public TagResourceResponse handle(TagResourceRequest input, RequestContext context) {
        scaling.store().transact(tx -> {
            ScalableTarget target = TaggedTargets.named(tx, input.resourceARN());
            Map<String, String> tags = new HashMap<>(target.tags());
            tags.putAll(input.tags());
            if (tags.size() > MOST) {
                throw new AwsException(
                        ApplicationautoscalingOperations.ERROR_TOO_MANY_TAGS_EXCEPTION,
                        "A resource has at most 50 tags.");
            }
            tx.update(ApplicationAutoScalingTables.TARGETS, target.withTags(tags));
            return target;
        });
        return new TagResourceResponse();
    }
}
