package io.moorage.ecs.decide;

import io.moorage.model.ec2.InstanceType;
import io.moorage.model.ecs.Resources;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What of an agent's registered resources is believed.
 *
 * <p>ECS takes what an agent reports ("Amazon ECS Linux container instance memory management": the agent asks Docker how much memory
 * there is, and registers that), which can be less than the machine has, never more. So here more than the instance type has is
 * never placed upon, whatever is claimed; of a machine outside EC2 nobody knows better than its agent.
 */
public final class ClaimedResources {
    private static final int UNITS_PER_VCPU = 1024;
    private static final int LARGEST_PORT = 65_535;

    private ClaimedResources() {}

    /** @param type of the EC2 instance; empty for a machine that EC2 does not know */
    public static Resources believed(Resources claimed, Optional<InstanceType> type) {
        int cpu = type.map(each -> Math.min(claimed.cpu(), each.vcpus() * UNITS_PER_VCPU))
                .orElse(claimed.cpu());
        int memory =
                type.map(each -> Math.min(claimed.memory(), each.memoryMib())).orElse(claimed.memory());
        return new Resources(
                Math.max(0, cpu),
                Math.max(0, memory),
                claimed.ports().stream().filter(ClaimedResources::isPort).collect(Collectors.toSet()),
                claimed.portsUdp().stream().filter(ClaimedResources::isPort).collect(Collectors.toSet()));
    }

    private static boolean isPort(int port) {
        return port >= 0 && port <= LARGEST_PORT;
    }
}
