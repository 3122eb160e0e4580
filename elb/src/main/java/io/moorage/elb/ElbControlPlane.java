package io.moorage.elb;

import io.moorage.awsapi.Action;
import io.moorage.base.Backoff;
import io.moorage.base.LoopThread;
import io.moorage.elb.action.Elb;
import io.moorage.elb.action.ElbActions;
import io.moorage.elb.loop.BalancerLoop;
import io.moorage.model.cloudwatch.MetricDatum;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ElbTables;
import io.moorage.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Elastic Load Balancing: its actions, and the loop that tells load balancers what they are. */
public final class ElbControlPlane implements AutoCloseable {
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));

    private final Store store;
    private final List<Action<?, ?>> actions;
    private final BalancerLoop loop;
    private final LoopThread thread;
    private final BalancerMeter meter = new BalancerMeter();
    private final List<Store.Subscription> watches = new ArrayList<>();

    /**
     * What Elastic Load Balancing stands on.
     *
     * @param random makes names; unpredictable outside of tests
     */
    public record Parts(
            ElbConfig config,
            Store store,
            Balancers balancers,
            PublicAddresses publicAddresses,
            Certificates certificates,
            InstantSource clock,
            RandomGenerator random) {}

    public ElbControlPlane(Parts parts) {
        this.store = parts.store();
        this.actions = ElbActions.all(
                new Elb(parts.store(), parts.config(), parts.publicAddresses(), parts.certificates(), parts.random()));
        this.loop = new BalancerLoop(parts.store(), parts.balancers(), parts.certificates(), parts.clock());
        this.thread = new LoopThread("load-balancers", BACKOFF, loop::step);
    }

    public List<Action<?, ?>> actions() {
        return actions;
    }

    /** The load balancers are told whenever they, or their instances, change. */
    public void start() {
        watches.add(store.watch(
                Set.of(
                        ElbTables.LOAD_BALANCERS,
                        ElbTables.REGISTRATIONS,
                        Ec2Tables.INSTANCES,
                        Ec2Tables.INTERFACES,
                        AutoScalingTables.GROUPS,
                        AutoScalingTables.INSTANCES),
                changes -> thread.wake()));
        thread.start();
    }

    /** Has the loop look again at once: the load balancers came back. */
    public void wake() {
        thread.wake();
    }

    /** What was measured since the last call, under Elastic Load Balancing's names in CloudWatch. Called by one thread. */
    public List<MetricDatum> measure(Instant now) {
        return meter.measure(store.view(), loop.last(), now);
    }

    /** What the loop waits for, in words; empty when everything is as it should be. */
    public List<String> waitingFor() {
        return loop.waitingFor();
    }

    @Override
    public void close() {
        watches.forEach(Store.Subscription::close);
        thread.close();
    }
}
