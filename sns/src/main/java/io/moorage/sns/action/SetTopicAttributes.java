package io.moorage.sns.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.sns.SetTopicAttributesInput;
import io.moorage.awsmodels.sns.SnsOperations;
import io.moorage.model.sns.Topic;
import io.moorage.store.SnsTables;
import io.moorage.store.Store;
import java.util.List;
import java.util.Objects;

/** Sets one of a topic's attributes. */
final class SetTopicAttributes implements Action<SetTopicAttributesInput, Empty> {
    private final Store store;

    SetTopicAttributes(Store store) {
        this.store = store;
    }

    @Override
    public Operation<SetTopicAttributesInput, Empty> operation() {
        return SnsOperations.SET_TOPIC_ATTRIBUTES;
    }

    @Override
    public List<String> resources(SetTopicAttributesInput input, RequestContext context) {
        return List.of(input.topicArn());
    }

    @Override
    public Empty handle(SetTopicAttributesInput input, RequestContext context) {
        return store.transact(tx -> {
            Topic topic = Topics.topic(tx, input.topicArn());
            tx.update(
                    SnsTables.TOPICS,
                    TopicAttributes.set(
                            topic, input.attributeName(), Objects.requireNonNullElse(input.attributeValue(), "")));
            return Empty.VALUE;
        });
    }
}
