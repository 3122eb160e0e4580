package io.moorage.ecs.agent;

import io.moorage.agentwire.Capabilities;
import io.moorage.agentwire.CloseCodes;
import io.moorage.agentwire.acs.AckRequest;
import io.moorage.agentwire.acs.AcsMessage;
import io.moorage.agentwire.acs.InstanceStateReport;
import io.moorage.agentwire.acs.NackRequest;
import io.moorage.agentwire.acs.StopConfirmation;
import io.moorage.agentwire.acs.TaskStopVerificationMessage;
import io.moorage.ecs.EcsIds;
import io.moorage.ecs.decide.NodeHealth;
import io.moorage.ecs.loop.TaskWrites;
import io.moorage.ecs.shape.LaunchTypes;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.EcsArns;
import io.moorage.store.EcsTables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import io.moorage.store.Transaction;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All connected agents, one session each: the newest connection of an instance wins. Safe for use by many threads. */
public final class AgentSessions {
    private static final Logger LOG = System.getLogger(AgentSessions.class.getName());

    private final Store store;
    private final EcsArns arns;
    private final EcsIds ids;
    private final Assignments assignments;
    private final InstanceReports reports;
    private final InstantSource clock;
    private final MessageNumbers numbers;
    private final Map<String, AgentSession> sessions = new ConcurrentHashMap<>();
    /** Of instances that are not connected now, but were. */
    private final Map<String, Instant> lastHeardOfGone = new ConcurrentHashMap<>();

    public AgentSessions(
            Store store,
            EcsArns arns,
            EcsIds ids,
            TaskWrites writes,
            TaskCredentials credentials,
            InstantSource clock) {
        this.store = store;
        this.arns = arns;
        this.ids = ids;
        this.assignments = new Assignments(store, writes, new TaskRoles(credentials));
        this.reports = new InstanceReports(store, writes);
        this.clock = clock;
        this.numbers = new MessageNumbers(store, clock);
    }

    /** One connection, from the side that hears the agent. */
    public final class Connection {
        private final AgentSession session;

        private Connection(AgentSession session) {
            this.session = session;
        }

        public void received(AcsMessage message) {
            Instant now = clock.instant();
            session.heard(now);
            switch (message) {
                case AckRequest ack -> session.acknowledged(ack.messageId());
                case NackRequest nack -> LOG.log(Level.WARNING, "{0} refused a message: {1}", name(), nack.reason());
                case TaskStopVerificationMessage found -> session.verify(found, now);
                case InstanceStateReport report -> reported(report, now);
                case StopConfirmation confirmation -> confirmations.confirmed(instanceArn(), confirmation.epoch());
                // Heartbeat acks and credential acks say no more than that the agent is there.
                default -> {}
            }
        }

        private void reported(InstanceStateReport report, Instant now) {
            session.reported(report);
            reports.apply(instanceArn(), report, now);
        }

        /** The agent is gone, or connected anew. */
        public void closed() {
            // In this order: at no moment was the instance never heard of.
            lastHeardOfGone.put(instanceArn(), session.lastHeard());
            if (sessions.remove(instanceArn(), session)) {
                recordConnection(instanceArn());
            }
        }

        private String instanceArn() {
            return session.peer().instanceArn();
        }

        private String name() {
            return EcsArns.lastPart(instanceArn());
        }
    }

    /** Told when an agent confirmed that nothing from before its fence is left. */
    @FunctionalInterface
    public interface Confirmations {
        void confirmed(String instanceArn, long epoch);
    }

    private volatile Confirmations confirmations = (instanceArn, epoch) -> {};

    /** Wired once, before the first connection. */
    public void onConfirmation(Confirmations told) {
        confirmations = told;
    }

    /** An agent connected; the caller has checked that it may. */
    public Connection connected(ContainerInstance instance, Transport transport) {
        AgentSession.Peer peer = new AgentSession.Peer(
                instance.arn(),
                arns.cluster(instance.clusterName()),
                instance.clusterName(),
                LaunchTypes.of(instance),
                instance.has(Capabilities.LEASE));
        numbers.reserve(clock.instant());
        AgentSession session = new AgentSession(peer, transport, arns, ids::uuid, numbers, clock.instant());
        AgentSession former = sessions.put(instance.arn(), session);
        if (former != null) {
            former.close(CloseCodes.NORMAL, "A newer connection of this container instance was opened");
        }
        recordConnection(instance.arn());
        session.beat(clock.instant(), heartbeat());
        return new Connection(session);
    }

    /** What the agent says of its engine (API_VersionInfo: dockerVersion); nothing changes where it says nothing. */
    public void runsDocker(String instanceArn, String version) {
        String told = "DockerVersion: " + version;
        if (!version.isEmpty()) {
            store.transact(tx -> {
                tx.find(EcsTables.CONTAINER_INSTANCES, instanceArn)
                        .filter(each -> !each.versionInfo().dockerVersion().equals(told))
                        .ifPresent(each -> tx.update(EcsTables.CONTAINER_INSTANCES, each.withDockerVersion(told)));
                return told;
            });
        }
    }

    /** No agent is connected when a server starts, whatever the store remembers. */
    public void forgetConnections() {
        List<String> remembered = store.view().all(EcsTables.CONTAINER_INSTANCES).stream()
                .filter(ContainerInstance::agentConnected)
                .map(ContainerInstance::arn)
                .toList();
        if (!remembered.isEmpty()) {
            store.transact(tx -> {
                remembered.forEach(each -> recordConnection(tx, each));
                return remembered;
            });
        }
    }

