package io.moorage.agent.docker;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Statistics;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.core.InvocationBuilder;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.moorage.agent.runtime.ContainerRuntime;
import io.moorage.agent.runtime.ContainerSpec;
import io.moorage.agent.runtime.ContainerState;
import io.moorage.agent.runtime.LogLine;
import io.moorage.agent.runtime.RuntimeFailure;
import io.moorage.base.Execution;
import io.moorage.docker.DockerExecution;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** The Docker Engine as a container runtime. */
public final class DockerRuntime implements ContainerRuntime {
    private static final Duration CALL_BOUND = Duration.ofMinutes(2);

    private final URI host;
    private final Duration bound;
    private final DockerClient docker;
    private final DockerClient events;
    private final DockerVolumes volumes;
    private final DockerImages images;
    private final CreateRequests createRequests = new CreateRequests();
    private static final ObjectMapper JSON = new ObjectMapper();
    private volatile boolean closed;

    /** @param host {@code unix:///var/run/docker.sock} */
    public DockerRuntime(URI host) {
        this(host, CALL_BOUND);
    }

    /** @param bound for the engine to answer what it does at once */
    DockerRuntime(URI host, Duration bound) {
        this.host = host;
        this.bound = bound;
        this.docker = client(host, bound);
        this.volumes = new DockerVolumes(docker);
        this.images = new DockerImages(docker);
        // The event stream may be silent for ever.
        this.events = client(host, Duration.ZERO);
    }

    private static DockerClient client(URI host, Duration responseTimeout) {
        DefaultDockerClientConfig config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(host.toString())
                .build();
        ZerodepDockerHttpClient.Builder http =
                new ZerodepDockerHttpClient.Builder().dockerHost(host).connectionTimeout(Duration.ofSeconds(5));
        if (!responseTimeout.isZero()) {
            http.responseTimeout(responseTimeout);
        }
        return DockerClientImpl.getInstance(config, http.build());
    }

    @Override
    public String version() {
        return docker.versionCmd().exec().getVersion();
    }

    @Override
    public void pull(String image) throws RuntimeFailure {
        images.pull(image);
    }

    @Override
    public AtRegistry atRegistry(String image) {
        return images.atRegistry(image);
    }

    @Override
    public boolean hasImage(String image) {
        return images.has(image);
    }

