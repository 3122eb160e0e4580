package io.moorage.sns;

import io.moorage.model.sns.Delivery;
import io.moorage.model.sns.Subscription;
import io.moorage.store.SnsTables;
import io.moorage.store.Store;
import io.moorage.store.Transaction;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Publishes messages: durably to every confirmed subscription, and to the log. Thread-safe. */
public final class Publisher {
    private static final Logger LOG = System.getLogger(Publisher.class.getName());
    private static final String NUMBERS = "sns-delivery";
    private static final int TOKEN_LONGS = 16;

    /** More than this wait for endpoints that do not answer: nothing more is taken in until they are given up. */
    private static final int MOST_UNDERWAY = 10_000;

    private final Store store;
    private final InstantSource clock;
    private final RandomGenerator random;

    /** @param random safe for use by many threads; also makes the tokens by which subscriptions are confirmed */
    public Publisher(Store store, InstantSource clock, RandomGenerator random) {
        this.store = store;
        this.clock = clock;
        this.random = random;
    }

    /** What is published. */
    public record Message(Optional<String> subject, String text, Map<String, Delivery.Attribute> attributes) {}

    /** What became of a message. */
    public sealed interface Outcome {
        record Published(String messageId) implements Outcome {}

        record NoSuchTopic() implements Outcome {}

        /** Too many messages are underway. */
        record Throttled() implements Outcome {}
    }

    public Outcome publish(String topicArn, Message message) {
        String messageId = id();
        Instant now = clock.instant();
        Outcome outcome = store.transact(tx -> {
            if (tx.find(SnsTables.TOPICS, topicArn).isEmpty()) {
                return new Outcome.NoSuchTopic();
            }
            if (tx.all(SnsTables.DELIVERIES).size() >= MOST_UNDERWAY) {
                return new Outcome.Throttled();
            }
            tx.by(SnsTables.SUBSCRIPTIONS, SnsTables.SUBSCRIPTIONS_BY_TOPIC, topicArn).stream()
                    .filter(Subscription::confirmed)
                    .forEach(each -> send(tx, Delivery.Kind.NOTIFICATION, messageId, each, message, now));
            return new Outcome.Published(messageId);
        });
        if (outcome instanceof Outcome.Published) {
            LOG.log(Level.INFO, "{0}: {1} {2}", topicArn, message.subject().orElse("-"), message.text());
        }
        return outcome;
    }

    /** Asks an endpoint whether it wants a subscription. */
    public void askToConfirm(Transaction tx, Subscription subscription) {
        Message question = new Message(
                Optional.empty(),
                "You have chosen to subscribe to the topic " + subscription.topicArn()
                        + ".\nTo confirm the subscription, visit the SubscribeURL included in this message.",
                Map.of());
        send(tx, Delivery.Kind.SUBSCRIPTION_CONFIRMATION, id(), subscription, question, clock.instant());
    }

    private static void send(
            Transaction tx, Delivery.Kind kind, String messageId, Subscription to, Message message, Instant now) {
        tx.insert(
                SnsTables.DELIVERIES,
                new Delivery(
                        tx.next(NUMBERS),
                        kind,
                        messageId,
                        to.arn(),
                        message.subject(),
                        message.text(),
                        message.attributes(),
                        now,
                        0,
                        now));
    }

    /** A new id, as messages and subscriptions have them. */
    public String id() {
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /** A token that nobody guesses. */
    public String token() {
        StringBuilder token = new StringBuilder();
        for (int i = 0; i < TOKEN_LONGS; i++) {
            token.append(HexFormat.of().toHexDigits(random.nextLong()));
        }
        return token.toString();
    }
}
