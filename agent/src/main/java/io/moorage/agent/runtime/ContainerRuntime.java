package io.moorage.agent.runtime;

import io.moorage.base.Execution;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Runs containers. Every method may be repeated after a crash: creating a name that exists returns the existing
 * container, stopping what has stopped does nothing. Blocking; call from platform threads.
 */
public interface ContainerRuntime extends AutoCloseable {
    /** The runtime's version, for the control plane to show. */
    String version();

    /**
     * Makes the image present, as its registry has it now; {@link RuntimeFailure} named {@code CannotPullContainerError} when it cannot
     * be had.
     */
    void pull(String image) throws RuntimeFailure;

    boolean hasImage(String image);

    /** Of an image that is here, what a pull would come to, as far as that is known soon; changes nothing. */
    AtRegistry atRegistry(String image);

    /** An image that is here, beside the one of its name at a registry. */
    enum AtRegistry {
        SAME,
        /** Or not known without a pull. */
        OTHER,
        OUT_OF_REACH
    }

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

    /** Makes the image of the name from a file system in a tar, unless it is there. */
    void importImage(String image, InputStream tar) throws RuntimeFailure;

    /** The digest by which its registry knows an image; empty for one that came from none. */
    Optional<String> digest(String image);

    /** Makes a volume unless it is there; {@code CannotCreateVolumeError} on refusal. */
    void createVolume(String name, String driver, Map<String, String> options, Map<String, String> labels)
            throws RuntimeFailure;

    boolean hasVolume(String name) throws RuntimeFailure;

    /** Does nothing when it is not there. */
    void removeVolume(String name) throws RuntimeFailure;

    /**
     * Hands on what a container writes, each line with its time, and returns when the container ended.
     *
     * @param since a time of whole seconds from which on
     */
    void follow(String id, Instant since, Consumer<LogLine> lines) throws RuntimeFailure;

    /** Runs a command in a running container. */
    Execution execute(String id, List<String> command, boolean terminal, Execution.Output output) throws RuntimeFailure;

    /** What it uses, as the Docker Engine API's container stats; empty when it does not run. */
    Optional<String> stats(String id) throws RuntimeFailure;

    /** Calls {@code listener} whenever some container ended or its health changed. */
    void watch(Runnable listener);

    @Override
    void close();
}
