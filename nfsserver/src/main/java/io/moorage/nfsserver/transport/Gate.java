package io.moorage.nfsserver.transport;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * Who may be served, and what is under way. A request says that it begins before it asks whether it is admitted, and a fence
 * shuts an address out before it looks for requests under way: so none slips between.
 */
public final class Gate {
    /** So long a request that is waited for may itself wait for its client to take earlier replies. */
    private static final Duration CLIENT_PATIENCE = Duration.ofSeconds(1);

    private final Semaphore connections;
    private final Set<Activity> activities = ConcurrentHashMap.newKeySet();
    private volatile Set<InetAddress> fenced = Set.of();

    /** True while somebody waits for requests to end. */
    private volatile boolean awaited;

    /** @param maxConnections at a time */
    public Gate(int maxConnections) {
        this.connections = new Semaphore(maxConnections);
    }

    /** A further connection may be; {@link #disconnected} when it is over. */
    boolean tryConnect() {
        return connections.tryAcquire();
    }

    void disconnected() {
        connections.release();
    }

    boolean admits(InetAddress address) {
        return !fenced.contains(address);
    }

    public synchronized void shutOut(Set<InetAddress> addresses) {
        Set<InetAddress> all = new HashSet<>(fenced);
        all.addAll(addresses);
        fenced = Set.copyOf(all);
    }

    public synchronized void admit(Set<InetAddress> addresses) {
        Set<InetAddress> all = new HashSet<>(fenced);
        all.removeAll(addresses);
        fenced = Set.copyOf(all);
    }

    void join(Activity activity) {
        activities.add(activity);
    }

    void leave(Activity activity) {
        activities.remove(activity);
        ended();
    }

    void end(Activity activity) {
        activity.end();
        if (awaited) {
            ended();
        }
    }

    private synchronized void ended() {
        notifyAll();
    }

    /**
     * Waits until every request under way now from one of the addresses, or for one of the clients, has ended. Connections
     * whose clients take no replies meanwhile are dropped.
     *
     * @throws TimeoutException when one still has not after {@code patience}: a disk hangs; it may be called again
     */
    public void drain(Set<InetAddress> addresses, Set<Long> clientIds, Duration patience)
            throws TimeoutException, InterruptedException {
        drain(activity -> addresses.contains(activity.address()) || clientIds.contains(activity.clientId()), patience);
    }

    /** As {@link #drain(Set, Set, Duration)}, of requests under way from any other address than these. */
    public void drainAllBut(Set<InetAddress> addresses, Duration patience)
            throws TimeoutException, InterruptedException {
        drain(activity -> !addresses.contains(activity.address()), patience);
    }

    /** As {@link #drain(Set, Set, Duration)}, of every request under way. */
    public void drain(Duration patience) throws TimeoutException, InterruptedException {
        drain(activity -> true, patience);
    }

    private synchronized void drain(Predicate<Activity> concerned, Duration patience)
            throws TimeoutException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        List<Running> running = running(concerned);
        awaited = true;
        try {
            while (running.removeIf(Running::hasEnded) || !running.isEmpty()) {
                long left = deadline - System.nanoTime();
                if (left <= 0 && !running.isEmpty()) {
                    throw new TimeoutException(running.size() + " requests still run after " + patience);
                }
                // Else a client that is frozen, or wants to, would keep a request under way for ever.
                long limit = System.nanoTime() - CLIENT_PATIENCE.toNanos();
                running.forEach(each -> each.activity.dropIfUntakenSince(limit));
                TimeUnit.NANOSECONDS.timedWait(this, Math.clamp(left, 1, TimeUnit.MILLISECONDS.toNanos(20)));
            }
        } finally {
            awaited = false;
        }
    }

    private record Running(Activity activity, long turn) {
        boolean hasEnded() {
            return activity.turn() != turn;
        }
    }

    private List<Running> running(Predicate<Activity> concerned) {
        List<Running> running = new ArrayList<>();
        for (Activity activity : activities) {
            long turn = activity.turn();
            if (Activity.busy(turn) && concerned.test(activity)) {
                running.add(new Running(activity, turn));
            }
        }
        return running;
    }
}
