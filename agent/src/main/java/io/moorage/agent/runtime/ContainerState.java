package io.moorage.agent.runtime;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What the runtime says of a container at one moment. */
public record ContainerState(
        String id,
        Map<String, String> labels,
        Phase phase,
        OptionalInt exitCode,
        Health health,
        boolean outOfMemory,
        List<Binding> bindings,
        Details details) {
    /** Of a container of which no more is known. */
    public ContainerState(
            String id,
            Map<String, String> labels,
            Phase phase,
            OptionalInt exitCode,
            Health health,
            boolean outOfMemory,
            List<Binding> bindings) {
        this(id, labels, phase, exitCode, health, outOfMemory, bindings, Details.NONE);
    }

    /**
     * What metadata shows.
     *
     * @param started of its newest run
     * @param addresses by name of the network
     */
    public record Details(
            Optional<Instant> created,
            Optional<Instant> started,
            Optional<Instant> finished,
            String imageId,
            Map<String, String> addresses,
            List<Mount> mounts) {
        public static final Details NONE =
                new Details(Optional.empty(), Optional.empty(), Optional.empty(), "", Map.of(), List.of());

        public Details {
            addresses = Map.copyOf(addresses);
            mounts = List.copyOf(mounts);
        }
    }

    /** A directory of the instance in the container. */
    public record Mount(String source, String destination) {}

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

    /**
     * A container port as reached from the instance's network (API_NetworkBinding), or the first of several in a row.
     *
     * @param length how many ports
     */
    public record Binding(String bindIP, int containerPort, int hostPort, String protocol, int length) {
        public Binding(String bindIP, int containerPort, int hostPort, String protocol) {
            this(bindIP, containerPort, hostPort, protocol, 1);
        }
    }

    public boolean running() {
        return phase == Phase.RUNNING;
    }

    public boolean exited() {
        return phase == Phase.EXITED;
    }
}
