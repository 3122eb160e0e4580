package io.moorage.agent.task;

/** Tells the control plane what became of a task. */
public interface StateReporter {
    /** Sends once, bounded in time. */
    Outcome report(TaskStateChange change);

    /** A network interface of a task is here. */
    Outcome attached(String taskArn, String attachmentArn);

    /** What became of a report. */
    enum Outcome {
        /** The control plane took it, or will never take it. */
        DONE,
        /** Not reachable or not able at present: send it again later. */
        RETRY
    }
}
