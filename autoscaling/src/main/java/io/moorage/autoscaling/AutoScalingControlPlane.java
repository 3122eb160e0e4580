package io.moorage.autoscaling;

import io.moorage.autoscaling.action.AutoScaling;
import io.moorage.autoscaling.action.AutoScalingActions;
import io.moorage.autoscaling.action.PolicyAlarms;
import io.moorage.autoscaling.loop.GroupLoop;
import io.moorage.awsapi.Action;
import io.moorage.awsapi.Calls;
import io.moorage.base.Backoff;
import io.moorage.base.LoopThread;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ElbTables;
import io.moorage.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Auto Scaling: its actions, and the loop that keeps groups at their sizes. */
public final class AutoScalingControlPlane implements AutoCloseable {
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(15));

    private final Store store;
    private final List<Action<?, ?>> actions;
    private final ScalingPolicies policies;
    private final LoopThread thread;
    /** Of the loop's thread: what an earlier version left is as this one has it. */
    private boolean renewed;

    private final List<Store.Subscription> watches = new ArrayList<>();

    /**
     * What Auto Scaling stands on.
     *
     * @param calls the actions of EC2 and CloudWatch
     * @param random makes ids; unpredictable outside of tests
     */
    public record Parts(
            AutoScalingConfig config,
            Store store,
            Calls calls,
            LoadBalancers loadBalancers,
            InstantSource clock,
            RandomGenerator random) {}

    public AutoScalingControlPlane(Parts parts) {
        this.store = parts.store();
        AutoScaling autoScaling = new AutoScaling(parts.store(), parts.calls(), parts.config(), parts.random());
        this.actions = AutoScalingActions.all(autoScaling);
        this.policies = new ScalingPolicies(parts.store(), parts.calls(), parts.config(), parts.clock());
        GroupLoop loop = new GroupLoop(
                parts.store(), parts.calls(), parts.config(), parts.loadBalancers(), parts.clock(), parts.random());
        this.thread = new LoopThread("autoscaling-groups", BACKOFF, () -> step(autoScaling, loop));
    }

    private Duration step(AutoScaling autoScaling, GroupLoop loop) {
        if (!renewed) {
            PolicyAlarms.renew(autoScaling);
            renewed = true;
        }
        return loop.step();
    }

    public List<Action<?, ?>> actions() {
        return actions;
    }

    /** For alarms whose actions are scaling policies. */
    public ScalingPolicies policies() {
        return policies;
    }

    /** The groups are looked at whenever they, or instances, change. */
    public void start() {
        watches.add(store.watch(
                Set.of(
                        AutoScalingTables.GROUPS,
                        AutoScalingTables.INSTANCES,
                        AutoScalingTables.HOOKS,
                        AutoScalingTables.SCHEDULED_ACTIONS,
                        ElbTables.REGISTRATIONS,
                        Ec2Tables.INSTANCES),
                changes -> thread.wake()));
        thread.start();
    }

    @Override
    public void close() {
        watches.forEach(Store.Subscription::close);
        thread.close();
    }
}
