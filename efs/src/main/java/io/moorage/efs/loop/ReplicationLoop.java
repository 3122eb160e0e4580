package io.moorage.efs.loop;

import io.moorage.efs.FileServers;
import io.moorage.efs.FileServers.Copied;
import io.moorage.efs.decide.ReplicationPlan;
import io.moorage.model.efs.Replication;
import io.moorage.model.efs.ReplicationOverwriteProtection;
import io.moorage.store.EfsTables;
import io.moorage.store.Store;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Has destinations follow their sources, round after round. A replication that is wanted no more ends when the file servers
 * have brought the last round to its end: only then its destination becomes writable, and protected again (EFS API reference,
 * DeleteReplicationConfiguration). Steps are taken by one thread.
 */
public final class ReplicationLoop {
    /** How often a round under way is looked at. */
    private static final Duration LOOK = Duration.ofMillis(200);

    private static final Duration IDLE = Duration.ofSeconds(5);

    private final Store store;
    private final FileServers servers;
    private final InstantSource clock;
    private final Progress progress = new Progress(IDLE);

    /** When the last round was begun, by source. A new process begins one at once. */
    private final Map<String, Instant> begun = new HashMap<>();

    private boolean underWay;

    public ReplicationLoop(Store store, FileServers servers, InstantSource clock) {
        this.store = store;
        this.servers = servers;
        this.clock = clock;
    }

    public Duration step() throws InterruptedException {
        Instant now = clock.instant();
        ReplicationPlan plan = ReplicationPlan.of(
                store.view(), each -> Optional.ofNullable(begun.get(each.sourceFileSystemId())), now);
        underWay = false;
        for (Replication replication : plan.ending()) {
            end(replication);
        }
        for (Replication replication : plan.due()) {
            follow(replication, now);
        }
        Duration next = progress.endOfStep();
        return underWay && next.compareTo(LOOK) > 0 ? LOOK : next;
    }

    public List<String> waitingFor() {
        return progress.waitingFor();
    }

    private void follow(Replication replication, Instant now) throws InterruptedException {
        String source = replication.sourceFileSystemId();
        try {
            switch (servers.replicate(source, replication.destinationFileSystemId())) {
                case Copied.Running() -> underWay = true;
                case Copied.Done(Instant moment, long bytes) -> {
                    begun.put(source, now);
                    change(replication, row -> row.replicated(moment));
                }
                case Copied.Failed(String why) -> {
                    begun.put(source, now);
                    change(replication, row -> row.failed(why));
                }
            }
        } catch (IOException e) {
            progress.failed("a file server to replicate " + source, e);
        }
    }

    private void change(Replication replication, UnaryOperator<Replication> change) {
        store.transact(tx -> {
            Optional<Replication> found = tx.find(EfsTables.REPLICATIONS, replication.sourceFileSystemId());
            found.filter(row -> row.created().equals(replication.created()))
                    .ifPresent(row -> tx.update(EfsTables.REPLICATIONS, change.apply(row)));
            return found;
        });
    }

    private void end(Replication replication) throws InterruptedException {
        try {
            switch (servers.endReplication(replication.destinationFileSystemId())) {
                case Copied.Running() -> underWay = true;
                case Copied.Done(Instant moment, long bytes) -> forget(replication);
                case Copied.Failed(String why) ->
                    progress.open(replication.destinationFileSystemId() + " to be brought to one moment: " + why);
            }
        } catch (IOException e) {
            progress.failed("a file server to end the replication to " + replication.destinationFileSystemId(), e);
        }
    }

    private void forget(Replication replication) {
        begun.remove(replication.sourceFileSystemId());
        store.transact(tx -> {
            tx.find(EfsTables.FILE_SYSTEMS, replication.destinationFileSystemId())
                    .ifPresent(destination -> tx.update(
                            EfsTables.FILE_SYSTEMS,
                            destination.withProtection(ReplicationOverwriteProtection.ENABLED)));
            tx.delete(EfsTables.REPLICATIONS, replication.sourceFileSystemId());
            return replication;
        });
    }
}
