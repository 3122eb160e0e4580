package io.moorage.agent.session;

import io.moorage.agentwire.UpgradeRefusal;
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
    private static final Duration DEREGISTERED_PAUSE = Duration.ofHours(1);
    /** The control plane sends a heartbeat a second; this much silence means a half-open connection. */
    private static final Duration SILENCE = Duration.ofSeconds(5);

    private final Connector connector;
    private final URI endpoint;
    private final AcsSession session;
    private final String dockerVersion;
    private final LongSupplier nanoClock;
    private final Reconnect reconnect;

    public AcsLoop(
            Connector connector,
            URI endpoint,
            AcsSession session,
            String dockerVersion,
            LongSupplier nanoClock,
            RandomGenerator random) {
        this.connector = connector;
        this.endpoint = endpoint;
        this.session = session;
        this.dockerVersion = dockerVersion;
        this.nanoClock = nanoClock;
        this.reconnect = new Reconnect(LONGEST_PAUSE, random);
    }

    @Override
    public void run() {
        boolean first = true;
        while (!Thread.currentThread().isInterrupted()) {
            Duration pause;
            try {
                String end = connectOnce(first);
                first = false;
                LOG.log(Level.INFO, "ACS {0}", end);
                pause = reconnect.next();
            } catch (Connector.UpgradeRefused e) {
                boolean inactive = e.errorType().contains(UpgradeRefusal.INACTIVE_INSTANCE);
                LOG.log(Level.WARNING, "ACS refused: {0}", e.getMessage());
                pause = inactive ? DEREGISTERED_PAUSE : reconnect.next();
            } catch (IOException e) {
                LOG.log(Level.INFO, "ACS: {0}", e.getMessage());
                pause = reconnect.next();
            }
            if (!slept(pause)) {
                return;
            }
        }
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
        connection.send(session.greeting());
        opened.complete(connection);
        reconnect.reset();
        LOG.log(Level.INFO, "ACS connected to {0}", endpoint);
        return awaitEnd(connection, lastHeard);
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

    private static boolean slept(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            return false;
        }
    }
}
