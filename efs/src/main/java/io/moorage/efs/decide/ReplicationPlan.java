package io.moorage.efs.decide;

import io.moorage.model.efs.LifeCycleState;
import io.moorage.model.efs.Replication;
import io.moorage.model.efs.Replication.Status;
import io.moorage.store.EfsTables;
import io.moorage.store.ReadView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which replications are to end, and which are to have another round (EFS User Guide, "Replicating file systems": the recovery
 * point objective is 15 minutes for most file systems).
 *
 * @param due whose destination may be more than a minute behind
 */
public record ReplicationPlan(List<Replication> ending, List<Replication> due) {
    /** From the beginning of one round to that of the next. */
    public static final Duration INTERVAL = Duration.ofMinutes(1);

    public ReplicationPlan {
        ending = List.copyOf(ending);
        due = List.copyOf(due);
    }

    /** @param lastTry when a round of it was begun last, whether it was done or not */
    public static ReplicationPlan of(ReadView view, LastTry lastTry, Instant now) {
        List<Replication> all = List.copyOf(view.all(EfsTables.REPLICATIONS));
        return new ReplicationPlan(
                all.stream()
                        .filter(replication -> replication.status() == Status.DELETING)
                        .toList(),
                all.stream()
                        .filter(replication -> isWanted(view, replication))
                        .filter(replication -> lastTry.of(replication)
                                .map(last -> last.plus(INTERVAL))
                                .filter(next -> next.isAfter(now))
                                .isEmpty())
                        .toList());
    }

    /** When a round of a replication was begun last. */
    public interface LastTry {
        Optional<Instant> of(Replication replication);
    }

    private static boolean isWanted(ReadView view, Replication replication) {
        boolean running =
                switch (replication.status()) {
                    case ENABLING, ENABLED, ERROR -> true;
                    case DELETING, PAUSED, PAUSING -> false;
                };
        return running
                && isThere(view, replication.sourceFileSystemId())
                && isThere(view, replication.destinationFileSystemId());
    }

    private static boolean isThere(ReadView view, String id) {
        return view.find(EfsTables.FILE_SYSTEMS, id)
                .filter(fileSystem ->
                        fileSystem.state() == LifeCycleState.AVAILABLE || fileSystem.state() == LifeCycleState.UPDATING)
                .isPresent();
    }
}
