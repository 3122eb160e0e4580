package io.moorage.sns;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.http.PlainRoute;
import io.moorage.base.Backoff;
import io.moorage.base.LoopThread;
import io.moorage.sns.action.SnsActions;
import io.moorage.sns.delivery.DeliveryLoop;
import io.moorage.sns.delivery.Links;
import io.moorage.store.SnsTables;
import io.moorage.store.Store;
import io.moorage.store.Store.Subscription;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/** SNS: its actions, and the loop that delivers. */
public final class SnsControlPlane implements AutoCloseable {
    private final Store store;
    private final Publisher publisher;
    private final Links links;
    private final List<Action<?, ?>> actions;
    private final DeliveryLoop deliveries;
    private final LoopThread thread;
    private Optional<Subscription> watch = Optional.empty();

    /** @param endpoint where this server is reached, such as {@code http://127.0.0.1:4566} */
    public SnsControlPlane(Store store, InstantSource clock, RandomGenerator random, String endpoint) {
        this.store = store;
        this.publisher = new Publisher(store, clock, random);
        Subscriptions subscriptions = new Subscriptions(store);
        this.links = new Links(endpoint, subscriptions);
        this.actions = SnsActions.all(store, publisher, subscriptions);
        this.deliveries = new DeliveryLoop(store, links, clock);
        this.thread = new LoopThread(
                "sns-deliveries", new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30)), deliveries::step);
    }

    public List<Action<?, ?>> actions() {
        return actions;
    }

    /** For other services, such as alarms: whoever may publish by them need not be asked again. */
    public Publisher publisher() {
        return publisher;
    }

    /** The pages that endpoints are sent to. */
    public PlainRoute route() {
        return links.route();
    }

    public void start() {
        watch = Optional.of(store.watch(Set.of(SnsTables.DELIVERIES), changes -> thread.wake()));
        thread.start();
    }

    @Override
    public void close() {
        watch.ifPresent(Subscription::close);
        thread.close();
        deliveries.close();
    }
}
