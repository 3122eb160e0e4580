package io.moorage.ec2.instance;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Frame;
import io.moorage.base.Execution;
import io.moorage.base.cgroup.CgroupUsage;
import io.moorage.docker.DockerExecution;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Machines as Docker containers, each with an init of its own and no network until it is plugged in.
 *
 * <p>Nothing is remembered outside the engine: a new process finds the machines of an older one by their labels.
 */
public final class DockerInstanceDriver implements InstanceDriver {
    private static final int CONSOLE_BYTES = 64 << 10;
    private static final int CONSOLE_LINES = 4000;
    private static final long CONSOLE_BOUND_SECONDS = 10;

    /** The kernel ends the first process of a PID namespace with SIGINT on power-off and SIGHUP on reboot (reboot(2)). */
    private static final int POWERED_OFF = 128 + 2;

    private final DockerEngine engine;
    private final MachineContainers containers;
    private final Map<String, Machine> known = new ConcurrentHashMap<>();
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private final Object lookup = new Object();
    private final ProcessUsage usage =
            new ProcessUsage(Path.of("/proc"), new CgroupUsage(Path.of("/proc"), Path.of("/sys/fs/cgroup")));
    private final EngineEvents events;

    /**
     * Looks up the machines there are and follows them from then on.
     *
     * @param name of this Moorage, the prefix of its containers
     * @param runtime directory that every machine sees read-only at {@code /opt/moorage}
     * @param privateDomain what machines search for short names, such as {@code ec2.internal}
     * @throws MachineException when the engine does not answer
     */
    public DockerInstanceDriver(DockerEngine engine, String name, Path runtime, String privateDomain) {
        this.engine = engine;
        this.containers = new MachineContainers(name, runtime.toAbsolutePath(), privateDomain);
        asking("list machines", () -> {
            lookUpAll();
            return "";
        });
        this.events = new EngineEvents(engine, containers.ownerLabels(), new Follower());
    }

    @Override
    public Collection<Machine> machines() {
        return List.copyOf(known.values());
    }

    @Override
    public void watch(Runnable changed) {
        watchers.add(changed);
    }

    @Override
    public Machine start(MachineSpec spec) {
        return asking("start " + spec.instanceId(), () -> {
            String container = containers.containerOf(spec.instanceId());
            try {
                containers.creation(engine.calls(), spec).exec();
            } catch (ConflictException e) {
                // It is there already, from before a crash or a stop.
            } catch (NotFoundException e) {
                throw new MachineException("the Docker engine has no image " + spec.dockerImage(), e);
            }
            try {
                engine.calls().startContainerCmd(container).exec();
            } catch (NotModifiedException e) {
                // It runs already.
            }
            Machine machine = lookUp(spec.instanceId());
            if (machine == null || !machine.running()) {
                throw new MachineException("%s ended at once; its console says: %s"
                        .formatted(spec.instanceId(), console(spec.instanceId()).strip()));
            }
            return machine;
        });
    }

    @Override
    public void stop(String instanceId, Duration grace) {
        asking("stop " + instanceId, () -> {
            try {
                engine.calls()
                        .stopContainerCmd(containers.containerOf(instanceId))
                        .withTimeout(Math.toIntExact(grace.toSeconds()))
                        .exec();
            } catch (NotFoundException | NotModifiedException e) {
                // It stands still already.
            }
            lookUp(instanceId);
            return instanceId;
        });
    }

    @Override
    public void remove(String instanceId) {
        asking("remove " + instanceId, () -> {
            try {
                engine.calls()
                        .removeContainerCmd(containers.containerOf(instanceId))
                        .withForce(true)
                        .withRemoveVolumes(true)
                        .exec();
            } catch (NotFoundException e) {
                // It is gone already.
            } catch (ConflictException e) {
                // Its removal is under way, and the event tells when it is done.
            }
            lookUp(instanceId);
            return instanceId;
        });
    }

