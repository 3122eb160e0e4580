package io.moorage.ec2.instance;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import com.github.dockerjava.api.model.EventType;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The engine's events about containers with certain labels, for as long as this is open: when the stream breaks it is
 * opened anew. Both callbacks run on threads of this class.
 */
final class EngineEvents implements AutoCloseable {
    private static final Logger LOG = System.getLogger(EngineEvents.class.getName());
    private static final long PAUSE_MILLIS = 500;
    private static final long START_BOUND_SECONDS = 5;

    private final DockerEngine engine;
    private final Map<String, String> labels;
    private final Listener listener;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicReference<@Nullable Stream> open = new AtomicReference<>();

    /** What is told. */
    interface Listener {
        /** A stream is open from now on; what happened before it was must be looked up. */
        void connected();

        /** Something happened to a container with these labels. */
        void happened(Map<String, String> containerLabels);
    }

    EngineEvents(DockerEngine engine, Map<String, String> labels, Listener listener) {
        this.engine = engine;
        this.labels = Map.copyOf(labels);
        this.listener = listener;
        Thread.ofPlatform().daemon().name("docker events").start(this::run);
    }

    private void run() {
        try {
            do {
                follow();
            } while (!closed.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void follow() throws InterruptedException {
        try (var stream = new Stream()) {
            open.set(stream);
            engine.streams()
                    .eventsCmd()
                    .withEventTypeFilter(EventType.CONTAINER)
                    .withLabelFilter(labels)
                    .exec(stream);
            if (stream.awaitStarted(START_BOUND_SECONDS, TimeUnit.SECONDS) && closed.getCount() > 0) {
                listener.connected();
                stream.awaitCompletion();
            }
        } catch (IOException | RuntimeException e) {
            interrupted(e);
        }
    }

    private void interrupted(Throwable failure) {
        if (closed.getCount() > 0) {
            LOG.log(Level.WARNING, "Docker''s events are interrupted: {0}", failure.getMessage());
        }
    }

    @Override
    public void close() {
        closed.countDown();
        Stream stream = open.get();
        if (stream != null) {
            try {
                stream.close();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "closing Docker's events", e);
            }
        }
    }

    private final class Stream extends ResultCallback.Adapter<Event> {
        @Override
        public void onNext(Event event) {
            if (event.getActor() != null && event.getActor().getAttributes() != null) {
                listener.happened(event.getActor().getAttributes());
            }
        }

        /** In a sentence, where the library would log a stack trace, also of an end that was asked for. */
        @Override
        public void onError(Throwable failure) {
            interrupted(failure);
            onComplete();
        }
    }
}
