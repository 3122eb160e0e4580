package io.moorage.agent.runtime;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** What the runtime says of a container at one moment. */
public record ContainerState(
        String id,
        Map<String, String> labels,
        Phase phase,
        OptionalInt exitCode,
        Health health,
        boolean outOfMemory,
        List<Binding> bindings) {
    public enum Phase {
        CREATED,
        RUNNING,
        EXITED
    }

    public enum Health {
        /** No health check is defined. */
        NONE,
        STARTING,
        HEALTHY,
        UNHEALTHY
    }

    /** A container port as reached from the instance's network (API_NetworkBinding). */
    public record Binding(String bindIP, int containerPort, int hostPort, String protocol) {}

    public boolean running() {
        return phase == Phase.RUNNING;
    }

    public boolean exited() {
        return phase == Phase.EXITED;
    }
}
