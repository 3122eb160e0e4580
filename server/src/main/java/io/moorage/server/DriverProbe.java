package io.moorage.server;

import io.moorage.ec2.instance.InstanceDriver;
import io.moorage.ecs.decide.Reachability;
import io.moorage.ecs.loop.InstanceProbe;

/** Asks the driver: a machine that stands still is unreachable; of one that runs the driver cannot tell more. */
record DriverProbe(InstanceDriver driver) implements InstanceProbe {
    @Override
    public Reachability latest(String ec2InstanceId) {
        return driver.machines().stream()
                .filter(machine -> machine.instanceId().equals(ec2InstanceId))
                .findFirst()
                .map(machine -> machine.running() ? Reachability.UNKNOWN : Reachability.UNREACHABLE)
                .orElse(Reachability.UNREACHABLE);
    }
}
