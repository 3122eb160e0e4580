package io.moorage.logs;

import io.moorage.awsapi.Action;
import io.moorage.base.Backoff;
import io.moorage.base.LoopThread;
import io.moorage.logs.action.Logs;
import io.moorage.logs.action.LogsActions;
import io.moorage.logs.event.EventFiles;
import io.moorage.model.logs.LogStream;
import io.moorage.store.LogsTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/** CloudWatch Logs: its actions, and the loop that deletes events that have expired, or are too many. */
public final class LogsControlPlane implements AutoCloseable {
    private static final long MOST_BYTES = 2L << 30;
    private static final Duration BETWEEN_LOOKS = Duration.ofMinutes(1);

    private final Store store;
    private final InstantSource clock;
    private final EventFiles events;
    private final List<Action<?, ?>> actions;
    private final LoopThread thread;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private Optional<Store.Subscription> watch = Optional.empty();

    /** @param directory where events are kept, and nothing else */
    public LogsControlPlane(Store store, InstantSource clock, RandomGenerator random, Path directory) {
        this.store = store;
        this.clock = clock;
        this.events = new EventFiles(directory, MOST_BYTES);
        this.actions = LogsActions.all(new Logs(store, events, random, () -> listeners.forEach(Runnable::run)));
        this.thread =
                new LoopThread("logs-expiry", new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1)), this::expire);
    }

    public List<Action<?, ?>> actions() {
        return actions;
    }

    /** From now on {@code listener} is called after events were written; it must return at once. */
    public void onWritten(Runnable listener) {
        listeners.add(listener);
    }

    public void start() {
        watch = Optional.of(store.watch(Set.of(LogsTables.GROUPS, LogsTables.STREAMS), changes -> thread.wake()));
        thread.start();
    }

    private Duration expire() {
        try {
            events.keepOnly(() -> store.view().all(LogsTables.STREAMS).stream()
                    .map(LogStream::id)
                    .collect(Collectors.toSet()));
            ReadView view = store.view();
            Instant now = clock.instant();
            for (LogStream each : view.all(LogsTables.STREAMS)) {
                long before = view.find(LogsTables.GROUPS, each.groupName())
                        .map(group -> group.keptSince(now))
                        .orElse(Instant.EPOCH)
                        .toEpochMilli();
                events.expire(each.id(), before);
            }
            events.bound();
            return BETWEEN_LOOKS;
        } catch (IOException e) {
            throw new UncheckedIOException("expired log events cannot be deleted", e);
        }
    }

    @Override
    public void close() {
        watch.ifPresent(Store.Subscription::close);
        thread.close();
    }
}