    /** Ends every connection, and forgets that there were any. */
    public void forget() {
        sessions.values().forEach(each -> each.close(CloseCodes.NORMAL, "The control plane starts anew"));
        sessions.clear();
        lastHeardOfGone.clear();
    }

    public boolean isConnected(String instanceArn) {
        return sessions.containsKey(instanceArn);
    }

    /** When an agent was heard last; empty if it never connected to this server. */
    public Optional<Instant> lastHeard(String instanceArn) {
        return Optional.ofNullable(sessions.get(instanceArn))
                .map(AgentSession::lastHeard)
                .or(() -> Optional.ofNullable(lastHeardOfGone.get(instanceArn)));
    }

    /** Since when nothing was heard of an agent though it was asked; empty if it never connected to this server. */
    public Optional<Instant> silentSince(String instanceArn) {
        return Optional.ofNullable(sessions.get(instanceArn))
                .map(each -> each.silentSince(heartbeat()))
                .or(() -> Optional.ofNullable(lastHeardOfGone.get(instanceArn)));
    }

    public Optional<String> reportedBoot(String instanceArn) {
        return Optional.ofNullable(sessions.get(instanceArn))
                .flatMap(AgentSession::report)
                .map(InstanceStateReport::bootId);
    }

    /** How often agents with a lease hear a heartbeat now. */
    public Duration heartbeat() {
        return NodeHealth.heartbeat(sessions.size());
    }

    /** Sends the heartbeats that are due. Waits for nobody, the store neither. */
    public void beat(Instant now) {
        Duration every = heartbeat();
        sessions.values().forEach(each -> each.beat(now, every));
    }

    /** The instances whose sessions wait for an answer. */
    public List<String> waiting(Instant now) {
        if (!sessions.isEmpty()) {
            numbers.reserve(now);
        }
        return sessions.values().stream()
                .filter(AgentSession::waits)
                .map(each -> each.peer().instanceArn())
                .toList();
    }

    /** Ends the connection of an instance that was deregistered. */
    public void deregistered(String instanceArn) {
        AgentSession session = sessions.get(instanceArn);
        if (session != null) {
            session.close(CloseCodes.NORMAL, "The container instance was deregistered");
        }
    }

    /**
     * Takes an instance that was given up for not connected, and ends its connection: an agent that only stood still would go on with
     * it, and its way back begins with a new one.
     */
    public void lost(String instanceArn) {
        AgentSession session = sessions.get(instanceArn);
        if (session != null) {
            lastHeardOfGone.put(instanceArn, session.lastHeard());
            sessions.remove(instanceArn, session);
            session.close(CloseCodes.NORMAL, "The container instance did not answer in time");
        }
    }

    /** Tells a lost instance to kill what it held. */
    public void stopAndConfirm(ContainerInstance lost, Instant now) {
        AgentSession session = sessions.get(lost.arn());
        if (session != null) {
            List<String> running = session.report().stream()
                    .flatMap(report -> report.tasks().stream())
                    .map(InstanceStateReport.RunningTask::taskArn)
                    .toList();
            session.stopAndConfirm(lost.lossEpoch(), running, now);
        }
    }

    /**
     * Sends the instance what its tasks need: runs, stops, fresh credentials. Nothing while it is lost. A task that load balancers
     * still lead to is stopped later.
     *
     * @param refused keys of registrations that are not waited for
     */
    public void dispatch(String instanceArn, Set<String> refused, Instant now) {
        AgentSession session = sessions.get(instanceArn);
        ReadView view = store.view();
        Optional<ContainerInstance> instance = view.find(EcsTables.CONTAINER_INSTANCES, instanceArn);
        if (session != null && instance.isPresent() && !instance.get().lost()) {
            assignments.send(session, instance.get(), view, refused, now);
        }
    }

    /** Images that a failover must not wait for. */
    public void prefetch(Map<String, Set<String>> imagesByCluster) {
        sessions.values().forEach(each -> prefetch(each, imagesByCluster));
    }

    /** As {@link #prefetch(Map)}, to the agent of one instance. */
    public void prefetch(String instanceArn, Map<String, Set<String>> imagesByCluster) {
        AgentSession session = sessions.get(instanceArn);
        if (session != null) {
            prefetch(session, imagesByCluster);
        }
    }

    private static void prefetch(AgentSession session, Map<String, Set<String>> imagesByCluster) {
        session.prefetch(imagesByCluster.getOrDefault(session.peer().clusterName(), Set.of()));
    }

    /** Its agent is connected, and is Moorage's own. */
    public boolean runsCommands(String instanceArn) {
        AgentSession session = sessions.get(instanceArn);
        return session != null && session.peer().leased();
    }

    /**
     * Asks an instance's agent to run a command in a container and to connect to the session.
     *
     * @return false when its agent cannot, or is not connected
     */
    public boolean startExec(
            String instanceArn, String sessionId, String taskArn, String containerName, String command) {
        AgentSession session = sessions.get(instanceArn);
        return session != null && session.startExec(sessionId, taskArn, containerName, command);
    }

    /** Asks for the connection within the transaction, so that of two writers the later one is right. */
    private void recordConnection(String instanceArn) {
        store.transact(tx -> {
            recordConnection(tx, instanceArn);
            return instanceArn;
        });
    }

    private void recordConnection(Transaction tx, String instanceArn) {
        boolean connected = sessions.containsKey(instanceArn);
        tx.find(EcsTables.CONTAINER_INSTANCES, instanceArn)
                .filter(each -> each.agentConnected() != connected)
                .ifPresent(
                        each -> tx.update(EcsTables.CONTAINER_INSTANCES, each.connected(connected, clock.instant())));
    }
}
