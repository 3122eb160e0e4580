package io.moorage.sns.action;

import io.moorage.awsapi.Action;
import io.moorage.sns.Publisher;
import io.moorage.sns.Subscriptions;
import io.moorage.store.Store;
import java.util.List;

/** The actions of the SNS API. */
public final class SnsActions {
    private SnsActions() {}

    public static List<Action<?, ?>> all(Store store, Publisher publisher, Subscriptions subscriptions) {
        return List.of(
                new CreateTopic(store),
                new DeleteTopic(store),
                new ListTopics(store),
                new GetTopicAttributes(store),
                new SetTopicAttributes(store),
                new Subscribe(store, publisher),
                new ConfirmSubscription(store, subscriptions),
                new Unsubscribe(subscriptions),
                new ListSubscriptions(store),
                new ListSubscriptionsByTopic(store),
                new GetSubscriptionAttributes(store),
                new SetSubscriptionAttributes(store),
                new Publish(publisher),
                new TagResource(store),
                new UntagResource(store),
                new ListTagsForResource(store));
    }
}
