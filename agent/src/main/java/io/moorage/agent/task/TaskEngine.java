package io.moorage.agent.task;

import io.moorage.agent.credentials.TaskCredentials;
import io.moorage.agent.runtime.ContainerRuntime;
import io.moorage.agent.runtime.ContainerSpec;
import io.moorage.agent.runtime.ContainerState;
import io.moorage.agent.runtime.RuntimeFailure;
import io.moorage.agentwire.acs.ContainerPayload;
import io.moorage.agentwire.acs.IAMRoleCredentialsMessage;
import io.moorage.agentwire.acs.InstanceStateReport.RunningTask;
import io.moorage.agentwire.acs.TaskPayload;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** All tasks of the instance, each with its runner. */
public final class TaskEngine implements AutoCloseable {
    private static final Logger LOG = System.getLogger(TaskEngine.class.getName());

    /** What runners are waited for when they are to end; a call of the runtime may take longer. */
    private static final Duration LONGEST_STEP = Duration.ofSeconds(2);

    private final TaskTools tools;
    private final ContainerRuntime runtime;
    private final TaskCredentials credentials;
    private final Map<String, TaskRunner> runners = new ConcurrentHashMap<>();

    public TaskEngine(TaskTools tools, TaskCredentials credentials) {
        this.tools = tools;
        this.runtime = tools.runtime();
        this.credentials = credentials;
    }

    /** Goes on with the tasks of an earlier run of the agent, and removes containers that nobody remembers. */
    public void start() {
        List<TaskJournal.Entry> earlier = tools.journal().entries();
        earlier.forEach(entry -> tools.volumes().adopt(entry.payload()));
        // What is to be unmounted may not answer for long.
        Thread.ofPlatform().name("sweep").daemon().start(tools.volumes()::sweep);
        earlier.forEach(this::launch);
        removeOrphans();
        runtime.watch(() -> runners.values().forEach(TaskRunner::wake));
    }

    private void removeOrphans() {
        try {
            for (ContainerState container : runtime.list()) {
                String task = container.labels().getOrDefault(ContainerSpec.LABEL_TASK, "");
                if (!runners.containsKey(task)) {
                    LOG.log(Level.INFO, "removing container {0} of unknown task {1}", container.id(), task);
                    runtime.kill(container.id());
                    runtime.remove(container.id());
                }
            }
        } catch (RuntimeFailure e) {
            LOG.log(Level.WARNING, "cannot look for orphans: {0}", e.getMessage());
        }
    }

    /** Accepts what the control plane wants of a task; returns once it is journalled. Repeats change nothing. */
    public void accept(TaskPayload task) {
        if (task.stops()) {
            TaskRunner runner = runners.get(task.arn());
            if (runner == null) {
                reportUnknown(task);
            } else {
                runner.stop("Task stopped by the control plane");
            }
        } else if (!runners.containsKey(task.arn())) {
            TaskJournal.Entry entry = TaskJournal.Entry.accepted(task);
            tools.journal().put(entry);
            launch(entry);
        }
    }

    /** A stop for a task that is not here: it is over, and saying so is all that is left (agent protocol, repeats). */
    private void reportUnknown(TaskPayload task) {
        Thread.ofVirtual().start(() -> tools.reporter()
                .report(new TaskStateChange(
                        task.arn(),
                        "STOPPED",
                        "Task is not known on this instance",
                        List.of(),
                        TaskStateChange.Pulls.NONE,
                        Optional.of(tools.clock().instant()),
                        Optional.empty())));
    }

    /** Of a task's role, before the old ones expire. */
    public void refresh(IAMRoleCredentialsMessage newer) {
        credentials.refreshed(newer);
    }

    /** The task and the container that have this id in their metadata's address. */
    public Optional<Found> byMetadataId(String id) {
        for (TaskRunner runner : runners.values()) {
            for (ContainerPayload container : runner.payload().containers()) {
                if (MetadataPaths.id(runner.payload(), container).equals(id)) {
                    return snapshot(runner).map(task -> new Found(task, container));
                }
            }
        }
        return Optional.empty();
    }

