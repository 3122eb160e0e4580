package io.moorage.sns;

import io.moorage.model.sns.Subscription;
import io.moorage.store.SnsTables;
import io.moorage.store.Store;
import io.moorage.store.Transaction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;

/** Confirms and ends subscriptions, for whoever may: the API's callers, and endpoints by the URLs that they were sent. */
public final class Subscriptions {
    private final Store store;

    public Subscriptions(Store store) {
        this.store = store;
    }

    /** Empty when the topic has no subscription with this token. */
    public Optional<Subscription> confirm(String topicArn, String token) {
        return store.transact(tx -> {
            Optional<Subscription> found =
                    tx.by(SnsTables.SUBSCRIPTIONS, SnsTables.SUBSCRIPTIONS_BY_TOPIC, topicArn).stream()
                            .filter(each -> same(each.token(), token))
                            .findFirst();
            found.filter(each -> !each.confirmed())
                    .ifPresent(each -> tx.update(SnsTables.SUBSCRIPTIONS, each.confirm()));
            return found;
        });
    }

    private static boolean same(String a, String b) {
        return MessageDigest.isEqual(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns false when there is no such subscription. */
    public boolean end(String subscriptionArn) {
        return store.transact(tx -> {
            Optional<Subscription> found = tx.find(SnsTables.SUBSCRIPTIONS, subscriptionArn);
            found.ifPresent(each -> end(tx, each));
            return found.isPresent();
        });
    }

    private static void end(Transaction tx, Subscription subscription) {
        tx.delete(SnsTables.SUBSCRIPTIONS, subscription.arn());
        tx.find(SnsTables.TOPICS, subscription.topicArn())
                .ifPresent(topic -> tx.update(SnsTables.TOPICS, topic.withOneUnsubscribed()));
    }
}
