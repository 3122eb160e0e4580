package io.moorage.applicationautoscaling;

import io.moorage.applicationautoscaling.action.ApplicationAutoScaling;
import io.moorage.applicationautoscaling.action.ApplicationAutoScalingActions;
import io.moorage.applicationautoscaling.loop.TargetLoop;
import io.moorage.awsapi.Action;
import io.moorage.awsapi.Calls;
import io.moorage.base.Backoff;
import io.moorage.base.LoopThread;
import io.moorage.store.ApplicationAutoScalingTables;
import io.moorage.store.EcsTables;
import io.moorage.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Application Auto Scaling, wired: its actions, what its policies do, and the loop that minds the time. */
public final class ApplicationAutoScalingControlPlane implements AutoCloseable {
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(15));

    private final Store store;
    private final List<Action<?, ?>> actions;
    private final Scaling scaling;
    private final TargetLoop loop;
    private final LoopThread thread;
    private final List<Store.Subscription> watches = new ArrayList<>();

    /**
     * What it stands on.
     *
     * @param calls the actions of ECS and CloudWatch
     * @param random makes ids; unpredictable outside of tests
     */
    public record Parts(
            ApplicationAutoScalingConfig config,
            Store store,
            Calls calls,
            InstantSource clock,
            RandomGenerator random) {}

    public ApplicationAutoScalingControlPlane(Parts parts) {
        this.store = parts.store();
        this.actions = ApplicationAutoScalingActions.all(
                new ApplicationAutoScaling(parts.store(), parts.calls(), parts.config(), parts.random()));
        this.scaling = new Scaling(parts.store(), parts.calls(), parts.config(), parts.clock(), parts.random());
        this.loop = new TargetLoop(parts.store(), scaling, parts.clock());
        this.thread = new LoopThread("applicationautoscaling-targets", BACKOFF, loop::step);
    }

    public List<Action<?, ?>> actions() {
        return actions;
    }

    /** For alarms whose actions are policies. */
    public Scaling scaling() {
        return scaling;
    }

    /** A simulation steps it itself. */
    public TargetLoop loop() {
        return loop;
    }

    /** It looks whenever a schedule is put, an activity begins, or a service changes. */
    public void start() {
        watches.add(store.watch(
                Set.of(
                        ApplicationAutoScalingTables.SCHEDULES,
                        ApplicationAutoScalingTables.ACTIVITIES,
                        EcsTables.SERVICES),
                changes -> thread.wake()));
        thread.start();
    }

    @Override
    public void close() {
        watches.forEach(Store.Subscription::close);
        thread.close();
    }
}
