package io.moorage.sns.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.permission.TagConditions;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.sns.SnsOperations;
import io.moorage.awsmodels.sns.UntagResourceRequest;
import io.moorage.awsmodels.sns.UntagResourceResponse;
import io.moorage.model.sns.Topic;
import io.moorage.store.SnsTables;
import io.moorage.store.Store;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Removes tags of a topic. */
final class UntagResource implements Action<UntagResourceRequest, UntagResourceResponse> {
    private final Store store;

    UntagResource(Store store) {
        this.store = store;
    }

    @Override
    public Operation<UntagResourceRequest, UntagResourceResponse> operation() {
        return SnsOperations.UNTAG_RESOURCE;
    }

    @Override
    public List<String> resources(UntagResourceRequest input, RequestContext context) {
        return List.of(input.resourceArn());
    }

    @Override
    public Map<String, List<String>> conditions(UntagResourceRequest input, RequestContext context) {
        return TagConditions.named(input.tagKeys());
    }

    @Override
    public UntagResourceResponse handle(UntagResourceRequest input, RequestContext context) {
        return store.transact(tx -> {
            Topic topic = Topics.tagged(tx, input.resourceArn());
            tx.update(SnsTables.TOPICS, topic.withTags(without(topic.tags(), input.tagKeys())));
            return UntagResourceResponse.builder().build();
        });
    }

    private static Map<String, String> without(Map<String, String> present, List<String> keys) {
        Map<String, String> rest = new HashMap<>(present);
        rest.keySet().removeAll(keys);
        return rest;
    }
}
