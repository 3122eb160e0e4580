package io.moorage.model.ecs;

import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A container port, or a range of them, and the host port that leads to it ({@code API_PortMapping}).
 *
 * <p>Invariant: exactly one of port and range is there; a range has no host ports of its own, the instance picks them.
 *
 * @param containerPort 0 with a range
 * @param hostPort 0: picked by the instance
 * @param protocol {@code tcp} or {@code udp}
 * @param containerPortRange {@code first-last}
 * @param name and {@code appProtocol}: for Service Connect, which Moorage does not have; kept and shown
 */
public record PortMapping(
        int containerPort,
        int hostPort,
        String protocol,
        Optional<String> containerPortRange,
        Optional<String> name,
        Optional<String> appProtocol) {
    private static final int LAST = 65_535;

    public PortMapping {
        if (containerPortRange.isPresent()) {
            if (containerPort != 0 || hostPort != 0) {
                throw new InvalidDefinitionException(
                        "A port mapping must have either a containerPort or a containerPortRange, which takes no hostPort.");
            }
            checkRange(containerPortRange.get());
        } else if (containerPort < 1 || containerPort > LAST) {
            throw new InvalidDefinitionException("Invalid container port: " + containerPort);
        }
        if (hostPort < 0 || hostPort > LAST) {
            throw new InvalidDefinitionException("Invalid host port: " + hostPort);
        }
        if (!protocol.equals("tcp") && !protocol.equals("udp")) {
            throw new InvalidDefinitionException("Invalid protocol: " + protocol);
        }
    }

    /** Each container port that it maps. */
    public IntStream containerPorts() {
        if (containerPortRange.isEmpty()) {
            return IntStream.of(containerPort);
        }
        String[] ends = containerPortRange.get().split("-", 2);
        return IntStream.rangeClosed(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]));
    }

    private static void checkRange(String range) {
        if (!range.matches("[0-9]{1,5}-[0-9]{1,5}")) {
            throw new InvalidDefinitionException("Invalid container port range: " + range);
        }
        String[] ends = range.split("-", 2);
        int first = Integer.parseInt(ends[0]);
        int last = Integer.parseInt(ends[1]);
        if (first < 1 || last > LAST || first > last) {
            throw new InvalidDefinitionException("Invalid container port range: " + range);
        }
    }
}
