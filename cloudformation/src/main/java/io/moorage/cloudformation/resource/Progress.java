package io.moorage.cloudformation.resource;

import java.time.Duration;
import java.util.Optional;

/** How far a call came that may have to be repeated. */
public sealed interface Progress {
    Progress DONE = new Done();

    /** Nothing is left to do. */
    record Done() implements Progress {}

    /**
     * @param what is waited for, in words
     * @param atMost from the beginning of the stage: after that it has failed, and {@code what} is why
     */
    record Waiting(String what, Optional<Duration> atMost) implements Progress {
        public Waiting(String what) {
            this(what, Optional.empty());
        }
    }

    /** Done when {@code condition} holds. */
    static Progress when(boolean condition, String what) {
        return condition ? DONE : new Waiting(what);
    }
}
