package io.moorage.store;

import io.moorage.model.sns.Delivery;
import io.moorage.model.sns.Subscription;
import io.moorage.model.sns.Topic;
import io.moorage.store.Table.Index;
import java.util.List;

/** What SNS keeps. */
public final class SnsTables {
    public static final Table<Topic> TOPICS = new Table<>("sns_topic", Topic.class, Topic::arn, List.of());

    public static final Index<Subscription> SUBSCRIPTIONS_BY_TOPIC = new Index<>("topic", Subscription::topicArn);
    public static final Table<Subscription> SUBSCRIPTIONS =
            new Table<>("sns_subscription", Subscription.class, Subscription::arn, List.of(SUBSCRIPTIONS_BY_TOPIC));

    /** In the order in which they were published. */
    public static final Table<Delivery> DELIVERIES =
            new Table<>("sns_delivery", Delivery.class, Delivery::key, List.of());

    private SnsTables() {}
}
