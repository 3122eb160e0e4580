package io.moorage.simulation;

import io.moorage.awsapi.Authorizer;
import io.moorage.awsapi.dispatch.LocalCalls;
import io.moorage.ecs.EcsConfig;
import io.moorage.ecs.EcsControlPlane;
import io.moorage.ecs.agent.AgentSessions;
import io.moorage.ecs.agent.TaskCredentials;
import io.moorage.ecs.decide.Reachability;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.StateReason;
import io.moorage.store.Ec2Tables;
import io.moorage.store.Store;
import io.moorage.store.memory.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/**
 * ECS, EC2's rows, file servers' fences and agents, all on one clock and one thread: the same seed and the same orders give the same history.
 */
public final class Simulation implements AutoCloseable {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration TICK = Duration.ofMillis(250);
    /** Rounds without an end are a defect of a loop. */
    private static final int MOST_ROUNDS = 10_000;

    private final Store store = MemoryStore.prompt();
    private final ManualClock clock = new ManualClock(START);
    private final RandomGenerator random;
    private final SimulatedFleet fleet;
    private EcsControlPlane controlPlane;
    private EcsApi api;
    private final SimulatedFileServers fileServers;
    private Duration clockSetBy = Duration.ZERO;
    private Runnable afterRound = () -> {};
    private boolean toleratesFailures;
    private boolean trustsWakeUps;

    public Simulation(long seed) {
        this.random = new Random(seed);
        this.controlPlane = startControlPlane();
        this.api = newApi();
        this.fileServers = new SimulatedFileServers(store);
        this.fleet = new SimulatedFleet(store, api, controlPlane.sessions());
    }

    public EcsApi api() {
        return api;
    }

    public Store store() {
        return store;
    }

    /** As the control plane's clock shows it. */
    public Instant now() {
        return clock.instant();
    }

    /** As time really passes: what machines measure leases by. */
    private Instant steady() {
        return now().minus(clockSetBy);
    }

    /** The control plane's clock is set, forward or back; no time passes. */
    public void setClock(Duration by) {
        clock.advance(by);
        clockSetBy = clockSetBy.plus(by);
    }

    /** Where agents connect. */
    public AgentSessions sessions() {
        return controlPlane.sessions();
    }

    SimulatedFleet fleet() {
        return fleet;
    }

    /** Called after each round of every loop: where invariants are checked. */
    public void afterEachRound(Runnable check) {
        afterRound = check;
    }

    /** A machine is there and runs. */
    public void launch(String id, String zone, String type) {
        launchPending(id, zone, type);
        change(id, each -> each.running(now()));
    }

    /** A machine that no simulated agent runs on, since it does not run yet. */
    public void launchPending(String id, String zone, String type) {
        Instance.Launch launch = Instance.Launch.of("r-1", "ami-simulated", type, "vpc-1", "subnet-" + zone, zone);
        store.transact(tx -> {
            tx.insert(Ec2Tables.INSTANCES, Instance.pending(id, launch, "eni-" + id, now(), Map.of()));
            return id;
        });
    }

    /** Its power is cut, and EC2 sees it at once. */
    public void kill(String id) {
        change(id, each -> each.stopped(Optional.of(new StateReason("Server.InternalError", "lost power")), now()));
    }

    /** Its end was asked for; its machine has not ended yet. */
    public void shutDown(String id) {
        change(id, each -> each.shuttingDown(StateReason.USER_SHUTDOWN, now()));
    }

    public void terminate(String id) {
        change(id, each -> each.shuttingDown(new StateReason("Client.UserInitiatedShutdown", "user"), now())
                .terminated(now()));
    }

    /** EC2 shows a terminated machine no more. */
    public void forget(String id) {
        store.transact(tx -> {
            tx.delete(Ec2Tables.INSTANCES, id);
            return id;
        });
    }

    /** A stopped machine starts again, with a new boot. */
    public void startAgain(String id) {
        change(id, each -> each.startedAgain(now()).running(now()));
    }

    /** As {@link #startAgain}, and it does not run yet. */
    public void startAgainPending(String id) {
        change(id, each -> each.startedAgain(now()));
    }

    /** It is cut off, and goes on running. */
    public void cut(String id) {
        fleet.agent(id).ifPresent(SimulatedAgent::cut);
    }

    /** It is cut off, the control plane sees its connection end, and it goes on running. */
    public void disconnect(String id) {
        fleet.agent(id).ifPresent(SimulatedAgent::disconnect);
    }

    /** Its agent's process starts anew; containers go on. */
    public void restartAgent(String id) {
        fleet.agent(id).ifPresent(SimulatedAgent::restart);
    }

    public void heal(String id) {
        fleet.agent(id).ifPresent(SimulatedAgent::heal);
    }

    /** It stands still, and its connections stay. */
    public void freeze(String id) {
        fleet.agent(id).ifPresent(SimulatedAgent::freeze);
    }

