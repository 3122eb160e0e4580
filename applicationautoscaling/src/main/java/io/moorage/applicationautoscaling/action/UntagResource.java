package io.moorage.applicationautoscaling.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.applicationautoscaling.ApplicationautoscalingOperations;
import io.moorage.awsmodels.applicationautoscaling.UntagResourceRequest;
import io.moorage.awsmodels.applicationautoscaling.UntagResourceResponse;
import io.moorage.model.applicationautoscaling.ScalableTarget;
import io.moorage.store.ApplicationAutoScalingTables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** {@code API_UntagResource}. */
record UntagResource(ApplicationAutoScaling scaling)
        implements TaggedTargets<UntagResourceRequest, UntagResourceResponse> {
    @Override
    public Operation<UntagResourceRequest, UntagResourceResponse> operation() {
        return ApplicationautoscalingOperations.UNTAG_RESOURCE;
    }

    @Override
    public String arn(UntagResourceRequest input) {
        return input.resourceARN();
    }

    @Override
    public Map<String, List<String>> conditions(UntagResourceRequest input, RequestContext context) {
        return Map.of("aws:TagKeys", input.tagKeys());
    }

    @Override
    public UntagResourceResponse handle(UntagResourceRequest input, RequestContext context) {
        scaling.store().transact(tx -> {
            ScalableTarget target = TaggedTargets.named(tx, input.resourceARN());
            Map<String, String> tags = new HashMap<>(target.tags());
            input.tagKeys().forEach(tags::remove);
            tx.update(ApplicationAutoScalingTables.TARGETS, target.withTags(tags));
            return target;
        });
        return new UntagResourceResponse();
    }
}
