package io.moorage.cloudformation.resource;

import java.time.Duration;
import java.util.List;
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

    /**
     * One of several steps of an update is taken: the update is asked again at once, and is told the note.
     *
     * @param note what it needs to know to go on, also after this process died
     * @param told what happened, in words of stack events
     */
    record Step(String note, List<String> told) implements Progress {
        public Step {
            told = List.copyOf(told);
        }
    }

    /** Done when {@code condition} holds. */
    static Progress when(boolean condition, String what) {
        return condition ? DONE : new Waiting(what);
    }
}
