package io.moorage.agent.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Runs containers. Every method may be repeated after a crash: creating a name that exists returns the existing
 * container, stopping what has stopped does nothing. Blocking; call from platform threads.
 */
public interface ContainerRuntime extends AutoCloseable {
    /** The runtime's version, for the control plane to show. */
    String version();

    /** Makes the image present; {@link RuntimeFailure} named {@code CannotPullContainerError} when it cannot be had. */
    void pull(String image) throws RuntimeFailure;

    boolean hasImage(String image);

    /** Creates without starting and returns the id; {@code CannotCreateContainerError} on refusal. */
    String create(ContainerSpec spec) throws RuntimeFailure;

    /** {@code CannotStartContainerError} on refusal. */
    void start(String id) throws RuntimeFailure;

    /** SIGTERM, and SIGKILL after {@code grace}; returns when the container has ended. */
    void stop(String id, Duration grace) throws RuntimeFailure;

    /** SIGKILL, now. */
    void kill(String id) throws RuntimeFailure;

    void remove(String id) throws RuntimeFailure;

    Optional<ContainerState> inspect(String id) throws RuntimeFailure;

    /** The pid of its first process; empty when it does not run. */
    OptionalInt pid(String id) throws RuntimeFailure;

    /** Containers of all tasks, running or not: those that carry {@link ContainerSpec#LABEL_TASK}. */
    List<ContainerState> list() throws RuntimeFailure;

    /** Calls {@code listener} whenever some container ended or its health changed. */
    void watch(Runnable listener);

    @Override
    void close();
}