    @Override
    public String console(String instanceId) {
        return asking("read the console of " + instanceId, () -> {
            var output = new ByteArrayOutputStream();
            try (var lines = new ResultCallback.Adapter<Frame>() {
                @Override
                public void onNext(Frame frame) {
                    output.writeBytes(frame.getPayload());
                }
            }) {
                engine.streams()
                        .logContainerCmd(containers.containerOf(instanceId))
                        .withStdOut(true)
                        .withStdErr(true)
                        .withTail(CONSOLE_LINES)
                        .exec(lines)
                        .awaitCompletion(CONSOLE_BOUND_SECONDS, TimeUnit.SECONDS);
            } catch (NotFoundException e) {
                return "";
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new MachineException("interrupted while reading the console of " + instanceId, e);
            } catch (IOException e) {
                throw new MachineException("the console of " + instanceId + ": " + e.getMessage(), e);
            }
            byte[] all = output.toByteArray();
            int from = Math.max(0, all.length - CONSOLE_BYTES);
            return new String(all, from, all.length - from, StandardCharsets.UTF_8);
        });
    }

    @Override
    public Execution execute(String instanceId, List<String> command, Execution.Output output) {
        return asking("run a command on " + instanceId, () -> {
            try {
                return DockerExecution.start(
                        engine.calls(), engine.host(), containers.containerOf(instanceId), command, true, output);
            } catch (NotFoundException | ConflictException e) {
                throw new MachineException(instanceId + " does not run", e);
            } catch (IOException e) {
                throw new MachineException("no command runs on " + instanceId + ": " + e.getMessage(), e);
            }
        });
    }

    @Override
    public Optional<Usage> usage(String instanceId) {
        return Optional.ofNullable(known.get(instanceId))
                .filter(Machine::running)
                .flatMap(machine -> usage.of(machine.pid()));
    }

    /** Stops following; the machines run on. */
    @Override
    public void close() {
        events.close();
    }

    /** Asks the engine about one machine; null when there is none. Looking up is serial, so that the newest answer stays. */
    private @Nullable Machine lookUp(String instanceId) {
        synchronized (lookup) {
            try {
                var answer = engine.calls()
                        .inspectContainerCmd(containers.containerOf(instanceId))
                        .exec();
                Machine machine = machineOf(instanceId, answer.getState());
                known.put(instanceId, machine);
                return machine;
            } catch (NotFoundException e) {
                known.remove(instanceId);
                return null;
            }
        }
    }

    private void lookUpAll() {
        Set<String> there = new HashSet<>();
        List<Container> listed = engine.calls()
                .listContainersCmd()
                .withShowAll(true)
                .withLabelFilter(containers.ownerLabels())
                .exec();
        for (Container container : listed) {
            String instanceId = MachineContainers.instanceOf(container.getLabels());
            if (instanceId != null) {
                there.add(instanceId);
            }
        }
        new ArrayList<>(known.keySet())
                .stream().filter(id -> !there.contains(id)).forEach(this::lookUp);
        there.forEach(this::lookUp);
    }

    private static Machine machineOf(String instanceId, InspectContainerResponse.ContainerState state) {
        if (Boolean.TRUE.equals(state.getRunning())) {
            return new Machine(
                    instanceId, Objects.requireNonNull(state.getPidLong()).intValue());
        }
        if ("created".equals(state.getStatus())) {
            return new Machine(instanceId, 0);
        }
        int code = Objects.requireNonNullElse(state.getExitCodeLong(), 0L).intValue();
        return new Machine(instanceId, 0, OptionalInt.of(code == POWERED_OFF ? 0 : code), endOf(state.getFinishedAt()));
    }

    private static Optional<Instant> endOf(@Nullable String finishedAt) {
        try {
            return Optional.ofNullable(finishedAt).map(Instant::parse);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private <T> T asking(String what, Supplier<T> question) {
        try {
            return question.get();
        } catch (MachineException e) {
            throw e;
        } catch (DockerException e) {
            throw new MachineException("cannot %s: %s".formatted(what, e.getMessage()), e);
        } catch (RuntimeException e) {
            throw new MachineException("cannot %s: the Docker engine does not answer: %s".formatted(what, e), e);
        }
    }

    private void tell() {
        watchers.forEach(Runnable::run);
    }

    private final class Follower implements EngineEvents.Listener {
        @Override
        public void connected() {
            lookUpAll();
            tell();
        }

        @Override
        public void happened(Map<String, String> containerLabels) {
            String instanceId = MachineContainers.instanceOf(containerLabels);
            if (instanceId != null) {
                lookUp(instanceId);
                tell();
            }
        }
    }
}
