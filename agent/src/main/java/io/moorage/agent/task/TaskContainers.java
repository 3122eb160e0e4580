package io.moorage.agent.task;

import io.moorage.agent.runtime.ContainerRuntime;
import io.moorage.agent.runtime.ContainerSpec;
import io.moorage.agent.runtime.ContainerState;
import io.moorage.agent.runtime.RuntimeFailure;
import io.moorage.agentwire.acs.ContainerPayload;
import io.moorage.agentwire.acs.TaskPayload;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The containers of a task's definition at the runtime. Made and started by the task's runner; killed by whoever must, whatever
 * the runner is doing.
 *
 * <p>Invariant: once {@link #kill} returned none is made or started any more.
 */
final class TaskContainers {
    private final TaskPayload task;
    private final ContainerRuntime runtime;
    /** Held while one is made or started, so that a kill comes before it or finds it running. */
    private final Object making = new Object();

    private volatile boolean killed;

    TaskContainers(TaskPayload task, ContainerRuntime runtime) {
        this.task = task;
        this.runtime = runtime;
    }

    String name(ContainerPayload container) {
        return ContainerSpecs.name(task, container.name());
    }

    /** By the definition's names; those that were not made are absent. */
    Map<String, ContainerState> states() throws RuntimeFailure {
        Map<String, ContainerState> states = new HashMap<>();
        for (ContainerPayload container : task.containers()) {
            runtime.inspect(name(container)).ifPresent(state -> states.put(container.name(), state));
        }
        return states;
    }

    /** Does nothing after a kill. */
    void create(ContainerSpec spec) throws RuntimeFailure {
        synchronized (making) {
            if (!killed) {
                runtime.create(spec);
            }
        }
    }

    /** Does nothing after a kill. */
    void start(ContainerPayload container) throws RuntimeFailure {
        synchronized (making) {
            if (!killed) {
                runtime.start(name(container));
            }
        }
    }

    /** They are to be killed: none has time to end in order any more, and none is made or started from now on. Returns at once. */
    void condemn() {
        killed = true;
    }

    /** In order, and killed once they are to be. */
    void stop(ContainerPayload container, Duration grace) throws RuntimeFailure {
        if (killed) {
            runtime.kill(name(container));
        } else {
            runtime.stop(name(container), grace);
        }
    }

    /** Returns when none runs, and none will again; true when any ran. All are tried; fails with the first refusal. */
    boolean kill() throws RuntimeFailure {
        synchronized (making) {
            // What was begun before has ended, and is seen below.
            condemn();
        }
        boolean any = false;
        RuntimeFailure first = null;
        for (ContainerPayload container : task.containers()) {
            try {
                Optional<ContainerState> state = runtime.inspect(name(container));
                if (state.isPresent() && state.get().running()) {
                    runtime.kill(state.get().id());
                    any = true;
                }
            } catch (RuntimeFailure e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
        return any;
    }
}
