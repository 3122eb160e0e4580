package io.moorage.agent.task;

import io.moorage.agentwire.acs.ContainerPayload;
import java.util.List;

/** One step forward in a task's life; each may be repeated after a crash. */
public sealed interface Step {
    /** Makes the volumes available, or finds out again that they are not. */
    record PrepareVolumes() implements Step {}

    /** Reads secrets, makes log streams, and sets up what containers of the task share. */
    record Prepare() implements Step {}

    record Pull(ContainerPayload container) implements Step {}

    record Create(ContainerPayload container) implements Step {}

    record Start(ContainerPayload container) implements Step {}

    /** Its restart policy has it start again. */
    record Restart(ContainerPayload container) implements Step {}

    /** All of which nothing that runs depends on. */
    record Stop(List<ContainerPayload> containers) implements Step {
        public Stop {
            containers = List.copyOf(containers);
        }
    }

    /** The first time, and again whenever another container ended. */
    record ReportRunning() implements Step {}

    /** @param reason of the task; empty when an essential container simply ended */
    record ReportStopped(String reason) implements Step {}

    /** Nothing to do until something happens outside. */
    record Await() implements Step {}

    /** The control plane knows that the task stopped. */
    record Finish() implements Step {}
}
