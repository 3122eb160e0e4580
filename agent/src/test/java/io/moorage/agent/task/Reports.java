package io.moorage.agent.task;

import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What a control plane that takes every report was told. */
final class Reports implements StateReporter {
    private final BlockingQueue<TaskStateChange> changes = new LinkedBlockingQueue<>();

    @Override
    public Outcome report(TaskStateChange change) {
        changes.add(change);
        return Outcome.DONE;
    }

    @Override
    public Outcome attached(String taskArn, String attachmentArn) {
        return Outcome.DONE;
    }

    TaskStateChange next() throws InterruptedException {
        return Objects.requireNonNull(changes.poll(20, TimeUnit.SECONDS), "no report");
    }
}
