package io.moorage.server;

import io.moorage.console.ecs.ServiceHistory;
import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.Task;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import io.moorage.store.Store.Change;
import io.moorage.store.Store.Changes;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells the console's charts how many tasks each service wants and has, whenever that may have changed. What it costs is bounded:
 * after counting it pauses nineteen times as long, at most a second, while the store gathers further changes.
 */
final class ServiceCounts implements AutoCloseable {
    private static final int PAUSES = 19;
    private static final long LONGEST_PAUSE_MILLIS = 1_000;

    private final InstantSource clock;
    private final ServiceHistory history;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Store.Subscription subscription;

    ServiceCounts(Store store, InstantSource clock, ServiceHistory history) {
        this.clock = clock;
        this.history = history;
        ReadView view = store.view();
        view.all(EcsTables.SERVICES).forEach(each -> tell(view, each));
        this.subscription = store.watch(Set.of(EcsTables.SERVICES, EcsTables.TASKS), this::changed);
    }

    private void changed(Changes changes) {
        long began = System.nanoTime();
        changes.changes().stream()
                .flatMap(each -> service(changes.after(), each).stream())
                .distinct()
                .flatMap(arn -> changes.after().find(EcsTables.SERVICES, arn).stream())
                .forEach(each -> tell(changes.after(), each));
        pause(PAUSES * (System.nanoTime() - began) / 1_000_000);
    }

    private static Optional<String> service(ReadView after, Change change) {
        return change.table().equals(EcsTables.TASKS)
                ? after.find(EcsTables.TASKS, change.key()).map(Task::serviceArn)
                : Optional.of(change.key());
    }

    private void tell(ReadView view, Service service) {
        int running = (int) view.by(EcsTables.TASKS, EcsTables.LIVE_TASKS_BY_SERVICE, service.arn()).stream()
                .filter(Task::running)
                .count();
        history.changed(service.arn(), service.createdAt(), service.desiredCount(), running, clock.instant());
    }

    private void pause(long millis) {
        try {
            boolean ignored = closed.await(Math.min(LONGEST_PAUSE_MILLIS, millis), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        subscription.close();
    }
}
