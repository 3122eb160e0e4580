package io.moorage.store.memory;

import io.moorage.store.Store.Changes;
import io.moorage.store.Store.Subscription;
import io.moorage.store.Table;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Hands commits to those who watch. Each watch has a thread of its own, so that a slow listener delays only itself. */
public final class ChangeFeed implements AutoCloseable {
    private final List<Watch> watches = new CopyOnWriteArrayList<>();

    public Subscription watch(Set<Table<?>> tables, Consumer<Changes> listener) {
        Watch watch = new Watch(tables, listener);
        watches.add(watch);
        watch.start();
        return () -> {
            watches.remove(watch);
            watch.close();
        };
    }

    /** Tells the watches of one commit. Called in the order of commits, by one thread at a time. */
    public void publish(Changes changes) {
        for (Watch watch : watches) {
            watch.offer(changes);
        }
    }

    @Override
    public void close() {
        for (Watch watch : watches) {
            watch.close();
        }
        watches.clear();
    }
}
