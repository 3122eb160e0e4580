package io.moorage.sns.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.sns.GetTopicAttributesInput;
import io.moorage.awsmodels.sns.GetTopicAttributesResponse;
import io.moorage.awsmodels.sns.SnsOperations;
import io.moorage.model.sns.Subscription;
import io.moorage.model.sns.Topic;
import io.moorage.store.ReadView;
import io.moorage.store.SnsTables;
import io.moorage.store.Store;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Shows a topic's attributes. */
final class GetTopicAttributes implements Action<GetTopicAttributesInput, GetTopicAttributesResponse> {
    private final Store store;

    GetTopicAttributes(Store store) {
        this.store = store;
    }

    @Override
    public Operation<GetTopicAttributesInput, GetTopicAttributesResponse> operation() {
        return SnsOperations.GET_TOPIC_ATTRIBUTES;
    }

    @Override
    public List<String> resources(GetTopicAttributesInput input, RequestContext context) {
        return List.of(input.topicArn());
    }

    @Override
    public GetTopicAttributesResponse handle(GetTopicAttributesInput input, RequestContext context) {
        ReadView view = store.view();
        Topic topic = Topics.topic(view, input.topicArn());
        long confirmed = view.by(SnsTables.SUBSCRIPTIONS, SnsTables.SUBSCRIPTIONS_BY_TOPIC, topic.arn()).stream()
                .filter(Subscription::confirmed)
                .count();
        long all = view.by(SnsTables.SUBSCRIPTIONS, SnsTables.SUBSCRIPTIONS_BY_TOPIC, topic.arn())
                .size();
        Map<String, String> attributes = new TreeMap<>(Map.of(
                "TopicArn", topic.arn(),
                "Owner", context.accountId(),
                "DisplayName", topic.displayName(),
                "Policy", topic.policy().orElseGet(() -> TopicAttributes.ownPolicy(topic.arn(), context.accountId())),
                "SubscriptionsConfirmed", Long.toString(confirmed),
                "SubscriptionsPending", Long.toString(all - confirmed),
                "SubscriptionsDeleted", Long.toString(topic.unsubscribed())));
        return GetTopicAttributesResponse.builder().attributes(attributes).build();
    }
}
