package io.moorage.sns.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.sns.SnsOperations;
import io.moorage.awsmodels.sns.TagResourceRequest;
import io.moorage.awsmodels.sns.TagResourceResponse;
import io.moorage.model.sns.Topic;
import io.moorage.store.SnsTables;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;

/** Adds or overwrites tags of a topic. */
final class TagResource implements Action<TagResourceRequest, TagResourceResponse> {
    private final Store store;

    TagResource(Store store) {
        this.store = store;
    }

    @Override
    public Operation<TagResourceRequest, TagResourceResponse> operation() {
        return SnsOperations.TAG_RESOURCE;
    }

    @Override
    public List<String> resources(TagResourceRequest input, RequestContext context) {
        return List.of(input.resourceArn());
    }

    @Override
    public Map<String, List<String>> conditions(TagResourceRequest input, RequestContext context) {
        return Topics.requested(input.tags());
    }

    @Override
    public TagResourceResponse handle(TagResourceRequest input, RequestContext context) {
        return store.transact(tx -> {
            Topic topic = Topics.tagged(tx, input.resourceArn());
            tx.update(SnsTables.TOPICS, topic.withTags(Topics.tagged(topic.tags(), input.tags(), context)));
            return TagResourceResponse.builder().build();
        });
    }
}
