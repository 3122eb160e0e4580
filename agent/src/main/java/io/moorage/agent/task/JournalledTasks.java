package io.moorage.agent.task;

import io.moorage.agent.runtime.ContainerRuntime;
import io.moorage.agent.runtime.ContainerSpec;
import io.moorage.agent.runtime.ContainerState;
import io.moorage.agent.runtime.RuntimeFailure;
import java.util.Set;
import java.util.TreeSet;

/** Tasks of an earlier run of the agent, while this one has not begun to run tasks: it may wait for its control plane till then. */
public final class JournalledTasks {
    private final TaskJournal journal;
    private final ContainerRuntime runtime;

    public JournalledTasks(TaskJournal journal, ContainerRuntime runtime) {
        this.journal = journal;
        this.runtime = runtime;
    }

    /** As {@link TaskEngine#killHoldersOfSharedDirectories}: they end for this reason when tasks are run. */
    public int killHoldersOfSharedDirectories(String reason) throws RuntimeFailure {
        Set<String> holders = new TreeSet<>();
        for (TaskJournal.Entry entry : journal.entries()) {
            if (!entry.sharedDirectories().isEmpty()) {
                holders.add(entry.payload().arn());
                if (entry.stopReason().isEmpty()) {
                    journal.put(entry.ending(reason));
                }
            }
        }
        Set<String> killed = new TreeSet<>();
        for (ContainerState container : runtime.list()) {
            String task = container.labels().getOrDefault(ContainerSpec.LABEL_TASK, "");
            if (holders.contains(task) && container.running()) {
                runtime.kill(container.id());
                killed.add(task);
            }
        }
        return killed.size();
    }
}
