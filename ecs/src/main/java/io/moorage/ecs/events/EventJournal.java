package io.moorage.ecs.events;

import io.moorage.base.Backoff;
import io.moorage.base.LoopThread;
import io.moorage.model.ecs.EventBatch;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.time.Duration;
import java.util.List;

/**
 * Keeps state changes in the store, so that the feed goes on after a restart. It comes after them: what changed is acknowledged
 * without waiting for its event to be kept. Of what a server that dies changed in its last second the next one tells the outcome. When
 * changes come faster than {@value #MOST_AT_ONCE} in each tenth of a second, those are lost that {@link StateChanges} has forgotten
 * meanwhile.
 */
public final class EventJournal implements AutoCloseable {
    private static final Backoff AFTER_FAILURE = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
    /** A transaction stays short: others wait for it. */
    private static final int MOST_AT_ONCE = 250;

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration SHORT_PAUSE = Duration.ofMillis(100);

    private final Store store;
    private final StateChanges changes;
    private final EventDocuments documents;
    private final LoopThread loop;
    private boolean started;
    private long saved;

    public EventJournal(Store store, StateChanges changes, EventDocuments documents) {
        this.store = store;
        this.changes = changes;
        this.documents = documents;
        this.saved = newest(store.view());
        this.loop = new LoopThread("ecs-events", AFTER_FAILURE, this::save);
    }

    private static long newest(ReadView view) {
        return view.all(EcsTables.EVENTS).stream()
                .mapToLong(EventBatch::last)
                .max()
                .orElse(0);
    }

    public void start() {
        started = true;
        loop.start();
    }

    /** Returns when to save more. */
    private Duration save() {
        List<StateChanges.Noted> next = changes.following(saved, MOST_AT_ONCE);
        if (next.isEmpty()) {
            return PAUSE;
        }
        ReadView view = store.view();
        EventBatch batch =
                EventBatch.of(next.stream().map(each -> event(each, view)).toList());
        store.transact(tx -> {
            tx.put(EcsTables.EVENTS, batch);
            tx.all(EcsTables.EVENTS).stream()
                    .filter(each -> each.last() <= batch.last() - StateChanges.REMEMBERED)
                    .map(EventBatch::key)
                    .toList()
                    .forEach(each -> tx.delete(EcsTables.EVENTS, each));
            return batch;
        });
        saved = batch.last();
        return next.size() < MOST_AT_ONCE ? PAUSE : SHORT_PAUSE;
    }

    private EventBatch.Event event(StateChanges.Noted noted, ReadView view) {
        StateChange change = noted.change();
        return new EventBatch.Event(
                noted.id(),
                noted.number(),
                change.detailType(),
                change.resources(),
                change.clusterName(),
                change.time(),
                documents.of(noted.id(), change, view).toString());
    }

    /** Keeps what is left. */
    @Override
    public void close() {
        if (started) {
            loop.close();
            while (saved < changes.newest()) {
                save();
            }
        }
    }
}
