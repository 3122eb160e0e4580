package io.moorage.agent.task;

import io.moorage.agent.runtime.ContainerRuntime;
import io.moorage.agent.runtime.ContainerState;
import io.moorage.agent.runtime.RuntimeFailure;
import io.moorage.agent.task.TaskView.Reported;
import io.moorage.agent.volume.VolumeManager;
import io.moorage.agent.volume.VolumeResult;
import io.moorage.agentwire.acs.ContainerPayload;
import io.moorage.agentwire.acs.TaskPayload;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Carries one task from acceptance to its end on a platform thread of its own, taking the machine's steps. */
final class TaskRunner implements Runnable {
    private static final Logger LOG = System.getLogger(TaskRunner.class.getName());
    private static final Duration POLL = Duration.ofSeconds(1);

    private final TaskPayload payload;
    private final ContainerRuntime runtime;
    private final VolumeManager volumes;
    private final StateReporter reporter;
    private final TaskJournal journal;
    private final InstantSource clock;
    private final Duration stopTimeout;
    private final Runnable atEnd;
    private final Semaphore wakeUps = new Semaphore(0);

    private final Set<String> images = new HashSet<>();
    private final Map<String, String> failures = new HashMap<>();
    private Optional<VolumeResult> volumeResult = Optional.empty();
    private volatile Reported reported;
    private volatile String stopReason;
    private volatile boolean abandoned;

    TaskRunner(
            TaskJournal.Entry entry,
            ContainerRuntime runtime,
            VolumeManager volumes,
            StateReporter reporter,
            TaskJournal journal,
            InstantSource clock,
            Duration stopTimeout,
            Runnable atEnd) {
        this.payload = entry.payload();
        this.stopReason = entry.stopReason();
        this.reported = entry.reported();
        this.runtime = runtime;
        this.volumes = volumes;
        this.reporter = reporter;
        this.journal = journal;
        this.clock = clock;
        this.stopTimeout = stopTimeout;
        this.atEnd = atEnd;
    }

    TaskPayload payload() {
        return payload;
    }

    /** Directories on a network file system that the task's containers may hold; none before volumes are ready. */
    List<String> sharedDirectories() {
        return volumeResult.isPresent() && volumeResult.get() instanceof VolumeResult.Ready ready
                ? ready.sharedDirectories()
                : List.of();
    }

    /** Asks for an orderly end; the first reason stays. */
    void stop(String reason) {
        if (stopReason.isEmpty()) {
            stopReason = reason;
            journal.put(new TaskJournal.Entry(payload, reason, reported));
        }
        wake();
    }

    /** Kills the containers now, whatever the runner is doing, and then ends as {@link #stop} does. */
    void kill(String reason) {
        stop(reason);
        for (ContainerPayload container : payload.containers()) {
            try {
                Optional<ContainerState> state = runtime.inspect(ContainerSpecs.name(payload, container.name()));
                if (state.isPresent() && state.get().running()) {
                    runtime.kill(state.get().id());
                }
            } catch (RuntimeFailure e) {
                LOG.log(Level.WARNING, "cannot kill {0} of {1}: {2}", container.name(), payload.arn(), e.getMessage());
            }
        }
        wake();
    }

    /** Leaves the containers running: the agent itself is ending. */
    void abandon() {
        abandoned = true;
        wake();
    }

    void wake() {
        wakeUps.release();
    }

    @Override
    public void run() {
        while (!abandoned) {
            try {
                if (!take(TaskMachine.next(view()))) {
                    return;
                }
            } catch (RuntimeFailure e) {
                LOG.log(Level.WARNING, "{0}: {1}; trying again", payload.arn(), e.reason());
                pause();
            } catch (RuntimeException e) {
                LOG.log(Level.ERROR, payload.arn() + ": unexpected; trying again", e);
                pause();
            }
        }
    }

    private TaskView view() throws RuntimeFailure {
        Map<String, ContainerState> containers = new HashMap<>();
        for (ContainerPayload container : payload.containers()) {
            runtime.inspect(ContainerSpecs.name(payload, container.name()))
                    .ifPresent(state -> containers.put(container.name(), state));
        }
        String reason = stopReason;
        return new TaskView(
                payload,
                reason.isEmpty() ? Optional.empty() : Optional.of(reason),
                volumeResult,
                Set.copyOf(images),
                Map.copyOf(failures),
                Map.copyOf(containers),
                reported);
    }

