package io.moorage.nfsserver.transport;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * Where connections wait that have little to say: all in one thread, and none with memory of its own. One that is heard from
 * goes on in a thread of its own, as soon as there is one for it.
 */
final class Parking implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Parking.class.getName());

    private static final long PATIENCE_MILLIS = 500;

    private final Selector selector;
    private final Predicate<Connection> resume;
    private final Runnable makeRoom;
    private final Queue<Connection> arrivals = new ConcurrentLinkedQueue<>();
    private final Queue<Delayed> delays = new ConcurrentLinkedQueue<>();

    /** Of the parking's thread. */
    private final PriorityQueue<Delayed> delayed = new PriorityQueue<>((one, other) -> Long.signum(one.at - other.at));

    /** @param at by {@link System#nanoTime} */
    private record Delayed(Connection connection, long at) {}

    /** Heard from, and no thread is to be had for them yet; the first to come first. Of the parking's thread. */
    private final Queue<Connection> heard = new ArrayDeque<>();

    private final Thread thread =
            Thread.ofPlatform().daemon().name("nfs-parking").unstarted(this::run);
    /** Some of {@code heard} wait for a thread. */
    private volatile boolean starving;

    private volatile boolean closed;

    /**
     * @param resume gives the connection a thread; false when there is none now: {@link #threadIsFree} tells when
     * @param makeRoom takes a thread from whom it is wasted on, if there is one
     */
    Parking(Selector selector, Predicate<Connection> resume, Runnable makeRoom) {
        this.selector = selector;
        this.resume = resume;
        this.makeRoom = makeRoom;
        thread.start();
    }

    /** The caller has nothing to do with the connection any more. */
    void park(Connection connection) {
        arrivals.add(connection);
        selector.wakeup();
    }

    /** As {@link #park}, of a connection that goes on at a time by {@link System#nanoTime}, whatever it says meanwhile. */
    void resumeAt(Connection connection, long nanoTime) {
        delays.add(new Delayed(connection, nanoTime));
        selector.wakeup();
    }

    /** To be called when a connection that was resumed gave its thread back. */
    void threadIsFree() {
        if (starving) {
            selector.wakeup();
        }
    }

    private void run() {
        while (!closed) {
            try {
                selector.select(patienceMillis());
                // First: its second look takes the wake-up of whoever came meanwhile, which is looked for after it.
                hear();
                arrivals();
                due();
                resumeHeard();
            } catch (ClosedSelectorException end) {
                return;
            } catch (IOException | RuntimeException e) {
                LOG.log(Level.ERROR, "waiting for connections failed", e);
            }
        }
    }

    /** 0: without end. */
    private long patienceMillis() {
        long starved = starving ? PATIENCE_MILLIS : 0;
        Delayed first = delayed.peek();
        if (first == null) {
            return starved;
        }
        // Rounded up: one that is not quite due is looked at once more and no oftener.
        long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(first.at - System.nanoTime()) + 1);
        return starving ? Math.min(starved, millis) : millis;
    }

    private void due() {
        for (Delayed one = delays.poll(); one != null; one = delays.poll()) {
            delayed.add(one);
        }
        long now = System.nanoTime();
        while (!delayed.isEmpty() && delayed.element().at - now <= 0) {
            heard.add(delayed.remove().connection());
        }
    }

    private void arrivals() {
        for (Connection connection = arrivals.poll(); connection != null; connection = arrivals.poll()) {
            try {
                connection.channel().configureBlocking(false);
                connection.channel().register(selector, SelectionKey.OP_READ, connection);
            } catch (ClosedChannelException gone) {
                LOG.log(Level.TRACE, "{0} is gone", connection.address());
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "connection of {0} ended: {1}", connection.address(), e.getMessage());
                connection.close();
            }
        }
    }

    /** A channel can block again only when the selector has forgotten it, which takes another look. */
    private void hear() throws IOException {
        List<Connection> found = new ArrayList<>();
        do {
            for (SelectionKey key : selector.selectedKeys()) {
                key.cancel();
                found.add((Connection) key.attachment());
            }
            selector.selectedKeys().clear();
        } while (selector.selectNow() > 0);
        for (Connection connection : found) {
            try {
                connection.channel().configureBlocking(true);
                heard.add(connection);
            } catch (IOException e) {
                connection.close();
            }
        }
    }

    private void resumeHeard() {
        // Said before it is tried: a thread that becomes free meanwhile wakes the selector.
        starving = !heard.isEmpty();
        while (!heard.isEmpty() && resume.test(heard.element())) {
            heard.remove();
        }
        starving = !heard.isEmpty();
        if (starving) {
            makeRoom.run();
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        selector.close();
    }
}
