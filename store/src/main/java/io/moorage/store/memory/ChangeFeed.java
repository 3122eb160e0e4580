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
    private final boolean prompt;

    public ChangeFeed() {
        this(false);
    }

    /** @param prompt watches have no threads, and hear of commits by {@link #deliver} */
    ChangeFeed(boolean prompt) {
        this.prompt = prompt;
    }

    public Subscription watch(Set<Table<?>> tables, Consumer<Changes> listener) {
        Watch watch = new Watch(tables, listener);
        watches.add(watch);
        if (!prompt) {
            watch.start();
        }
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

    /** Tells prompt watches, on the caller's thread, of what was published. */
    void deliver() {
        if (prompt) {
            watches.forEach(Watch::deliver);
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
