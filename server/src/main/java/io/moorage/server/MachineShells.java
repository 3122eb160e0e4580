package io.moorage.server;

import io.moorage.base.Execution;
import io.moorage.ec2.instance.InstanceDriver;
import io.moorage.ec2.instance.InstanceDriver.MachineException;
import io.moorage.ssm.session.Shells;
import java.util.List;

/** Shells on the machines of EC2, past their networks: as good as their consoles. */
record MachineShells(InstanceDriver driver) implements Shells {
    @Override
    public boolean reaches(String instanceId) {
        return driver.machines().stream().anyMatch(each -> each.instanceId().equals(instanceId) && each.running());
    }

    @Override
    public Execution run(String instanceId, List<String> command, Execution.Output output) throws CannotRun {
        try {
            return driver.execute(instanceId, command, output);
        } catch (MachineException e) {
            throw new CannotRun(String.valueOf(e.getMessage()));
        }
    }
}
