package io.moorage.ec2.compute;

import io.moorage.base.Backoff;
import io.moorage.base.LoopThread;
import io.moorage.ec2.instance.InstanceDriver;
import io.moorage.ec2.instance.InstanceDriver.Machine;
import io.moorage.ec2.instance.InstanceDriver.MachineException;
import io.moorage.ec2.instance.InstanceDriver.MachineSpec;
import io.moorage.ec2.network.NetworkPlanner;
import io.moorage.ec2.network.Networks;
import io.moorage.ec2.network.VpcNetwork.Plug;
import io.moorage.model.ec2.Image;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.InstanceState;
import io.moorage.model.ec2.InstanceType;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Gives every instance the machine and the network it should have, and notices machines that die. Looks at the world when
 * a row changed, when the driver has news, and now and then; one look and its writes happen on the loop's thread, calls
 * of the driver on threads of their own, one at a time for an instance.
 */
public final class InstanceLoop implements AutoCloseable {
    private static final Logger LOG = System.getLogger(InstanceLoop.class.getName());
    private static final Duration IDLE = Duration.ofSeconds(5);
    private static final Backoff BACKOFF = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(15));
    private static final Duration LONGEST_CALL = Duration.ofSeconds(60);

    private final Store store;
    private final InstantSource clock;
    private final InstanceDriver driver;
    private final Networks networks;
    private final NetworkPlanner planner;
    private final LoopThread thread = new LoopThread("ec2-instances", BACKOFF, this::look);
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<String> busy = ConcurrentHashMap.newKeySet();
    private final Set<String> started = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();
    private final Map<String, Instant> notBefore = new ConcurrentHashMap<>();
    private Store.@Nullable Subscription watch;

    public InstanceLoop(
            Store store, InstantSource clock, InstanceDriver driver, Networks networks, NetworkPlanner planner) {
        this.store = store;
        this.clock = clock;
        this.driver = driver;
        this.networks = networks;
        this.planner = planner;
    }

    public void start() {
        watch = store.watch(
                Set.of(
                        Ec2Tables.INSTANCES,
                        Ec2Tables.INTERFACES,
                        Ec2Tables.SECURITY_GROUPS,
                        Ec2Tables.ROUTE_TABLES,
                        Ec2Tables.INTERNET_GATEWAYS,
                        Ec2Tables.NAT_GATEWAYS,
                        Ec2Tables.SUBNETS,
                        Ec2Tables.VPCS),
                changes -> thread.wake());
        driver.watch(thread::wake);
        thread.start();
    }

    private Duration look() {
        // Before the machines: a call that ends meanwhile must not be judged by how its machine was before it.
        Set<String> underway = Set.copyOf(busy);
        Set<String> startedBefore = Set.copyOf(started);
        var machines = new HashMap<String, Machine>();
        driver.machines().forEach(each -> machines.put(each.instanceId(), each));
        ReadView view = store.view();
        var pids = new HashMap<String, Integer>();
        machines.values().stream().filter(Machine::running).forEach(each -> pids.put(each.instanceId(), each.pid()));
        Set<String> plugged = networks.apply(planner.plan(view, pids)).stream()
                .filter(Plug::primary)
                .map(Plug::instanceId)
                .collect(Collectors.toSet());
        Instant now = clock.instant();
        var reality = new InstanceDecider.Reality(machines, plugged, startedBefore, now);
        InstanceDecider.decide(view.all(Ec2Tables.INSTANCES), reality).stream()
                .filter(each -> !underway.contains(each.instanceId())
                        && !now.isBefore(notBefore.getOrDefault(each.instanceId(), Instant.MIN)))
                .forEach(this::take);
        notBefore.values().removeIf(each -> each.isBefore(now));
        return notBefore.isEmpty() && plugged.containsAll(pids.keySet()) ? IDLE : BACKOFF.first();
    }

    private void take(InstanceStep step) {
        switch (step) {
            case InstanceStep.Become become -> write(become);
            case InstanceStep.Forget forget -> forget(forget.instanceId());
            case InstanceStep.Start start -> call(start, () -> start(start.instance()));
            case InstanceStep.Reboot reboot -> call(reboot, () -> reboot(reboot.instance()));
            case InstanceStep.Stop stop -> call(stop, () -> driver.stop(stop.instanceId(), stop.grace()));
            case InstanceStep.Remove remove -> call(remove, () -> driver.remove(remove.instanceId()));
        }
    }

    private void call(InstanceStep step, Runnable work) {
        String id = step.instanceId();
        busy.add(id);
        calls.execute(() -> {
            try {
                work.run();
                failures.remove(id);
                notBefore.remove(id);
            } catch (RuntimeException e) {
                int count = failures.merge(id, 1, Integer::sum);
                notBefore.put(id, clock.instant().plus(BACKOFF.after(count)));
                LOG.log(
                        Level.WARNING,
                        "The machine of " + id + ": " + step.getClass().getSimpleName() + " failed",
                        e);
            } finally {
                busy.remove(id);
                thread.wake();
            }
        });
    }

    private void start(Instance instance) {
        try {
            driver.start(spec(instance));
            started.add(InstanceDecider.boot(instance));
        } catch (MachineException e) {
            LOG.log(Level.WARNING, "Instance " + instance.id() + " cannot be started", e);
            write(new InstanceStep.Become(
                    instance, InstanceDecider.failed(instance, String.valueOf(e.getMessage()), clock.instant())));
        }
    }

    private void reboot(Instance instance) {
        driver.stop(instance.id(), InstanceDecider.GRACE);
        Instance after = instance.rebooted();
        driver.start(spec(after));
        write(new InstanceStep.Become(instance, after));
    }

    private MachineSpec spec(Instance instance) {
        ReadView view = store.view();
        InstanceType type = InstanceType.named(instance.launch().instanceType()).orElseThrow();
        String image = view.find(Ec2Tables.IMAGES, instance.launch().imageId())
                .map(Image::dockerImage)
                .orElseThrow(() ->
                        new MachineException("The image " + instance.launch().imageId() + " is gone"));
        String hostname = view.find(Ec2Tables.INTERFACES, instance.networkInterfaceId())
                .map(each -> "ip-" + each.privateAddress().replace('.', '-'))
                .orElseThrow(() -> new MachineException("The network interface is gone"));
        return new MachineSpec(instance.id(), image, hostname, type.vcpus(), type.memoryMib(), instance.bootCount());
    }

    /** Writes unless an action changed the instance meanwhile: then the next look decides anew. */
    private void write(InstanceStep.Become become) {
        store.transact(tx -> {
            Instance now = tx.find(Ec2Tables.INSTANCES, become.before().id()).orElse(null);
            if (now != null
                    && now.state() == become.before().state()
                    && now.bootCount() == become.before().bootCount()) {
                tx.update(
                        Ec2Tables.INSTANCES, become.after().withTags(now.tags()).withLaunch(now.launch()));
                if (become.after().state() == InstanceState.TERMINATED) {
                    Terminations.release(tx, now);
                }
            }
            return become;
        });
    }

    private void forget(String id) {
        store.transact(tx -> {
            tx.delete(Ec2Tables.INSTANCES, id);
            return id;
        });
        started.removeIf(each -> each.startsWith(id + " "));
    }

    /** Ends the loop; machines and networks stay as they are. */
    @Override
    public void close() {
        if (watch != null) {
            watch.close();
        }
        thread.close();
        calls.shutdownNow();
        try {
            if (!calls.awaitTermination(LONGEST_CALL.toSeconds(), TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "Calls of the driver did not end within " + LONGEST_CALL);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
