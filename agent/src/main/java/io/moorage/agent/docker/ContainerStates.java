package io.moorage.agent.docker;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.ExposedPort;
import com.github.dockerjava.api.model.Ports;
import io.moorage.agent.runtime.ContainerState;
import io.moorage.agent.runtime.ContainerState.Binding;
import io.moorage.agent.runtime.ContainerState.Details;
import io.moorage.agent.runtime.ContainerState.Health;
import io.moorage.agent.runtime.ContainerState.Mount;
import io.moorage.agent.runtime.ContainerState.Phase;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads Docker's answer to inspect. */
final class ContainerStates {
    private ContainerStates() {}

    static ContainerState of(InspectContainerResponse answer) {
        InspectContainerResponse.ContainerState state = answer.getState();
        Phase phase = phase(state);
        Long exitCode = state.getExitCodeLong();
        Map<String, String> labels = answer.getConfig().getLabels();
        return new ContainerState(
                answer.getId(),
                labels == null ? Map.of() : Map.copyOf(labels),
                phase,
                phase == Phase.EXITED && exitCode != null ? OptionalInt.of(exitCode.intValue()) : OptionalInt.empty(),
                health(state),
                Boolean.TRUE.equals(state.getOOMKilled()),
                bindings(answer),
                details(answer));
    }

    private static Details details(InspectContainerResponse answer) {
        Map<String, String> addresses = new TreeMap<>();
        if (answer.getNetworkSettings() != null && answer.getNetworkSettings().getNetworks() != null) {
            answer.getNetworkSettings().getNetworks().forEach((name, network) -> {
                if (network.getIpAddress() != null && !network.getIpAddress().isEmpty()) {
                    addresses.put(name, network.getIpAddress());
                }
            });
        }
        List<Mount> mounts = new ArrayList<>();
        if (answer.getMounts() != null) {
            answer.getMounts().forEach(each -> {
                if (each.getSource() != null && each.getDestination() != null) {
                    mounts.add(new Mount(each.getSource(), each.getDestination().getPath()));
                }
            });
        }
        return new Details(
                time(answer.getCreated()),
                time(answer.getState().getStartedAt()),
                time(answer.getState().getFinishedAt()),
                answer.getImageId() == null ? "" : answer.getImageId(),
                addresses,
                mounts);
    }

    /** Docker's zero time is the year one: nothing happened yet. */
    private static Optional<Instant> time(@Nullable String text) {
        if (text == null || text.isEmpty() || text.startsWith("0001-")) {
            return Optional.empty();
        }
        return Optional.of(OffsetDateTime.parse(text).toInstant());
    }

    private static Phase phase(InspectContainerResponse.ContainerState state) {
        String status = state.getStatus() == null ? "" : state.getStatus();
        return switch (status) {
            case "created" -> Phase.CREATED;
            case "running", "paused", "restarting" -> Phase.RUNNING;
            default -> Phase.EXITED;
        };
    }

    private static Health health(InspectContainerResponse.ContainerState state) {
        if (state.getHealth() == null || state.getHealth().getStatus() == null) {
            return Health.NONE;
        }
        return switch (state.getHealth().getStatus()) {
            case "healthy" -> Health.HEALTHY;
            case "unhealthy" -> Health.UNHEALTHY;
            case "starting" -> Health.STARTING;
            default -> Health.NONE;
        };
    }

    private static List<Binding> bindings(InspectContainerResponse answer) {
        List<Binding> bindings = new ArrayList<>();
        if (answer.getNetworkSettings() == null || answer.getNetworkSettings().getPorts() == null) {
            return bindings;
        }
        for (Map.Entry<ExposedPort, Ports.Binding[]> port :
                answer.getNetworkSettings().getPorts().getBindings().entrySet()) {
            if (port.getValue() != null) {
                for (Ports.Binding binding : port.getValue()) {
                    String ip = binding.getHostIp() == null ? "0.0.0.0" : binding.getHostIp();
                    if (!ip.contains(":")) {
                        bindings.add(new Binding(
                                ip,
                                port.getKey().getPort(),
                                Integer.parseInt(binding.getHostPortSpec()),
                                port.getKey().getProtocol().toString()));
                    }
                }
            }
        }
        return bindings;
    }
}
