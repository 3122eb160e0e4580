package io.moorage.sns.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.sns.ListSubscriptionsByTopicInput;
import io.moorage.awsmodels.sns.ListSubscriptionsByTopicResponse;
import io.moorage.awsmodels.sns.SnsOperations;
import io.moorage.awsmodels.sns.Subscription;
import io.moorage.base.Page;
import io.moorage.store.SnsTables;
import io.moorage.store.Store;
import java.util.List;

/** Lists a topic's subscriptions. */
final class ListSubscriptionsByTopic
        implements Action<ListSubscriptionsByTopicInput, ListSubscriptionsByTopicResponse> {
    private final Store store;

    ListSubscriptionsByTopic(Store store) {
        this.store = store;
    }

    @Override
    public Operation<ListSubscriptionsByTopicInput, ListSubscriptionsByTopicResponse> operation() {
        return SnsOperations.LIST_SUBSCRIPTIONS_BY_TOPIC;
    }

    @Override
    public List<String> resources(ListSubscriptionsByTopicInput input, RequestContext context) {
        return List.of(input.topicArn());
    }

    @Override
    public ListSubscriptionsByTopicResponse handle(ListSubscriptionsByTopicInput input, RequestContext context) {
        Page<Subscription> page = SubscriptionShapes.page(
                store.view()
                        .by(
                                SnsTables.SUBSCRIPTIONS,
                                SnsTables.SUBSCRIPTIONS_BY_TOPIC,
                                Topics.topic(store.view(), input.topicArn()).arn()),
                input.nextToken(),
                context);
        return ListSubscriptionsByTopicResponse.builder()
                .subscriptions(page.items())
                .nextToken(page.next().orElse(null))
                .build();
    }
}
