package io.moorage.ecs;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.Calls;
import io.moorage.awsapi.WebSocketRoute;
import io.moorage.awsapi.permission.RuledAction;
import io.moorage.base.Backoff;
import io.moorage.base.LoopThread;
import io.moorage.ecs.action.Actions;
import io.moorage.ecs.action.Ecs;
import io.moorage.ecs.agent.AcsEndpoint;
import io.moorage.ecs.agent.AgentSessions;
import io.moorage.ecs.agent.TaskCredentials;
import io.moorage.ecs.agent.TaskUsage;
import io.moorage.ecs.agent.TcsEndpoint;
import io.moorage.ecs.exec.ExecEndpoint;
import io.moorage.ecs.exec.ExecSessions;
import io.moorage.ecs.loop.Attention;
import io.moorage.ecs.loop.CapacityView;
import io.moorage.ecs.loop.EcsCycle;
import io.moorage.ecs.loop.InstanceProbe;
import io.moorage.ecs.loop.TaskWrites;
import io.moorage.ecs.permission.EcsPermissions;
import io.moorage.model.cloudwatch.MetricDatum;
import io.moorage.model.ecs.EcsArns;
import io.moorage.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * ECS, wired. All of its state is in the store: after a restart agents connect again, and the tasks they run are adopted as they are.
 *
 * <p>{@link #start} runs the loops on threads; a simulation leaves it out and calls {@link #cycle}, {@link #watch} and {@link #beat}
 * itself.
 */
public final class EcsControlPlane implements AutoCloseable {
    private static final Backoff AFTER_FAILURE = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(5));

    private static final Duration HEARTBEATS_EVERY = Duration.ofMillis(100);

    private final InstantSource clock;
    private final List<Action<?, ?>> actions;
    private final List<WebSocketRoute> routes;
    private final AgentSessions sessions;
    private final TaskUsage usage;
    private final EcsCycle cycle;
    private final Attention attention;
    private final LoopThread watch;
    private final LoopThread heartbeats;
    private final LoopThread loop;
    private final Store store;
    private Instant capacityMeasured = Instant.MIN;
    private boolean started;

    /**
     * What ECS stands on.
     *
     * @param random safe for use by many threads; also makes the ids by which agents serve credentials
     * @param credentials issues the credentials of task roles
     * @param probe asks a silent machine itself
     * @param calls the actions of Elastic Load Balancing and Auto Scaling
     */
    public record Parts(
            EcsConfig config,
            Store store,
            InstantSource clock,
            RandomGenerator random,
            TaskCredentials credentials,
            InstanceProbe probe,
            Calls calls) {}

    public EcsControlPlane(Parts parts) {
        this.clock = parts.clock();
        this.store = parts.store();
        EcsArns arns = new EcsArns(parts.config().region(), parts.config().accountId());
        EcsIds ids = new EcsIds(parts.random());
        TaskWrites writes = new TaskWrites(arns, ids, parts.random());
        this.sessions = new AgentSessions(parts.store(), arns, ids, writes, parts.credentials(), clock);
        ExecSessions execSessions =
                new ExecSessions(sessions, arns, ids, parts.config().execEndpoint());
        this.actions = RuledAction.all(
                Actions.of(
                        new Ecs(parts.store(), parts.config(), arns, ids, writes, parts.credentials(), parts.random()),
                        execSessions),
                new EcsPermissions(parts.store(), arns));
        this.usage = new TaskUsage(parts.store());
        this.routes = List.of(
                new WebSocketRoute(EcsConfig.ACS_PATH, "ecs", "Poll", new AcsEndpoint(parts.store(), sessions, clock)),
                new WebSocketRoute(
                        EcsConfig.TCS_PATH,
                        "ecs",
                        "StartTelemetrySession",
                        new TcsEndpoint(parts.store(), writes, usage, clock)),
                new WebSocketRoute(
                        EcsConfig.EXEC_CLIENT_PATH,
                        "ecs",
                        "ExecuteCommand",
                        new ExecEndpoint(execSessions, ExecSessions.Side.CLIENT)),
                new WebSocketRoute(
                        EcsConfig.EXEC_AGENT_PATH,
                        "ecs",
                        "Poll",
                        new ExecEndpoint(execSessions, ExecSessions.Side.AGENT)));
        this.attention = new Attention(clock.instant());
        this.watch = new LoopThread("ecs-watch", AFTER_FAILURE, this::watch);
        this.heartbeats = new LoopThread("ecs-heartbeats", AFTER_FAILURE, this::beat);
        this.loop = new LoopThread("ecs-loop", AFTER_FAILURE, this::round);
        this.cycle = new EcsCycle(
                new EcsCycle.Parts(
                        parts.store(),
                        sessions,
                        writes,
                        parts.probe(),
                        attention,
                        parts.calls(),
                        parts.config(),
                        parts.random()),
                clock.instant(),
                loop::wake);
        sessions.forgetConnections();
    }

    public List<Action<?, ?>> actions() {
        return actions;
    }

    /** What was measured since the last call, under ECS's names in CloudWatch. Called by one thread. */
    public List<MetricDatum> measure(Instant now) {
        return usage.measure(now);
    }

    /** What capacity providers' groups are scaled by, once a minute, under ECS's names in CloudWatch. Called by one thread. */
    public List<MetricDatum> measureCapacity(Instant now) {
        Instant begun = now.truncatedTo(ChronoUnit.MINUTES);
        if (begun.equals(capacityMeasured)) {
            return List.of();
        }
        List<MetricDatum> measured = new CapacityView(store.view()).reservations(begun.minus(1, ChronoUnit.MINUTES));
        // A provider that is made later in this minute is measured in it, too.
        capacityMeasured = measured.isEmpty() ? capacityMeasured : begun;
        return measured;
    }

    public List<WebSocketRoute> routes() {
        return routes;
    }

    /** The agents that are connected; a simulation connects its own here. */
    public AgentSessions sessions() {
        return sessions;
    }

    public EcsCycle cycle() {
        return cycle;
    }

    public synchronized void start() {
        started = true;
        watch.start();
        heartbeats.start();
        loop.start();
    }

    /** Tells that the process does not stand still; returns when to tell it again. */
    public Duration watch() {
        attention.tick(clock.instant());
        return Attention.EVERY;
    }

    /** Sends the heartbeats that are due; returns when to come again. */
    public Duration beat() {
        cycle.beat(clock.instant());
        return HEARTBEATS_EVERY;
    }

    private Duration round() {
        return cycle.run(clock.instant());
    }

    @Override
    public synchronized void close() {
        if (started) {
            loop.close();
            heartbeats.close();
            watch.close();
        }
        cycle.close();
    }
}
