package io.moorage.agent.task;

import io.moorage.agentwire.acs.TaskPayload;
import java.util.Map;

/** Reads the values of a task's secrets, with its execution role. */
public interface Secrets {
    /**
     * One attempt at all secrets of the task.
     *
     * @return by {@code valueFrom}
     * @throws Refused when they will never be had
     * @throws java.io.IOException when they cannot be had at present
     */
    Map<String, String> read(TaskPayload task) throws Refused, java.io.IOException;

    /** A secret is missing or denied; the message is the task's reason, in ECS's words. */
    final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        public Refused(String reason) {
            super(reason);
        }
    }
}