    /** A container of a task. */
    public record Found(TaskSnapshot task, ContainerPayload container) {}

    private static Optional<TaskSnapshot> snapshot(TaskRunner runner) {
        try {
            return Optional.of(runner.snapshot());
        } catch (RuntimeFailure e) {
            LOG.log(Level.WARNING, "no metadata of {0}: {1}", runner.payload().arn(), e.getMessage());
            return Optional.empty();
        }
    }

    /** The runtime's id of a container of a task; empty when it does not run. */
    public Optional<String> running(String taskArn, String container) throws RuntimeFailure {
        TaskRunner runner = runners.get(taskArn);
        return runner == null
                ? Optional.empty()
                : runtime.inspect(ContainerSpecs.name(runner.payload(), container))
                        .filter(ContainerState::running)
                        .map(ContainerState::id);
    }

    private void launch(TaskJournal.Entry entry) {
        String arn = entry.payload().arn();
        credentials.accepted(entry.payload());
        TaskRunner runner = new TaskRunner(entry, tools, () -> ended(entry));
        if (runners.putIfAbsent(arn, runner) == null) {
            Thread.ofPlatform()
                    .name("task-" + arn.substring(arn.lastIndexOf('/') + 1))
                    .daemon()
                    .start(runner);
        }
    }

    private void ended(TaskJournal.Entry entry) {
        runners.remove(entry.payload().arn());
        credentials.ended(entry.payload());
    }

    /** Tasks short of gone, with the shared directories they may hold. */
    public List<RunningTask> running() {
        return runners.values().stream()
                .map(runner -> new RunningTask(runner.payload().arn(), runner.sharedDirectories()))
                .toList();
    }

    /**
     * The second line of defence: kills every container that may hold a shared directory. Returns when none of them runs: of how many
     * tasks any did.
     */
    public int killHoldersOfSharedDirectories(String reason) throws RuntimeFailure {
        List<TaskRunner> holders = runners.values().stream()
                .filter(runner -> !runner.sharedDirectories().isEmpty())
                .toList();
        return kill(holders, reason);
    }

    /** Kills these tasks' containers, those of unknown tasks too; returns when none of them runs, and none will again. */
    public void killAndAwait(Collection<String> taskArns, String reason) throws RuntimeFailure {
        kill(taskArns.stream().map(runners::get).filter(Objects::nonNull).toList(), reason);
        for (ContainerState container : runtime.list()) {
            if (taskArns.contains(container.labels().getOrDefault(ContainerSpec.LABEL_TASK, ""))
                    && container.running()) {
                runtime.kill(container.id());
            }
        }
    }

    /** All at once: none runs on for another one's taking its time to die. */
    private static int kill(List<TaskRunner> doomed, String reason) throws RuntimeFailure {
        try (ExecutorService threads = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("kill").daemon().factory())) {
            List<Future<Boolean>> kills = doomed.stream()
                    .map(runner -> threads.submit(() -> runner.kill(reason)))
                    .toList();
            int ran = 0;
            for (Future<Boolean> each : kills) {
                ran += each.get() ? 1 : 0;
            }
            return ran;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeFailure failure
                    ? failure
                    : new RuntimeFailure("CannotKillContainerError", String.valueOf(e.getCause()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RuntimeFailure("CannotKillContainerError", "interrupted");
        }
    }

    /** Pulls images ahead of need; failures show when a task needs them. */
    public void prefetch(List<String> images) {
        Thread.ofPlatform()
                .name("prefetch")
                .daemon()
                .start(() -> images.forEach(image -> {
                    try {
                        tools.images().prefetch(image);
                    } catch (RuntimeFailure e) {
                        LOG.log(Level.WARNING, "cannot prefetch {0}: {1}", image, e.getMessage());
                    }
                }));
    }

    /** Ends the agent's part, and writes nothing after that; containers go on running and are adopted by the next agent. */
    @Override
    public void close() {
        List<TaskRunner> left = List.copyOf(runners.values());
        left.forEach(TaskRunner::abandon);
        long deadline = System.nanoTime() + LONGEST_STEP.toNanos();
        try {
            for (TaskRunner each : left) {
                each.awaitEnd(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
