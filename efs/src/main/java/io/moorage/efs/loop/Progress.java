package io.moorage.efs.loop;

import io.moorage.base.Backoff;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What one step of a loop could not do, what the loop therefore waits for, and how long until it tries again. */
final class Progress {
    private static final Logger LOG = System.getLogger(Progress.class.getName());
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(50), Duration.ofSeconds(2));

    private final Duration idle;
    private final List<String> open = new ArrayList<>();
    private volatile List<String> waitingFor = List.of();
    private int failures;

    /** @param idle time until the next look when everything is done */
    Progress(Duration idle) {
        this.idle = idle;
    }

    void failed(String what, IOException cause) {
        open(what + ": " + cause.getMessage());
        if (failures == 0) {
            LOG.log(Level.WARNING, "efs waits: " + open.getLast());
        }
    }

    void open(String what) {
        open.add(what);
    }

    /** Ends a step; returns when the next is due. */
    Duration endOfStep() {
        failures = open.isEmpty() ? 0 : failures + 1;
        waitingFor = List.copyOf(open);
        open.clear();
        return failures == 0 ? idle : BACKOFF.after(failures);
    }

    /** What the last step left undone; for any thread. */
    List<String> waitingFor() {
        return waitingFor;
    }
}
