package io.moorage.agentwire.acs;

import io.moorage.agentwire.Absent;
import java.util.List;

/**
 * Moorage: the first message of an agent on each connection: what is really there.
 *
 * @param bootId changes with each boot of the instance ({@code /proc/sys/kernel/random/boot_id} of its own, or equal)
 * @param tasks whose containers still run, in any state short of gone
 */
public record InstanceStateReport(String bootId, List<RunningTask> tasks) implements AcsMessage {
    public InstanceStateReport {
        tasks = Absent.orEmpty(tasks);
    }

    /** @param sharedDirectories paths on a network file system that its containers hold */
    public record RunningTask(String taskArn, List<String> sharedDirectories) {
        public RunningTask {
            sharedDirectories = Absent.orEmpty(sharedDirectories);
        }
    }
}