    /** Takes one step; false when the task is over. */
    private boolean take(Step step) throws RuntimeFailure {
        switch (step) {
            case Step.PrepareVolumes _ -> prepareVolumes();
            case Step.Pull pull -> pull(pull.container());
            case Step.Create create -> create(create.container());
            case Step.Start start -> start(start.container());
            case Step.Stop stop -> stop(stop.container());
            case Step.ReportRunning _ -> report("RUNNING", "", Reported.RUNNING);
            case Step.ReportStopped stopped -> report("STOPPED", stopped.reason(), Reported.STOPPED);
            case Step.Await _ -> pause();
            case Step.Finish _ -> {
                volumes.release(payload);
                journal.remove(payload.arn());
                atEnd.run();
                return false;
            }
        }
        return true;
    }

    private void prepareVolumes() {
        VolumeResult result = volumes.prepare(payload);
        boolean first = volumeResult.isEmpty() || !volumeResult.get().equals(result);
        volumeResult = Optional.of(result);
        if (result instanceof VolumeResult.NotYet notYet) {
            if (first) {
                LOG.log(Level.INFO, "{0} waits: {1}", payload.arn(), notYet.waitsFor());
            }
            pause();
        }
    }

    private void pull(ContainerPayload container) {
        try {
            if (!runtime.hasImage(container.image())) {
                runtime.pull(container.image());
            }
            images.add(container.image());
        } catch (RuntimeFailure e) {
            failures.put(container.name(), e.reason());
        }
    }

    /** The mounts are looked at once more right before a container binds them. */
    private void create(ContainerPayload container) {
        prepareVolumes();
        if (volumeResult.isPresent() && volumeResult.get() instanceof VolumeResult.Ready ready) {
            try {
                runtime.create(ContainerSpecs.of(payload, container, ready.sources()));
            } catch (RuntimeFailure e) {
                failures.put(container.name(), e.reason());
            }
        }
    }

    private void start(ContainerPayload container) {
        prepareVolumes();
        if (volumeResult.isPresent() && volumeResult.get() instanceof VolumeResult.Ready) {
            try {
                runtime.start(ContainerSpecs.name(payload, container.name()));
            } catch (RuntimeFailure e) {
                failures.put(container.name(), e.reason());
            }
        }
    }

    private void stop(ContainerPayload container) throws RuntimeFailure {
        Duration grace = container.stopTimeout() == null ? stopTimeout : Duration.ofSeconds(container.stopTimeout());
        runtime.stop(ContainerSpecs.name(payload, container.name()), grace);
    }

    private void report(String status, String reason, Reported next) throws RuntimeFailure {
        TaskStateChange change = change(status, reason);
        if (reporter.report(change) == StateReporter.Outcome.RETRY) {
            pause();
            return;
        }
        if (next == Reported.STOPPED) {
            removeContainers();
        }
        reported = next;
        journal.put(new TaskJournal.Entry(payload, stopReason, next));
    }

    private TaskStateChange change(String status, String reason) throws RuntimeFailure {
        List<TaskStateChange.Container> containers = new ArrayList<>();
        for (Map.Entry<String, ContainerState> entry : view().containers().entrySet()) {
            ContainerState state = entry.getValue();
            String failure = failures.getOrDefault(
                    entry.getKey(),
                    state.outOfMemory() ? "OutOfMemoryError: Container killed due to memory usage" : "");
            containers.add(new TaskStateChange.Container(
                    entry.getKey(),
                    state.running() ? "RUNNING" : "STOPPED",
                    state.id(),
                    state.exited() ? state.exitCode() : OptionalInt.empty(),
                    failure,
                    state.bindings()));
        }
        failures.forEach((name, failure) -> {
            if (containers.stream().noneMatch(known -> known.name().equals(name))) {
                containers.add(
                        new TaskStateChange.Container(name, "STOPPED", "", OptionalInt.empty(), failure, List.of()));
            }
        });
        return new TaskStateChange(
                payload.arn(),
                status,
                reason,
                containers,
                status.equals("STOPPED") ? Optional.of(clock.instant()) : Optional.empty());
    }

    /** A stopped task's containers go at once, so that nothing of it can be started again by hand beside its successor. */
    private void removeContainers() {
        for (ContainerPayload container : payload.containers()) {
            try {
                runtime.remove(ContainerSpecs.name(payload, container.name()));
            } catch (RuntimeFailure e) {
                LOG.log(
                        Level.WARNING,
                        "cannot remove {0} of {1}: {2}",
                        container.name(),
                        payload.arn(),
                        e.getMessage());
            }
        }
    }

    private void pause() {
        try {
            if (wakeUps.tryAcquire(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                wakeUps.drainPermits();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            abandoned = true;
        }
    }
}
