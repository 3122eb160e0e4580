package io.moorage.agent.task;

import io.moorage.agent.runtime.ContainerState;
import io.moorage.agent.runtime.RuntimeFailure;
import io.moorage.agent.task.TaskView.Reported;
import io.moorage.agent.volume.VolumeResult;
import io.moorage.agentwire.acs.ContainerPayload;
import io.moorage.agentwire.acs.TaskPayload;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Carries one task from acceptance to its end on a platform thread of its own, taking the machine's steps. */
final class TaskRunner implements Runnable {
    private static final Logger LOG = System.getLogger(TaskRunner.class.getName());
    private static final Duration POLL = Duration.ofSeconds(1);
    /** What a stopped task wrote last is waited for so long, once the control plane answers. */
    private static final Duration DRAIN = Duration.ofSeconds(20);

    private final TaskPayload payload;
    private final TaskTools tools;
    private final TaskContainers containers;
    private final TaskPreparation preparation;
    private final RuntimeVolumes runtimeVolumes;
    private final TaskReports reports;
    private final Runnable atEnd;
    private final long cameAt;
    private final Semaphore wakeUps = new Semaphore(0);

    private final Set<String> images = new HashSet<>();
    private final Map<String, String> failures = new ConcurrentHashMap<>();
    private final Map<String, Integer> restarts = new ConcurrentHashMap<>();
    private final Set<String> told = new HashSet<>();
    private Optional<VolumeResult> volumeResult = Optional.empty();
    private volatile List<String> sharedDirectories;
    private volatile Reported reported;
    private volatile String stopReason;
    private final CountDownLatch over = new CountDownLatch(1);
    private volatile boolean abandoned;

    TaskRunner(TaskJournal.Entry entry, TaskTools tools, Runnable atEnd) {
        this.payload = entry.payload();
        this.stopReason = entry.stopReason();
        this.reported = entry.reported();
        this.sharedDirectories = entry.sharedDirectories();
        this.tools = tools;
        this.cameAt = tools.images().now();
        this.containers = new TaskContainers(payload, tools.runtime());
        this.preparation = new TaskPreparation(payload, tools);
        this.runtimeVolumes = new RuntimeVolumes(tools.runtime());
        this.reports = new TaskReports(payload, tools);
        this.atEnd = atEnd;
    }

    TaskPayload payload() {
        return payload;
    }

    /** Directories on a network file system that the task's containers may hold, those of an earlier run of the agent too. */
    List<String> sharedDirectories() {
        return sharedDirectories;
    }

    /** As metadata shows it. */
    TaskSnapshot snapshot() throws RuntimeFailure {
        return new TaskSnapshot(
                payload, !stopReason.isEmpty(), reported, reports.pulls(), containers.states(), Map.copyOf(restarts));
    }

    /** Asks for an orderly end; the first reason stays. */
    void stop(String reason) {
        if (noted(reason)) {
            remember();
        }
        wake();
    }

    private synchronized boolean noted(String reason) {
        boolean first = stopReason.isEmpty();
        stopReason = first ? reason : stopReason;
        return first;
    }

    /** What is written last knows everything that was set before. */
    private synchronized void remember() {
        tools.journal().put(new TaskJournal.Entry(payload, stopReason, reported, sharedDirectories));
    }

    /**
     * Kills the containers now, whatever the runner is doing, and then ends as {@link #stop} does; returns when none runs, true when
     * any did.
     */
    boolean kill(String reason) throws RuntimeFailure {
        boolean any;
        containers.condemn();
        try {
            stop(reason);
        } finally {
            // A journal that cannot be written is no reason to let them run.
            any = containers.kill();
        }
        wake();
        return any;
    }

    /** Leaves the containers running: the agent itself is ending. */
    void abandon() {
        abandoned = true;
        wake();
    }

    /** Waits until it does nothing any more, at most so long; to be called after {@link #abandon}, once it was started. */
    void awaitEnd(Duration atMost) throws InterruptedException {
        if (!over.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
            LOG.log(Level.WARNING, "{0}: a call of the runtime has not ended after {1}", payload.arn(), atMost);
        }
    }

    void wake() {
        wakeUps.release();
    }

    @Override
    public void run() {
        try {
            untilItEnds();
        } finally {
            over.countDown();
        }
    }

    private void untilItEnds() {
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
        Map<String, ContainerState> states = containers.states();
        for (ContainerPayload container : payload.containers()) {
            ContainerState state = states.get(container.name());
            if (state != null && state.phase() != ContainerState.Phase.CREATED) {
                follow(container, state);
            }
        }
        String reason = stopReason;
        return new TaskView(
                payload,
                reason.isEmpty() ? Optional.empty() : Optional.of(reason),
                preparation.state(),
                volumeResult,
                Set.copyOf(images),
                Map.copyOf(failures),
                states,
                reported,
                Set.copyOf(told),
                tools.clock().instant());
    }

