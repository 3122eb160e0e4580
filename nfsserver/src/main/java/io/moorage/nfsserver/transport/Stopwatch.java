package io.moorage.nfsserver.transport;

import io.moorage.nfsserver.WorkKind;
import java.util.ArrayList;
import java.util.List;

/** Times the requests of one worker. Those whose changes are gathered last until the gathering is durable. */
final class Stopwatch {
    private final Traffic traffic;
    private final List<Gathered> gathered = new ArrayList<>();
    private long startedAt;

    private record Gathered(WorkKind kind, long bytes, long startedAt) {}

    Stopwatch(Traffic traffic) {
        this.traffic = traffic;
    }

    void begin() {
        startedAt = System.nanoTime();
    }

    /** @param waits whether the reply waits for a gathering */
    void end(WorkKind kind, long bytes, boolean waits) {
        if (waits) {
            gathered.add(new Gathered(kind, bytes, startedAt));
        } else {
            traffic.count(kind, bytes, System.nanoTime() - startedAt);
        }
    }

    void settled() {
        if (!gathered.isEmpty()) {
            long now = System.nanoTime();
            gathered.forEach(request -> traffic.count(request.kind, request.bytes, now - request.startedAt));
            gathered.clear();
        }
    }
}
