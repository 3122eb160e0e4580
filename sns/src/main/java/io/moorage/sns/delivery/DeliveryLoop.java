package io.moorage.sns.delivery;

import io.moorage.base.Backoff;
import io.moorage.model.sns.Delivery;
import io.moorage.model.sns.Subscription;
import io.moorage.store.SnsTables;
import io.moorage.store.Store;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Brings messages to their endpoints. One that does not answer, or with a server's error, is tried again up to ten times in a
 * few minutes; one that refuses is not (SNS developer guide, "Message delivery retries"). Steps are taken by one thread.
 */
public final class DeliveryLoop implements AutoCloseable {
    private static final Logger LOG = System.getLogger(DeliveryLoop.class.getName());
    private static final Duration IDLE = Duration.ofMinutes(5);
    private static final Duration CONNECT_PATIENCE = Duration.ofSeconds(5);
    private static final int MOST_TRIES = 10;
    private static final int MOST_AT_ONCE = 50;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final Backoff BACKOFF = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(60));

    private final Store store;
    private final Links links;
    private final InstantSource clock;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(CONNECT_PATIENCE).build();
    private final Set<String> underway = ConcurrentHashMap.newKeySet();

    public DeliveryLoop(Store store, Links links, InstantSource clock) {
        this.store = store;
        this.links = links;
        this.clock = clock;
    }

    /** Sends what is due; what becomes of it is written when it is known, which leads to the next step. */
    public Duration step() {
        Instant now = clock.instant();
        Instant next = now.plus(IDLE);
        for (Delivery delivery : List.copyOf(store.view().all(SnsTables.DELIVERIES))) {
            if (delivery.due().isAfter(now)) {
                next = delivery.due().isBefore(next) ? delivery.due() : next;
            } else if (underway.size() < MOST_AT_ONCE && underway.add(delivery.key())) {
                Thread ignored = Thread.ofVirtual().name("sns-delivery").start(() -> deliver(delivery));
            }
        }
        return Duration.between(now, next);
    }

    private void deliver(Delivery delivery) {
        try {
            Optional<Subscription> to = store.view().find(SnsTables.SUBSCRIPTIONS, delivery.subscriptionArn());
            Outcome outcome = to.isEmpty() ? Outcome.DONE : send(delivery, to.get());
            settle(delivery, outcome);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "message " + delivery.messageId() + " met a defect", e);
        } finally {
            underway.remove(delivery.key());
        }
    }

    private enum Outcome {
        DONE,
        REFUSED,
        AGAIN
    }

    private Outcome send(Delivery delivery, Subscription to) {
        try {
            int status = http.send(Envelope.request(delivery, to, links), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
            if (status / 100 == 2) {
                return Outcome.DONE;
            }
            boolean refused = status / 100 == 4 && status != TOO_MANY_REQUESTS;
            return refused ? Outcome.REFUSED : Outcome.AGAIN;
        } catch (IOException e) {
            return Outcome.AGAIN;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Outcome.AGAIN;
        }
    }

    private void settle(Delivery delivery, Outcome outcome) {
        boolean again = outcome == Outcome.AGAIN && delivery.failures() + 1 < MOST_TRIES;
        if (outcome != Outcome.DONE && !again) {
            LOG.log(Level.WARNING, "message {0} to {1} is given up", delivery.messageId(), delivery.subscriptionArn());
        }
        store.transact(tx -> {
            if (tx.find(SnsTables.DELIVERIES, delivery.key()).isPresent()) {
                if (again) {
                    Instant due = clock.instant().plus(BACKOFF.after(delivery.failures() + 1));
                    tx.put(SnsTables.DELIVERIES, delivery.failed(due));
                } else {
                    tx.delete(SnsTables.DELIVERIES, delivery.key());
                }
            }
            return again;
        });
    }

    /** Ends what is underway; it is sent again after the next start. */
    @Override
    public void close() {
        http.shutdownNow();
    }
}
