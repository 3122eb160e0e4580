package io.moorage.agent.task;

import io.moorage.agentwire.acs.TaskPayload;
import java.io.IOException;

/** The network interfaces of tasks on this instance. */
public interface TaskNetwork {
    /** The interface with this hardware address has been plugged into the instance. */
    boolean isPresent(String macAddress);

    /**
     * Hands the task's interface to the process and gives it its address; does nothing that was done.
     *
     * @param pid of a process in the namespace that is to have it
     * @throws IOException when it is not there, or cannot be set up
     */
    void plug(TaskPayload task, int pid) throws IOException;
}
