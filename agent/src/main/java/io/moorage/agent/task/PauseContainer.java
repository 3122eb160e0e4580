package io.moorage.agent.task;

import io.moorage.agent.runtime.ContainerRuntime;
import io.moorage.agent.runtime.ContainerSpec;
import io.moorage.agent.runtime.ContainerState;
import io.moorage.agent.runtime.RuntimeFailure;
import io.moorage.agentwire.acs.TaskPayload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A container that does nothing: it keeps the namespaces that the containers of a task share. */
public final class PauseContainer {
    /** As the ECS agent names its own; no container of a definition can be named so. */
    public static final String NAME = "~internal~ecs~pause";

    private static final String IMAGE = "moorage/pause:1";
    private static final int TAR_BLOCK = 1024;

    private final ContainerRuntime runtime;
    private final TaskNetwork network;

    PauseContainer(ContainerRuntime runtime, TaskNetwork network) {
        this.runtime = runtime;
        this.network = network;
    }

    static boolean isNeeded(TaskPayload task) {
        return "awsvpc".equals(task.networkMode()) || "task".equals(task.pidMode()) || "task".equals(task.ipcMode());
    }

    /** Runs, with the task's network in it; does nothing that was done. */
    void prepare(TaskPayload task) throws RuntimeFailure, IOException {
        String name = ContainerSpecs.name(task, NAME);
        // An archive of nothing: what it runs is the instance's own.
        runtime.importImage(IMAGE, new ByteArrayInputStream(new byte[TAR_BLOCK]));
        runtime.create(spec(task, name));
        runtime.start(name);
        if ("awsvpc".equals(task.networkMode())) {
            network.plug(task, runtime.pid(name).orElseThrow(() -> new IOException(name + " does not run")));
        }
    }

    void remove(TaskPayload task) throws RuntimeFailure {
        String name = ContainerSpecs.name(task, NAME);
        Optional<ContainerState> state = runtime.inspect(name);
        if (state.isPresent()) {
            runtime.kill(name);
            runtime.remove(name);
        }
    }

    private static ContainerSpec spec(TaskPayload task, String name) {
        return new ContainerSpec(
                name,
                IMAGE,
                List.of("/usr/bin/sleep", "infinity"),
                List.of(),
                Map.of(),
                Map.of(ContainerSpec.LABEL_TASK, task.arn(), ContainerSpec.LABEL_CONTAINER, NAME),
                List.of(
                        new ContainerSpec.Bind("/usr", "/usr", true),
                        new ContainerSpec.Bind("/lib", "/lib", true),
                        new ContainerSpec.Bind("/lib64", "/lib64", true)),
                List.of(),
                List.of(),
                List.of(),
                0,
                0,
                "awsvpc".equals(task.networkMode()) ? "none" : networkMode(task),
                "host".equals(task.pidMode()) ? "host" : "",
                "task".equals(task.ipcMode()) ? "shareable" : "",
                Optional.empty(),
                "",
                "");
    }

    private static String networkMode(TaskPayload task) {
        return task.networkMode() == null ? "none" : task.networkMode().equals("host") ? "host" : "none";
    }
}
