package io.moorage.agentwire.acs;

import io.moorage.agentwire.Absent;
import java.util.List;

/**
 * Moorage: the first message of an agent on each connection, and again when other network file systems are mounted: what is
 * really there.
 *
 * @param bootId changes with each boot of the instance ({@code /proc/sys/kernel/random/boot_id} of its own, or equal)
 * @param tasks whose containers still run, in any state short of gone
 * @param mounts of network file systems, in the order they were made
 */
public record InstanceStateReport(String bootId, List<RunningTask> tasks, List<NetworkMount> mounts)
        implements AcsMessage {
    public InstanceStateReport {
        tasks = Absent.orEmpty(tasks);
        mounts = Absent.orEmpty(mounts);
    }

    /** Nothing is mounted. */
    public InstanceStateReport(String bootId, List<RunningTask> tasks) {
        this(bootId, tasks, List.of());
    }

    /** @param source {@code HOST:/PATH}, or {@code ACCESS-POINT@HOST:/PATH} through an access point */
    public record NetworkMount(String directory, String source) {}

    /** @param sharedDirectories paths on a network file system that its containers hold */
    public record RunningTask(String taskArn, List<String> sharedDirectories) {
        public RunningTask {
            sharedDirectories = Absent.orEmpty(sharedDirectories);
        }
    }
}
