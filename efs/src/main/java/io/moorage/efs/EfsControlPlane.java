package io.moorage.efs;

import io.moorage.awsapi.Action;
import io.moorage.base.Backoff;
import io.moorage.base.LoopThread;
import io.moorage.efs.action.EfsActions;
import io.moorage.efs.decide.UsageReport;
import io.moorage.efs.loop.BackupLoop;
import io.moorage.efs.loop.FenceLoop;
import io.moorage.efs.loop.FileSystemLoop;
import io.moorage.efs.loop.GuardLoop;
import io.moorage.efs.loop.Meter;
import io.moorage.efs.loop.MountTargetLoop;
import io.moorage.efs.loop.ReplicationLoop;
import io.moorage.efs.loop.UsageLoop;
import io.moorage.model.cloudwatch.MetricDatum;
import io.moorage.store.EfsTables;
import io.moorage.store.SharedTables;
import io.moorage.store.Store;
import io.moorage.store.Store.Subscription;
import io.moorage.store.Table;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;

/** EFS: its actions, and the loops that make what they write true. */
public final class EfsControlPlane implements AutoCloseable {
    /** What file servers are told of. */
    private static final Set<Table<?>> SERVED =
            Set.of(EfsTables.MOUNT_TARGETS, EfsTables.FILE_SYSTEMS, EfsTables.ACCESS_POINTS, EfsTables.POLICIES);

    private final Store store;
    private final InstantSource clock;
    private final List<Action<?, ?>> actions;
    private final FileSystemLoop fileSystems;
    private final MountTargetLoop mountTargets;
    private final FenceLoop fences;
    private final GuardLoop guards;
    private final LoopThread guardThread;
    private final UsageLoop usage;
    private final Backups backupRequests;
    private final BackupLoop backups;
    private final LoopThread backupThread;
    private final ReplicationLoop replications;
    private final Meter meter;
    private final LoopThread replicationThread;
    private final LoopThread fileSystemThread;
    private final LoopThread mountTargetThread;
    private final LoopThread fenceThread;
    private final LoopThread usageThread;
    private final List<Subscription> watches = new ArrayList<>();

    public EfsControlPlane(
            Store store, FileServers servers, InstantSource clock, RandomGenerator random, EfsConfig config) {
        Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));
        this.store = store;
        this.clock = clock;
        this.actions = EfsActions.all(store, random, config);
        this.fileSystems = new FileSystemLoop(store, servers);
        this.mountTargets = new MountTargetLoop(store, servers, config.arns());
        this.fences = new FenceLoop(store, servers, clock);
        this.guards = new GuardLoop(store, servers);
        this.guardThread = new LoopThread("efs-guards", backoff, guards::step);
        this.usage = new UsageLoop(store, servers, clock, config.usageInterval());
        this.fileSystemThread = new LoopThread("efs-file-systems", backoff, fileSystems::step);
        this.mountTargetThread = new LoopThread("efs-mount-targets", backoff, mountTargets::step);
        this.fenceThread = new LoopThread("efs-fences", backoff, fences::step);
        this.usageThread = new LoopThread("efs-usage", backoff, usage::step);
        this.backupRequests = new Backups(store, clock, random);
        this.backups = new BackupLoop(store, servers, clock, random);
        this.backupThread = new LoopThread("efs-backups", backoff, backups::step);
        this.replications = new ReplicationLoop(store, servers, clock);
        this.meter = new Meter(store, servers);
        this.replicationThread = new LoopThread("efs-replications", backoff, replications::step);
    }

    public List<Action<?, ?>> actions() {
        return actions;
    }

    public void start() {
        watch(Set.of(EfsTables.FILE_SYSTEMS), fileSystemThread);
        watch(SERVED, mountTargetThread);
        watch(Set.of(SharedTables.FENCES), fenceThread);
        watch(Set.of(SharedTables.GUARDS), guardThread);
        watch(Set.of(EfsTables.FILE_SYSTEMS, EfsTables.RECOVERY_POINTS, EfsTables.RESTORE_JOBS), backupThread);
        watch(Set.of(EfsTables.REPLICATIONS), replicationThread);
        fenceThread.start();
        guardThread.start();
        fileSystemThread.start();
        mountTargetThread.start();
        usageThread.start();
        backupThread.start();
        replicationThread.start();
    }

    /** Has every loop look again at once: a file server came back, or an address came up. */
    public void wake() {
        fenceThread.wake();
        guardThread.wake();
        fileSystemThread.wake();
        mountTargetThread.wake();
        usageThread.wake();
        backupThread.wake();
        replicationThread.wake();
    }

    /** What the loops wait for, in words; empty when everything is as it should be. */
    public List<String> waitingFor() {
        return Stream.of(
                        fences.waitingFor(),
                        guards.waitingFor(),
                        fileSystems.waitingFor(),
                        mountTargets.waitingFor(),
                        usage.waitingFor(),
                        backups.waitingFor(),
                        replications.waitingFor())
                .flatMap(List::stream)
                .toList();
    }

    /** What was measured since the last call, under EFS's names in CloudWatch. Called by one thread. */
    public List<MetricDatum> measure(Instant now) throws IOException, InterruptedException {
        return meter.measure(now);
    }

    public Backups backups() {
        return backupRequests;
    }

    /** What is and was stored, for the bill. */
    public List<UsageReport.Stored> usage() {
        return UsageReport.of(store.view(), clock.instant());
    }

    @Override
    public void close() {
        watches.forEach(Subscription::close);
        replicationThread.close();
        backupThread.close();
        usageThread.close();
        mountTargetThread.close();
        fileSystemThread.close();
        guardThread.close();
        fenceThread.close();
    }

    private void watch(Set<Table<?>> tables, LoopThread loop) {
        watches.add(store.watch(tables, changes -> loop.wake()));
    }
}
