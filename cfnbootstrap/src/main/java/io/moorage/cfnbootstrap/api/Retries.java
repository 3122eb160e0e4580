package io.moorage.cfnbootstrap.api;

import io.moorage.cfnbootstrap.host.Log;
import java.io.IOException;
import java.time.Duration;
import java.util.random.RandomGenerator;

/** Repeats what failed for a reason that may pass, with pauses that grow and are spread at random. */
public final class Retries {
    private static final int LONGEST_SECONDS = 20;
    private static final int TRIES = 5;

    private final Pause pause;
    private final RandomGenerator random;
    private final Log log;

    public Retries(Pause pause, RandomGenerator random, Log log) {
        this.pause = pause;
        this.random = random;
        this.log = log;
    }

    /** Waits for so long. */
    @FunctionalInterface
    public interface Pause {
        void rest(Duration duration);
    }

    /** What is tried. */
    @FunctionalInterface
    public interface Attempt<T> {
        T make() throws IOException;
    }

    /** @throws IOException the last failure, or the first that will not pass ({@link RemoteFailure#isFinal}) */
    public <T> T of(Attempt<T> attempt) throws IOException {
        for (int tried = 1; ; tried++) {
            try {
                return attempt.make();
            } catch (IOException e) {
                if (tried == TRIES || (e instanceof RemoteFailure refused && refused.isFinal())) {
                    throw e;
                }
                long most = 1000L * Math.min(LONGEST_SECONDS, (1 << tried) - 1);
                Duration rest = Duration.ofMillis(random.nextLong(most));
                log.debug(e + "; trying again after " + rest.toMillis() + " ms");
                pause.rest(rest);
            }
        }
    }
}