    public void thaw(String id) {
        fleet.agent(id).ifPresent(SimulatedAgent::thaw);
    }

    /** Its agent's data is removed, and it is started again for another cluster. */
    public void move(String id, String cluster) {
        fleet.move(id, cluster);
    }

    /** The process of a task's container ends with status 1. */
    public void crash(String taskArn) {
        fleet.agents().forEach(each -> each.crash(taskArn, now()));
    }

    /** Whether file servers acknowledge fences. */
    public void fileServersAnswer(boolean answer) {
        fileServers.answer(answer);
    }

    /** Orders that file servers are given from now on are done so much later: their disks are slow. */
    public void fileServersTake(Duration delay) {
        fileServers.take(delay);
    }

    /** The control plane dies, and another takes over what is in the store. */
    public void restartControlPlane() {
        controlPlane.close();
        controlPlane = startControlPlane();
        if (trustsWakeUps) {
            controlPlane.cycle().trustWakeUps();
        }
        api = newApi();
        fleet.reconnect(api, controlPlane.sessions());
    }

    /** Lets time pass, in small steps, everything settling in each. */
    public void advance(Duration by) {
        Instant end = now().plus(by);
        settle();
        while (now().isBefore(end)) {
            Duration left = Duration.between(now(), end);
            clock.advance(left.compareTo(TICK) < 0 ? left : TICK);
            settle();
        }
    }

    /** Runs all loops until nothing more happens at this instant. */
    public void settle() {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            long before = store.view().revision();
            if (!trustsWakeUps) {
                controlPlane.cycle().expectAnything();
            }
            controlPlane.beat();
            controlPlane.cycle().run(now());
            requireNoFailures();
            boolean busy = fleet.run(steady());
            fileServers.run(now(), steady());
            afterRound.run();
            if (!busy && store.view().revision() == before) {
                return;
            }
        }
        throw new IllegalStateException("the loops did not come to rest at " + now());
    }

    /** From now on loops look at what changed, and no more at everything: one that is not woken shows. */
    public void trustWakeUps() {
        trustsWakeUps = true;
        controlPlane.cycle().trustWakeUps();
    }

    /** Whether a look at everything, when all has come to rest, finds something to do. */
    public boolean missedSomething() {
        settle();
        long before = store.view().revision();
        controlPlane.cycle().expectAnything();
        controlPlane.cycle().run(now());
        return store.view().revision() != before;
    }

    /** Steps of services and instances may fail from now on, without an end of the simulation. */
    public void tolerateFailures() {
        toleratesFailures = true;
    }

    private void requireNoFailures() {
        Map<String, RuntimeException> failures = controlPlane.cycle().failures();
        if (!failures.isEmpty() && !toleratesFailures) {
            throw new IllegalStateException(
                    "a step failed for " + failures.keySet(),
                    failures.values().iterator().next());
        }
    }

    /** Time passes and an agent says something, and no loop looks. */
    public void hear(String id, Duration after) {
        clock.advance(after);
        fleet.agent(id).ifPresent(SimulatedAgent::speak);
    }

    /** The process of the control plane is stopped for so long. */
    public void standStill(Duration time) {
        controlPlane.watch();
        clock.advance(time);
    }

    /** A round of the loops that takes so long, while agents go on speaking. */
    public void roundThatLasts(Duration time) {
        controlPlane.cycle().run(now());
        Instant end = now().plus(time);
        while (now().isBefore(end)) {
            clock.advance(TICK);
            controlPlane.watch();
            controlPlane.beat();
            fleet.run(steady());
            fileServers.run(now(), steady());
        }
    }

    /** A round of the loops that began so much earlier, while agents went on speaking. */
    public void roundThatBegan(Duration earlier) {
        controlPlane.cycle().run(now().minus(earlier));
    }

    private void change(String id, UnaryOperator<Instance> change) {
        store.transact(tx -> {
            tx.update(
                    Ec2Tables.INSTANCES,
                    change.apply(tx.find(Ec2Tables.INSTANCES, id).orElseThrow()));
            return id;
        });
    }

    private EcsControlPlane startControlPlane() {
        return new EcsControlPlane(new EcsControlPlane.Parts(
                EcsConfig.at("us-east-1", "123456789012", "http://127.0.0.1:4566"),
                store,
                clock,
                random,
                TaskCredentials.NONE,
                id -> Reachability.UNKNOWN,
                new LocalCalls(
                        List.of(),
                        query -> Authorizer.Allowed.ALLOWED,
                        "ecs.amazonaws.com",
                        "123456789012",
                        "us-east-1",
                        clock,
                        () -> "simulation")));
    }

    private EcsApi newApi() {
        return new EcsApi(controlPlane.actions(), clock, "us-east-1", "123456789012");
    }

    @Override
    public void close() {
        controlPlane.close();
        store.close();
    }
}
