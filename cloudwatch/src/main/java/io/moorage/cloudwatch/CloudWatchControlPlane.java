package io.moorage.cloudwatch;

import io.moorage.awsapi.Action;
import io.moorage.base.Backoff;
import io.moorage.base.LoopThread;
import io.moorage.cloudwatch.action.CloudWatchActions;
import io.moorage.cloudwatch.loop.ActionLoop;
import io.moorage.cloudwatch.loop.AlarmLoop;
import io.moorage.cloudwatch.loop.CollectLoop;
import io.moorage.cloudwatch.metric.MetricStore;
import io.moorage.store.CloudWatchTables;
import io.moorage.store.Store;
import io.moorage.store.Store.Subscription;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** CloudWatch: its actions, and the loops that collect, evaluate and act. */
public final class CloudWatchControlPlane implements AutoCloseable {
    private final Store store;
    private final MetricStore metrics;
    private final InstantSource clock;
    private final List<Action<?, ?>> actions;
    private final CollectLoop collect;
    private final LoopThread collectThread;
    private final LoopThread alarmThread;
    private final LoopThread actionThread;
    private final List<Subscription> watches = new ArrayList<>();

    /**
     * What CloudWatch stands on.
     *
     * @param metrics belongs to CloudWatch from then on, which saves and closes it
     * @param sources of built-in metrics, by their namespace
     */
    public record Parts(
            Store store,
            MetricStore metrics,
            Map<String, MetricSource> sources,
            AlarmActions alarmActions,
            InstantSource clock) {}

    public CloudWatchControlPlane(Parts parts) {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30));
        this.store = parts.store();
        this.metrics = parts.metrics();
        this.clock = parts.clock();
        this.actions = CloudWatchActions.all(store, metrics, parts.alarmActions());
        this.collect = new CollectLoop(parts.sources(), metrics, clock);
        AlarmLoop alarms = new AlarmLoop(store, metrics, parts.alarmActions(), clock);
        ActionLoop act = new ActionLoop(store, parts.alarmActions(), clock);
        this.collectThread = new LoopThread("cloudwatch-metrics", backoff, collect::step);
        this.alarmThread = new LoopThread("cloudwatch-alarms", backoff, alarms::step);
        this.actionThread = new LoopThread("cloudwatch-actions", backoff, act::step);
    }

    public List<Action<?, ?>> actions() {
        return actions;
    }

    public void start() {
        watches.add(store.watch(Set.of(CloudWatchTables.ALARMS), changes -> alarmThread.wake()));
        watches.add(store.watch(Set.of(CloudWatchTables.ACTIONS), changes -> actionThread.wake()));
        collectThread.start();
        alarmThread.start();
        actionThread.start();
    }

    /** What does not answer, in words. */
    public List<String> waitingFor() {
        return collect.waitingFor();
    }

    /** Forgets all metrics, as the rows of alarms are forgotten with the store. */
    public void forgetMetrics() {
        metrics.clear();
    }

    @Override
    public void close() {
        watches.forEach(Subscription::close);
        actionThread.close();
        alarmThread.close();
        collectThread.close();
        metrics.save(clock.instant());
        metrics.close();
    }
}
