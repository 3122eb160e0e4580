package io.moorage.ssm.session;

import io.moorage.base.Execution;
import java.util.List;

/** Where commands run. */
public interface Shells {
    /** Whether the instance is there and runs. */
    boolean reaches(String instanceId);

    /** Runs a command with a terminal, as root. */
    Execution run(String instanceId, List<String> command, Execution.Output output) throws CannotRun;

    /** The message is for whoever asked. */
    final class CannotRun extends Exception {
        private static final long serialVersionUID = 1;

        public CannotRun(String message) {
            super(message);
        }
    }
}
