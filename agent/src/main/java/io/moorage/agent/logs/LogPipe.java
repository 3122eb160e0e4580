package io.moorage.agent.logs;

import io.moorage.agent.api.JsonApi;
import io.moorage.agent.runtime.ContainerRuntime;
import io.moorage.agent.runtime.LogLine;
import io.moorage.agent.runtime.RuntimeFailure;
import io.moorage.base.Backoff;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;

/** One container's lines on their way to its stream: a thread that reads them, and one that sends them in order. */
final class LogPipe {
    private static final Logger LOG = System.getLogger(LogPipe.class.getName());
    /** Docker's own driver sends as often. */
    private static final Duration SEND_EVERY = Duration.ofSeconds(5);

    private static final Backoff AFTER_FAILURE = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(15));

    private final ContainerRuntime runtime;
    private final String containerId;
    private final LogTarget target;
    private final JsonApi api;
    private final Path position;
    private final LogEvents events;
    private final LineQueue waiting = new LineQueue();
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

    /** Its container ended: returns when all of it was sent, or after {@code bound}; keeps nothing then. */
    void drain(Duration bound) {
        long end = System.nanoTime() + bound.toNanos();
        try {
            follow(false);
            reader.join(left(end));
            waiting.end();
            sender.join(left(end));
            sender.interrupt();
            reader.interrupt();
            Files.deleteIfExists(position);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot remove {0}: {1}", position, e.getMessage());
        }
    }

    private static Duration left(long end) {
        return Duration.ofNanos(Math.max(0, end - System.nanoTime()));
    }

    private void send() {
        LogBatch batch = new LogBatch();
        try {
            while (!waiting.isOver()) {
                Optional<LogLine> line = waiting.poll(SEND_EVERY);
                for (LogLine event : line.isPresent() ? events.add(line.get()) : List.<LogLine>of()) {
                    batch = added(batch, event);
                }
                if (line.isEmpty()) {
                    batch = flushed(batch);
                } else if (waiting.isEmpty()) {
                    batch = sent(batch);
                }
            }
            flushed(batch);
        } catch (InterruptedException e) {
            // The task is over and has waited long enough.
        }
    }

    /** What may have been a part of more is all there is. */
    private LogBatch flushed(LogBatch batch) throws InterruptedException {
        Optional<LogLine> last = events.flush();
        return sent(last.isPresent() ? added(batch, last.get()) : batch);
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
        Path fresh = position.resolveSibling(position.getFileName() + ".new");
        try {
            Files.createDirectories(position.getParent());
            Files.writeString(fresh, time.toString());
            Files.move(fresh, position, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot note how far logs are sent: {0}", e.getMessage());
        }
    }

    private Instant sent() {
        try {
            return Files.exists(position)
                    ? Instant.parse(Files.readString(position).strip())
                    : Instant.EPOCH;
        } catch (IOException | DateTimeParseException e) {
            // All that the runtime has kept is sent once more.
            return Instant.EPOCH;
        }
    }
}
