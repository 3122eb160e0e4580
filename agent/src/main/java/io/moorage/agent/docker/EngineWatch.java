package io.moorage.agent.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.Event;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Follows what happens to containers, over restarts of the engine. */
record EngineWatch(DockerClient events, Runnable listener, BooleanSupplier closed) implements Runnable {
    private static final Duration WATCH_AGAIN = Duration.ofMillis(500);

    @Override
    public void run() {
        while (!closed.getAsBoolean()) {
            try {
                try {
                    follow();
                    // The engine restarted: what happened meanwhile is seen by looking.
                    listener.run();
                } catch (RuntimeException e) {
                    // It does not answer, and is asked again.
                }
                Thread.sleep(WATCH_AGAIN);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void follow() throws InterruptedException {
        events.eventsCmd()
                .withEventFilter("die", "health_status", "oom")
                .exec(new ResultCallback.Adapter<Event>() {
                    @Override
                    public void onNext(Event event) {
                        listener.run();
                    }
                })
                .awaitCompletion();
    }
}