    /** A task is not held up by its logs. */
    private void follow(ContainerPayload container, ContainerState state) {
        try {
            tools.logs().follow(payload, container, state.id(), state.running());
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "no logs of " + container.name() + " of " + payload.arn(), e);
        }
    }

    /** Takes one step; false when the task is over. */
    private boolean take(Step step) throws RuntimeFailure {
        switch (step) {
            case Step.PrepareVolumes _ -> prepareVolumes();
            case Step.Prepare _ -> prepare();
            case Step.Pull pull -> pull(pull.container());
            case Step.Create create -> create(create.container());
            case Step.Start start -> start(start.container());
            case Step.Restart restart -> restart(restart.container());
            case Step.Stop stop -> stop(stop.containers());
            case Step.ReportRunning _ -> report("RUNNING", "", Reported.RUNNING);
            case Step.ReportStopped stopped -> report("STOPPED", stopped.reason(), Reported.STOPPED);
            case Step.Await _ -> pause();
            case Step.Finish _ -> {
                finish();
                return false;
            }
        }
        return true;
    }

    private void finish() throws RuntimeFailure {
        removeContainers();
        runtimeVolumes.release(payload);
        tools.volumes().release(payload);
        tools.journal().remove(payload.arn());
        atEnd.run();
    }

    private void prepareVolumes() {
        VolumeResult result = tools.volumes().prepare(payload);
        if (result instanceof VolumeResult.Ready) {
            Optional<VolumeResult.Failed> failed = runtimeVolumes.prepare(payload);
            result = failed.isPresent() ? failed.get() : result;
        }
        if (result instanceof VolumeResult.Ready ready
                && !ready.sharedDirectories().isEmpty()) {
            reports.mounted(tools.clock().instant());
            mayHold(ready.sharedDirectories());
        }
        boolean first = volumeResult.isEmpty() || !volumeResult.get().equals(result);
        volumeResult = Optional.of(result);
        if (result instanceof VolumeResult.NotYet notYet) {
            if (first) {
                LOG.log(Level.INFO, "{0} waits: {1}", payload.arn(), notYet.waitsFor());
            }
            pause();
        }
    }

    /** Known before a container can be made that holds them, also to a later run of the agent; what one once held stays. */
    private void mayHold(List<String> directories) {
        if (!sharedDirectories.containsAll(directories)) {
            sharedDirectories = Stream.concat(sharedDirectories.stream(), directories.stream())
                    .distinct()
                    .toList();
            remember();
        }
    }

    private void prepare() {
        try {
            preparation.prepare();
        } catch (IOException e) {
            LOG.log(Level.INFO, "{0} waits: {1}", payload.arn(), e.getMessage());
            pause();
        }
    }

    private void pull(ContainerPayload container) {
        Instant started = tools.clock().instant();
        try {
            tools.images().prepare(container.image(), cameAt);
            images.add(container.image());
        } catch (RuntimeFailure e) {
            failures.put(container.name(), e.reason());
        }
        reports.pulled(started, tools.clock().instant());
    }

    /** The mounts are looked at once more right before a container binds them. */
    private void create(ContainerPayload container) {
        prepareVolumes();
        if (volumeResult.isPresent() && volumeResult.get() instanceof VolumeResult.Ready ready) {
            try {
                containers.create(ContainerSpecs.of(payload, container, preparation.found(container, ready.sources())));
            } catch (RuntimeFailure e) {
                failures.put(container.name(), e.reason());
            }
        }
    }

    private void start(ContainerPayload container) {
        prepareVolumes();
        if (volumeResult.isPresent() && volumeResult.get() instanceof VolumeResult.Ready) {
            try {
                containers.start(container);
            } catch (RuntimeFailure e) {
                failures.put(container.name(), e.reason());
            }
        }
    }

    private void restart(ContainerPayload container) {
        restarts.merge(container.name(), 1, Integer::sum);
        LOG.log(Level.INFO, "{0} of {1} ended and is started again", container.name(), payload.arn());
        start(container);
    }

    /** All at once: the last is stopped no later for the first one's taking its time. */
    private void stop(List<ContainerPayload> containers) {
        List<Thread> stopping = containers.stream()
                .map(each ->
                        Thread.ofPlatform().name("stop-" + each.name()).daemon().start(() -> stop(each)))
                .toList();
        try {
            for (Thread each : stopping) {
                each.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            abandoned = true;
        }
    }

    private void stop(ContainerPayload container) {
        Duration grace =
                container.stopTimeout() == null ? tools.stopTimeout() : Duration.ofSeconds(container.stopTimeout());
        try {
            containers.stop(container, grace);
        } catch (RuntimeFailure e) {
            LOG.log(Level.WARNING, "cannot stop {0} of {1}: {2}", container.name(), payload.arn(), e.getMessage());
            pause();
        }
    }

    private void report(String status, String reason, Reported next) throws RuntimeFailure {
        Map<String, ContainerState> states = containers.states();
        TaskStateChange change = reports.change(status, reason, states, failures);
        if (tools.reporter().report(change) == StateReporter.Outcome.RETRY) {
            pause();
            return;
        }
        states.forEach((name, state) -> {
            if (state.exited()) {
                told.add(name);
            } else {
                told.remove(name);
            }
        });
        if (next == Reported.STOPPED) {
            tools.logs().drain(payload, DRAIN);
            removeContainers();
        }
        reported = next;
        remember();
    }

    /** A stopped task's containers go at once, so that nothing of it can be started again by hand beside its successor. */
    private void removeContainers() {
        for (ContainerPayload container : payload.containers()) {
            try {
                tools.runtime().remove(containers.name(container));
            } catch (RuntimeFailure e) {
                LOG.log(
                        Level.WARNING,
                        "cannot remove {0} of {1}: {2}",
                        container.name(),
                        payload.arn(),
                        e.getMessage());
            }
        }
        try {
            preparation.remove();
        } catch (RuntimeFailure e) {
            LOG.log(Level.WARNING, "cannot remove the pause container of {0}: {1}", payload.arn(), e.getMessage());
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
