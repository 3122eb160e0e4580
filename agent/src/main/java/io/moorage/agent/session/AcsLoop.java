package io.moorage.agent.session;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;

/** Keeps ACS connected for as long as the agent lives. Runs on a platform thread of its own. */
public final class AcsLoop implements Runnable {
    private static final Logger LOG = System.getLogger(AcsLoop.class.getName());
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
    /** As the official agent pauses. */
    static final Duration DEREGISTERED_PAUSE = Duration.ofHours(1);
    /** The control plane sends a heartbeat a second; this much silence means a half-open connection. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final Connector connector;
    private final URI endpoint;
    private final AcsSession session;
    private final String dockerVersion;
    private final LongSupplier nanoClock;
    private final Pause pause;
    private final Reconnect reconnect;

    /** Lets time pass between attempts. */
    @FunctionalInterface
    public interface Pause {
        void take(Duration length) throws InterruptedException;
    }

    public AcsLoop(
            Connector connector,
            URI endpoint,
            AcsSession session,
            String dockerVersion,
            LongSupplier nanoClock,
            Pause pause,
            RandomGenerator random) {
        this.connector = connector;
        this.endpoint = endpoint;
        this.session = session;
        this.dockerVersion = dockerVersion;
        this.nanoClock = nanoClock;
        this.pause = pause;
        this.reconnect = new Reconnect(LONGEST_PAUSE, random);
    }

    @Override
    public void run() {
        boolean first = true;
        while (!Thread.currentThread().isInterrupted()) {
            Duration length;
            try {
                String end = connectOnce(first);
                first = false;
                LOG.log(Level.INFO, "ACS {0}", end);
                length = reconnect.next();
            } catch (Connector.UpgradeRefused e) {
                LOG.log(Level.WARNING, "ACS refused: {0}", e.getMessage());
                length = e.inactive() ? deregistered() : reconnect.next();
            } catch (IOException e) {
                LOG.log(Level.INFO, "ACS: {0}", e.getMessage());
                length = reconnect.next();
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, "ACS: unexpected; connecting again", e);
                length = reconnect.next();
            }
            if (!paused(length)) {
                return;
            }
        }
    }

    /** Its tasks run on: to be told to stop them is for the control plane, before it refuses. */
    private static Duration deregistered() {
        LOG.log(
                Level.WARNING,
                "this container instance is not registered any more; it is tried again in {0} minutes, and an agent that is"
                        + " started again registers anew",
                DEREGISTERED_PAUSE.toMinutes());
        return DEREGISTERED_PAUSE;
    }

    private String connectOnce(boolean first) throws IOException {
        AtomicLong lastHeard = new AtomicLong(nanoClock.getAsLong());
        // A frame may arrive before open() returns, on the very thread that has yet to finish opening: its reply must
        // not wait there.
        CompletableFuture<Connector.Connection> opened = new CompletableFuture<>();
        Connector.Connection connection =
                connector.open(endpoint, session.upgrade(dockerVersion, first).query(), frame -> {
                    lastHeard.set(nanoClock.getAsLong());
                    session.receive(frame, reply -> {
                        CompletableFuture<Void> ignored = opened.thenAccept(ready -> ready.send(reply));
                    });
                });
        try {
            connection.send(session.greeting());
            opened.complete(connection);
            reconnect.reset();
            LOG.log(Level.INFO, "ACS connected to {0}", endpoint);
            return awaitEnd(connection, lastHeard);
        } catch (RuntimeException e) {
            // Nobody would look after it.
            connection.abort();
            throw e;
        }
    }

    private String awaitEnd(Connector.Connection connection, AtomicLong lastHeard) throws IOException {
        while (true) {
            try {
                return connection.closed().get(1, TimeUnit.SECONDS);
            } catch (TimeoutException e) {
                session.news().ifPresent(connection::send);
                if (nanoClock.getAsLong() - lastHeard.get() > SILENCE.toNanos()) {
                    connection.abort();
                    return "was silent for " + SILENCE.toSeconds() + " s";
                }
            } catch (ExecutionException e) {
                throw new IOException(e);
            } catch (InterruptedException e) {
                connection.abort();
                Thread.currentThread().interrupt();
                return "interrupted";
            }
        }
    }

    private boolean paused(Duration length) {
        try {
            pause.take(length);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
