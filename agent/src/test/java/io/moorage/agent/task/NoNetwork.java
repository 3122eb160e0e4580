package io.moorage.agent.task;

import io.moorage.agentwire.acs.TaskPayload;

/** Every interface is here, and none leads anywhere. */
final class NoNetwork implements TaskNetwork {
    @Override
    public boolean isPresent(String macAddress) {
        return true;
    }

    @Override
    public void plug(TaskPayload task, int pid) {}
}
