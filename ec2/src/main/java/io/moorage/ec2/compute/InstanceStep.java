package io.moorage.ec2.compute;

import io.moorage.model.ec2.Instance;
import java.time.Duration;

/** What is to be done next about one instance. */
sealed interface InstanceStep {
    String instanceId();

    /** Make its machine, or start it. */
    record Start(Instance instance) implements InstanceStep {
        @Override
        public String instanceId() {
            return instance.id();
        }
    }

    /** Shut its machine down if it runs, and start it as a new boot. */
    record Reboot(Instance instance) implements InstanceStep {
        @Override
        public String instanceId() {
            return instance.id();
        }
    }

    /** Shut its machine down; cut its power after {@code grace}. */
    record Stop(String instanceId, Duration grace) implements InstanceStep {}

    /** Cut its machine's power if it runs, and remove it with its disks. */
    record Remove(String instanceId) implements InstanceStep {}

    /** Write what happened to it by itself. */
    record Become(Instance before, Instance after) implements InstanceStep {
        @Override
        public String instanceId() {
            return before.id();
        }
    }

    /** Forget it: it was terminated long ago. */
    record Forget(String instanceId) implements InstanceStep {}
}
