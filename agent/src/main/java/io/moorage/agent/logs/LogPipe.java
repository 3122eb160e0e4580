package io.moorage.agent.logs;

import io.moorage.agent.api.JsonApi;
import io.moorage.agent.runtime.ContainerRuntime;
import io.moorage.agent.runtime.LogLine;
import io.moorage.agent.runtime.RuntimeFailure;
import io.moorage.base.Backoff;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** One container's lines on their way to its stream: a thread that reads them, and one that sends them in order. */
final class LogPipe {
    private static final Logger LOG = System.getLogger(LogPipe.class.getName());
    private static final int MOST_WAITING = 10_000;
    /** Docker's own driver sends as often. */
    private static final Duration SEND_EVERY = Duration.ofSeconds(5);

    private static final Backoff AFTER_FAILURE = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(15));
    /** Nothing more comes. */
    private static final LogLine END = new LogLine(Instant.MAX, "");

    private final ContainerRuntime runtime;
    private final String containerId;
    private final LogTarget target;
    private final JsonApi api;
    private final Path position;
    private final LogEvents events;
    private final BlockingQueue<LogLine> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private volatile boolean reading;
    private volatile boolean readToEnd;
    private volatile Instant read;
    private boolean sending;
    private Thread reader = new Thread();
    private Thread sender = new Thread();

    LogPipe(ContainerRuntime runtime, String containerId, LogTarget target, JsonApi api, Path position) {
        this.runtime = runtime;
        this.containerId = containerId;
        this.target = target;
        this.api = api;
        this.position = position;
        this.events = new LogEvents(target.firstLine());
        this.read = sent();
    }

    /**
     * Reads on; does nothing while it does so, or when all was read that there is.
     *
     * @param running more may come
     */
    synchronized void follow(boolean running) {
        if (!sending) {
            sending = true;
            sender = Thread.ofPlatform().name("logs-send").daemon().start(this::send);
        }
        if (!reading && (running || !readToEnd)) {
            reading = true;
            readToEnd = false;
            reader = Thread.ofPlatform().name("logs-read").daemon().start(this::read);
        }
    }

    private void read() {
        try {
            runtime.follow(containerId, read, line -> {
                if (line.time().isAfter(read)) {
                    put(line);
                    read = line.time();
                }
            });
            readToEnd = true;
        } catch (RuntimeFailure e) {
            LOG.log(Level.WARNING, "cannot read what {0} writes: {1}", containerId, e.getMessage());
        } finally {
            reading = false;
        }
    }

    private void put(LogLine line) {
        try {
            waiting.put(line);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Its container ended: returns when all of it was sent, or after twice {@code bound}. */
    void drain(Duration bound) {
        try {
            follow(false);
            reader.join(bound);
            waiting.offer(END, bound.toMillis(), TimeUnit.MILLISECONDS);
            sender.join(bound);
            sender.interrupt();
            Files.deleteIfExists(position);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot remove {0}: {1}", position, e.getMessage());
        }
    }

    private void send() {
        LogBatch batch = new LogBatch();
        try {
            boolean more = true;
            while (more) {
                LogLine line = waiting.poll(SEND_EVERY.toMillis(), TimeUnit.MILLISECONDS);
                more = !END.equals(line);
                if (line == null || END.equals(line)) {
                    Optional<LogLine> last = events.flush();
                    if (last.isPresent()) {
                        batch = added(batch, last.get());
                    }
                    batch = sent(batch);
                } else {
                    for (LogLine event : events.add(line)) {
                        batch = added(batch, event);
                    }
                    if (waiting.isEmpty()) {
                        batch = sent(batch);
                    }
                }
            }
        } catch (InterruptedException e) {
            // The task is over and has waited long enough.
        }
    }

    private LogBatch added(LogBatch batch, LogLine event) throws InterruptedException {
        if (batch.add(event)) {
            return batch;
        }
        LogBatch next = sent(batch);
        next.add(event);
        return next;
    }

    /** Tries for as long as it takes: meanwhile the runtime keeps what is written. */
    private LogBatch sent(LogBatch batch) throws InterruptedException {
        if (batch.isEmpty()) {
            return batch;
        }
        int failures = 0;
        while (!LogStreams.put(api, target, batch.events())) {
            failures++;
            Thread.sleep(AFTER_FAILURE.after(failures));
        }
        note(batch.events().getLast().time());
        return new LogBatch();
    }

    private void note(Instant time) {
        try {
            Files.createDirectories(position.getParent());
            Files.writeString(position, time.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot note how far logs are sent", e);
        }
    }

    private Instant sent() {
        try {
            return Files.exists(position)
                    ? Instant.parse(Files.readString(position).strip())
                    : Instant.EPOCH;
        } catch (IOException e) {
            return Instant.EPOCH;
        }
    }
}