    @Override
    public String create(ContainerSpec spec) throws RuntimeFailure {
        try {
            return createRequests
                    .apply(docker.createContainerCmd(spec.image()), spec)
                    .exec()
                    .getId();
        } catch (ConflictException e) {
            return inspect(spec.name())
                    .map(ContainerState::id)
                    .orElseThrow(() -> failure("CannotCreateContainerError", e));
        } catch (IOException e) {
            throw new RuntimeFailure("CannotCreateContainerError", String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            throw failure("CannotCreateContainerError", e);
        }
    }

    @Override
    public void start(String id) throws RuntimeFailure {
        try {
            docker.startContainerCmd(id).exec();
        } catch (NotModifiedException e) {
            // It runs already, which is what was asked.
        } catch (RuntimeException e) {
            throw failure("CannotStartContainerError", e);
        }
    }

    @Override
    public void stop(String id, Duration grace) throws RuntimeFailure {
        // The engine answers when the container has ended.
        try (DockerClient patient = client(host, bound.plus(grace))) {
            patient.stopContainerCmd(id).withTimeout((int) grace.toSeconds()).exec();
        } catch (NotModifiedException | NotFoundException e) {
            // It does not run, which is what was asked.
        } catch (RuntimeException e) {
            throw failure("CannotStopContainerError", e);
        } catch (IOException e) {
            // What was asked is done; only the client did not close.
        }
    }

    @Override
    public void kill(String id) throws RuntimeFailure {
        try {
            docker.killContainerCmd(id).withSignal("KILL").exec();
        } catch (ConflictException | NotFoundException e) {
            // It does not run, which is what was asked.
        } catch (RuntimeException e) {
            throw failure("CannotKillContainerError", e);
        }
    }

    @Override
    public void remove(String id) throws RuntimeFailure {
        try {
            docker.removeContainerCmd(id)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
        } catch (ConflictException | NotFoundException e) {
            // It is gone or going.
        } catch (RuntimeException e) {
            throw failure("CannotRemoveContainerError", e);
        }
    }

    @Override
    public Optional<ContainerState> inspect(String id) throws RuntimeFailure {
        try {
            InspectContainerResponse answer = docker.inspectContainerCmd(id).exec();
            return Optional.of(ContainerStates.of(answer));
        } catch (NotFoundException e) {
            return Optional.empty();
        } catch (RuntimeException e) {
            throw failure("CannotInspectContainerError", e);
        }
    }

    @Override
    public OptionalInt pid(String id) throws RuntimeFailure {
        try {
            Long pid = docker.inspectContainerCmd(id).exec().getState().getPidLong();
            return pid == null || pid == 0 ? OptionalInt.empty() : OptionalInt.of(pid.intValue());
        } catch (NotFoundException e) {
            return OptionalInt.empty();
        } catch (RuntimeException e) {
            throw failure("CannotInspectContainerError", e);
        }
    }

    @Override
    public List<ContainerState> list() throws RuntimeFailure {
        try {
            List<ContainerState> states = new ArrayList<>();
            for (Container container : docker.listContainersCmd()
                    .withShowAll(true)
                    .withLabelFilter(List.of(ContainerSpec.LABEL_TASK))
                    .exec()) {
                inspect(container.getId()).ifPresent(states::add);
            }
            return states;
        } catch (RuntimeException e) {
            throw failure("CannotListContainersError", e);
        }
    }

    @Override
    public void importImage(String image, InputStream tar) throws RuntimeFailure {
        if (hasImage(image)) {
            return;
        }
        ImageImport.run(host, image, tar);
    }

    @Override
    public Optional<String> digest(String image) {
        return images.digests(image).stream().findFirst();
    }

    @Override
    public void createVolume(String name, String driver, Map<String, String> options, Map<String, String> labels)
            throws RuntimeFailure {
        volumes.create(name, driver, options, labels);
    }

    @Override
    public boolean hasVolume(String name) throws RuntimeFailure {
        return volumes.has(name);
    }

    @Override
    public void removeVolume(String name) throws RuntimeFailure {
        volumes.remove(name);
    }

    @Override
    public void follow(String id, Instant since, Consumer<LogLine> lines) throws RuntimeFailure {
        // To close it ends the stream, also for who does not wait for its end.
        try (LogLines read = new LogLines(lines)) {
            events.logContainerCmd(id)
                    .withStdOut(true)
                    .withStdErr(true)
                    .withTimestamps(true)
                    .withFollowStream(true)
                    .withSince((int) since.getEpochSecond())
                    .exec(read)
                    .awaitCompletion();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            throw new RuntimeFailure("CannotReadLogsError", String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            throw failure("CannotReadLogsError", e);
        }
    }

    @Override
    public Execution execute(String id, List<String> command, boolean terminal, Execution.Output output)
            throws RuntimeFailure {
        try {
            return DockerExecution.start(docker, host, id, command, terminal, output);
        } catch (IOException e) {
            throw new RuntimeFailure("CannotExecuteError", String.valueOf(e.getMessage()));
        } catch (RuntimeException e) {
            throw failure("CannotExecuteError", e);
        }
    }

    @Override
    public Optional<String> stats(String id) throws RuntimeFailure {
        var latest = new InvocationBuilder.AsyncResultCallback<Statistics>();
        try {
            docker.statsCmd(id).withNoStream(true).exec(latest);
            Statistics statistics = latest.awaitResult();
            latest.close();
            return Optional.of(JSON.writeValueAsString(statistics));
        } catch (NotFoundException e) {
            return Optional.empty();
        } catch (IOException | RuntimeException e) {
            throw new RuntimeFailure("CannotStatContainerError", String.valueOf(e.getMessage()));
        }
    }

    @Override
    public void watch(Runnable listener) {
        Thread.ofPlatform().name("docker-registries").daemon().start(images::warm);
        Thread.ofPlatform().name("docker-events").daemon().start(new EngineWatch(events, listener, () -> closed));
    }

    static RuntimeFailure failure(String name, RuntimeException cause) {
        return new RuntimeFailure(
                name, cause instanceof DockerException refusal ? EngineWords.of(refusal) : cause.toString());
    }

    @Override
    public void close() {
        closed = true;
        try {
            docker.close();
            events.close();
        } catch (IOException e) {
            // The process ends anyway.
        }
    }
}
