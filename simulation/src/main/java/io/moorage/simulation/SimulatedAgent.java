package io.moorage.simulation;

import io.moorage.agentwire.acs.AckRequest;
import io.moorage.agentwire.acs.AcsMessage;
import io.moorage.agentwire.acs.AttachTaskNetworkInterfacesMessage;
import io.moorage.agentwire.acs.ContainerPayload;
import io.moorage.agentwire.acs.HeartbeatAckRequest;
import io.moorage.agentwire.acs.HeartbeatMessage;
import io.moorage.agentwire.acs.InstanceStateReport;
import io.moorage.agentwire.acs.PayloadMessage;
import io.moorage.agentwire.acs.StopAndConfirmMessage;
import io.moorage.agentwire.acs.StopConfirmation;
import io.moorage.agentwire.acs.TaskPayload;
import io.moorage.agentwire.acs.VolumePayload;
import io.moorage.awsmodels.ecs.AttachmentStateChange;
import io.moorage.awsmodels.ecs.ContainerStateChange;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.NetworkBinding;
import io.moorage.awsmodels.ecs.SubmitTaskStateChangeRequest;
import io.moorage.ecs.agent.AgentSessions;
import io.moorage.ecs.agent.Transport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * The agent of one simulated machine. Its containers run for as long as they are let; an image named {@code missing/...} cannot be
 * pulled, one named {@code exit/N} exits with status N a second after its start.
 *
 * <p>{@link #step} is called by one thread; messages may be sent to it by others, who take no lock of it.
 */
final class SimulatedAgent implements Transport {
    private static final Duration TO_START = Duration.ofMillis(500);
    private static final Duration TO_EXIT = Duration.ofSeconds(1);
    private static final int KILLED = 137;
    private static final int FIRST_EPHEMERAL_PORT = 32_768;

    private EcsApi api;
    private final String instanceArn;
    private final String bootId;
    private final Queue<AcsMessage> inbox = new ConcurrentLinkedQueue<>();
    private final Map<String, Run> runs = new TreeMap<>();
    private final Map<String, String> ended = new TreeMap<>();

    /** Ended while nobody could be told. */
    private final List<Run> untold = new ArrayList<>();

    private AgentSessions.@Nullable Connection connection;
    private volatile boolean cut;
    private volatile boolean closed;
    private volatile boolean frozen;
    private @Nullable Instant leaseUntil;
    private int nextPort = FIRST_EPHEMERAL_PORT;

    SimulatedAgent(EcsApi api, String instanceArn, String bootId) {
        this.api = api;
        this.instanceArn = instanceArn;
        this.bootId = bootId;
    }

    /** @param since when the state was entered */
    private record Run(TaskPayload task, State state, Instant since, List<NetworkBinding> bindings) {
        enum State {
            STARTING,
            RUNNING
        }

        boolean sharesDirectories() {
            return task.volumes().stream().anyMatch(SimulatedAgent::isShared);
        }
    }

    String instanceArn() {
        return instanceArn;
    }

    String bootId() {
        return bootId;
    }

    /** The network is cut: nothing arrives and nothing leaves, containers go on. */
    synchronized void cut() {
        cut = true;
    }

    /** The network is cut, and the control plane sees the connection end. */
    synchronized void disconnect() {
        cut = true;
        endConnection();
    }

    /** Its process ends and starts anew: what was on its way to it is lost, its containers go on. */
    synchronized void restart() {
        inbox.clear();
        if (cut) {
            connection = null;
        } else {
            endConnection();
        }
    }

    private void endConnection() {
        AgentSessions.Connection former = connection;
        connection = null;
        if (former != null) {
            former.closed();
        }
    }

    /** The network is back; the connection is not. */
    synchronized void heal() {
        cut = false;
        closed = true;
    }

    /** It stands still, with all its connections. */
    synchronized void freeze() {
        frozen = true;
    }

    /** It goes on with what came meanwhile. */
    synchronized void thaw() {
        frozen = false;
    }

    /** It ends, and its containers with it: the next one on its machine knows of neither. */
    synchronized void exit() {
        runs.clear();
        if (connection != null) {
            connection.closed();
        }
    }

    /** The control plane it was connected to died; another answers at the same address. */
    synchronized void lostControlPlane(EcsApi newApi) {
        api = newApi;
        connection = null;
        inbox.clear();
        closed = true;
    }

    /** The process of a container ends. */
    synchronized void crash(String taskArn, Instant now) {
        Run run = runs.remove(taskArn);
        if (run != null) {
            submit(run, "STOPPED", 1, null, now);
        }
    }

    /** True when it should connect: never did, or was closed. */
    synchronized boolean wantsConnection() {
        return !cut && !frozen && (connection == null || closed);
    }

    synchronized void connected(AgentSessions.Connection made) {
        AgentSessions.Connection former = connection;
        connection = made;
        closed = false;
        if (former != null) {
            former.closed();
        }
        made.received(new InstanceStateReport(bootId, report()));
    }

    /** Tasks whose containers really run, whatever anybody believes. */
    synchronized List<TaskPayload> running() {
        return runs.values().stream()
                .filter(each -> each.state == Run.State.RUNNING)
                .map(Run::task)
                .toList();
    }

    @Override
    public void send(AcsMessage message) {
        if (!cut && !closed) {
            inbox.add(message);
        }
    }

    @Override
    public void close(int code, String reason) {
        if (!cut) {
            closed = true;
        }
    }

    /** Does what is due. Returns true when it said or did something. */
    synchronized boolean step(Instant now) {
        if (frozen) {
            return false;
        }
        if (cut) {
            return fenceItself(now);
        }
        boolean busy = !inbox.isEmpty() || !untold.isEmpty();
        untold.forEach(each -> submit(each, "STOPPED", KILLED, null, now));
        untold.clear();
        while (!inbox.isEmpty()) {
            handle(inbox.remove(), now);
        }
        for (Run run : List.copyOf(runs.values())) {
            busy |= progress(run, now);
        }
        return busy;
    }

    private boolean fenceItself(Instant now) {
        if (leaseUntil == null || now.isBefore(leaseUntil)) {
            return false;
        }
        runs.values().stream().filter(Run::sharesDirectories).forEach(untold::add);
        return runs.values().removeIf(Run::sharesDirectories);
    }

    private void handle(AcsMessage message, Instant now) {
        switch (message) {
            case HeartbeatMessage heartbeat -> {
                leaseUntil = heartbeat.leaseMillis() == null ? null : now.plusMillis(heartbeat.leaseMillis());
                say(new HeartbeatAckRequest(heartbeat.messageId()));
            }
            case PayloadMessage payload -> {
                payload.tasks().forEach(each -> accept(each, now));
                say(new AckRequest(payload.clusterArn(), instanceArn, payload.messageId()));
            }
            case AttachTaskNetworkInterfacesMessage attach -> {
                say(new AckRequest(attach.clusterArn(), instanceArn, attach.messageId()));
                attached(attach);
            }
            case StopAndConfirmMessage order -> {
                runs.keySet().removeAll(order.taskArns());
                runs.values().removeIf(Run::sharesDirectories);
                say(new StopConfirmation(order.messageId(), order.epoch(), bootId));
            }
            // The rest asks nothing of a simulated machine.
            default -> {}
        }
    }

    private void attached(AttachTaskNetworkInterfacesMessage attach) {
        api.call(
                EcsOperations.SUBMIT_TASK_STATE_CHANGE,
                SubmitTaskStateChangeRequest.builder()
                        .task(attach.taskArn())
                        .attachments(attach.elasticNetworkInterfaces().stream()
                                .map(each ->
                                        new AttachmentStateChange(String.valueOf(each.attachmentArn()), "ATTACHED"))
                                .toList())
                        .build());
    }

    private void accept(TaskPayload task, Instant now) {
        Run run = runs.get(task.arn());
        if (task.stops()) {
            runs.remove(task.arn());
            submit(
                    run == null ? new Run(task, Run.State.STARTING, now, List.of()) : run,
                    "STOPPED",
                    run == null ? null : KILLED,
                    null,
                    now);
        } else if (run == null && !ended.containsKey(task.arn())) {
            runs.put(task.arn(), new Run(task, Run.State.STARTING, now, List.of()));
        }
    }

    private boolean progress(Run run, Instant now) {
        String image = run.task.containers().getFirst().image();
        if (run.state == Run.State.STARTING && !now.isBefore(run.since.plus(TO_START))) {
            if (image.startsWith("missing/")) {
                runs.remove(run.task.arn());
                submit(run, "STOPPED", null, "CannotPullContainerError: pull access denied for " + image, now);
            } else {
                Run started = new Run(run.task, Run.State.RUNNING, now, bind(run.task));
                runs.put(run.task.arn(), started);
                submit(started, "RUNNING", null, null, now);
            }
            return true;
        }
        Optional<Integer> exit = exitStatus(image);
        if (run.state == Run.State.RUNNING && exit.isPresent() && !now.isBefore(run.since.plus(TO_EXIT))) {
            runs.remove(run.task.arn());
            submit(run, "STOPPED", exit.get(), null, now);
            return true;
        }
        return false;
    }

    private List<NetworkBinding> bind(TaskPayload task) {
        List<NetworkBinding> bindings = new ArrayList<>();
        task.containers().stream()
                .map(ContainerPayload::portMappings)
                .flatMap(Collection::stream)
                .filter(each -> each.containerPort() != null)
                .forEach(each -> bindings.add(NetworkBinding.builder()
                        .bindIP("0.0.0.0")
                        .containerPort(each.containerPort())
                        .hostPort(each.hostPort() == null || each.hostPort() == 0 ? nextPort++ : each.hostPort())
                        .protocol(each.protocol() == null ? "tcp" : each.protocol())
                        .build()));
        return bindings;
    }

    private void submit(Run run, String status, @Nullable Integer exitCode, @Nullable String reason, Instant now) {
        if (status.equals("STOPPED")) {
            ended.put(run.task.arn(), status);
        }
        List<ContainerStateChange> containers = run.task.containers().stream()
                .map(each -> ContainerStateChange.builder()
                        .containerName(each.name())
                        .status(status)
                        .exitCode(exitCode)
                        .reason(reason)
                        .networkBindings(run.bindings)
                        .build())
                .toList();
        api.call(
                EcsOperations.SUBMIT_TASK_STATE_CHANGE,
                SubmitTaskStateChangeRequest.builder()
                        .task(run.task.arn())
                        .status(status)
                        .containers(containers)
                        .executionStoppedAt(status.equals("STOPPED") ? now : null)
                        .mountedAt(run.sharesDirectories() ? run.since : null)
                        .build());
    }

    /** Says again what runs. */
    synchronized void speak() {
        say(new InstanceStateReport(bootId, report()));
    }

    private void say(AcsMessage message) {
        if (connection != null) {
            connection.received(message);
        }
    }

    private List<InstanceStateReport.RunningTask> report() {
        return runs.values().stream()
                .map(each -> new InstanceStateReport.RunningTask(
                        each.task.arn(),
                        each.task.volumes().stream()
                                .filter(SimulatedAgent::isShared)
                                .map(VolumePayload::name)
                                .toList()))
                .toList();
    }

    private static Optional<Integer> exitStatus(String image) {
        return image.matches("exit/[0-9]{1,3}") ? Optional.of(Integer.parseInt(image.substring(5))) : Optional.empty();
    }

    private static boolean isShared(VolumePayload volume) {
        return volume.efsVolumeConfiguration() != null
                || (volume.host() != null && volume.host().sourcePath() != null);
    }
}
