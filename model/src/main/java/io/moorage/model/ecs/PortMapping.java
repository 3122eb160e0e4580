package io.moorage.model.ecs;

/**
 * A container port and the host port that leads to it.
 *
 * @param hostPort 0: picked by the instance
 * @param protocol {@code tcp} or {@code udp}
 */
public record PortMapping(int containerPort, int hostPort, String protocol) {
    public PortMapping {
        if (containerPort < 1 || containerPort > 65_535) {
            throw new InvalidDefinitionException("Invalid container port: " + containerPort);
        }
        if (hostPort < 0 || hostPort > 65_535) {
            throw new InvalidDefinitionException("Invalid host port: " + hostPort);
        }
        if (!protocol.equals("tcp") && !protocol.equals("udp")) {
            throw new InvalidDefinitionException("Invalid protocol: " + protocol);
        }
    }
}
