package io.moorage.agent.task;

import static io.moorage.agent.TaskPayloads.container;
import static io.moorage.agent.TaskPayloads.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.agent.ContainerBuilder;
import io.moorage.agent.runtime.ContainerState;
import io.moorage.agent.runtime.ContainerState.Health;
import io.moorage.agent.runtime.ContainerState.Phase;
import io.moorage.agent.task.TaskView.Preparation;
import io.moorage.agent.task.TaskView.Reported;
import io.moorage.agent.volume.VolumeResult;
import io.moorage.agentwire.acs.ContainerDependency;
import io.moorage.agentwire.acs.ContainerPayload;
import io.moorage.agentwire.acs.RestartPolicyPayload;
import io.moorage.agentwire.acs.TaskPayload;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The order of a task's life (ECS developer guide, "Task lifecycle"; API_ContainerDependency). */
class TaskMachineTest {
    private static final ContainerPayload DB = container("db", true);
    private static final Instant STARTED = Instant.parse("2026-01-01T00:00:00Z");
    private static final VolumeResult READY = new VolumeResult.Ready(Map.of(), List.of());

    private static ContainerState state(Phase phase, int exitCode) {
        return new ContainerState(
                "id",
                Map.of(),
                phase,
                phase == Phase.EXITED ? OptionalInt.of(exitCode) : OptionalInt.empty(),
                Health.NONE,
                false,
                List.of());
    }

    private static TaskView view(TaskPayload task, Map<String, ContainerState> containers, Reported reported) {
        Set<String> images = Set.of("image-db", "image-init", "image-side");
        return view(task, Optional.empty(), Optional.of(READY), images, Map.of(), containers, reported);
    }

    private static TaskView view(
            TaskPayload task,
            Optional<String> stopReason,
            Optional<VolumeResult> volumes,
            Set<String> images,
            Map<String, String> failures,
            Map<String, ContainerState> containers,
            Reported reported) {
        Set<String> told = containers.entrySet().stream()
                .filter(each -> each.getValue().exited())
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return new TaskView(
                task,
                stopReason,
                new Preparation.Done(),
                volumes,
                images,
                failures,
                containers,
                reported,
                told,
                STARTED.plusSeconds(10));
    }

    /** It started at {@link #STARTED} and, if it did, ended so many seconds later. */
    private static ContainerState timed(Phase phase, int exitCode, long seconds) {
        ContainerState plain = state(phase, exitCode);
        return new ContainerState(
                plain.id(),
                plain.labels(),
                phase,
                plain.exitCode(),
                plain.health(),
                false,
                List.of(),
                new ContainerState.Details(
                        Optional.of(STARTED),
                        Optional.of(STARTED),
                        phase == Phase.EXITED ? Optional.of(STARTED.plusSeconds(seconds)) : Optional.empty(),
                        "",
                        Map.of(),
                        List.of()));
    }

    @Test
    void volumesComeBeforeImagesAndContainers() {
        TaskPayload task = task("a", List.of(), DB);
        TaskView nothing =
                view(task, Optional.empty(), Optional.empty(), Set.of(), Map.of(), Map.of(), Reported.NOTHING);
        assertThat(TaskMachine.next(nothing)).isInstanceOf(Step.PrepareVolumes.class);
        TaskView waiting = view(
                task,
                Optional.empty(),
                Optional.of(new VolumeResult.NotYet("nfs")),
                Set.of("image-db"),
                Map.of(),
                Map.of(),
                Reported.NOTHING);
        assertThat(TaskMachine.next(waiting)).isInstanceOf(Step.PrepareVolumes.class);
        TaskView mounted =
                view(task, Optional.empty(), Optional.of(READY), Set.of(), Map.of(), Map.of(), Reported.NOTHING);
        assertThat(TaskMachine.next(mounted)).isEqualTo(new Step.Pull(DB));
    }

    @Test
    void createsStartsReportsAndAwaits() {
        TaskPayload task = task("a", List.of(), DB);
        assertThat(TaskMachine.next(view(task, Map.of(), Reported.NOTHING))).isEqualTo(new Step.Create(DB));
        assertThat(TaskMachine.next(view(task, Map.of("db", state(Phase.CREATED, 0)), Reported.NOTHING)))
                .isEqualTo(new Step.Start(DB));
        assertThat(TaskMachine.next(view(task, Map.of("db", state(Phase.RUNNING, 0)), Reported.NOTHING)))
                .isInstanceOf(Step.ReportRunning.class);
        assertThat(TaskMachine.next(view(task, Map.of("db", state(Phase.RUNNING, 0)), Reported.RUNNING)))
                .isInstanceOf(Step.Await.class);
    }

    @Test
    void anAdoptedRunningContainerIsNeitherMadeNorStartedAgain() {
        TaskPayload task = task("a", List.of(), DB);
        assertThat(TaskMachine.next(view(task, Map.of("db", state(Phase.RUNNING, 0)), Reported.RUNNING)))
                .isInstanceOf(Step.Await.class);
    }

    @Test
    void theEndOfAnEssentialContainerStopsTheOthersAndThenTheTask() {
        ContainerPayload side = container("side", false);
        TaskPayload task = task("a", List.of(), DB, side);
        Map<String, ContainerState> exited = Map.of("db", state(Phase.EXITED, 3), "side", state(Phase.RUNNING, 0));
        assertThat(TaskMachine.next(view(task, exited, Reported.RUNNING))).isEqualTo(new Step.Stop(List.of(side)));
        Map<String, ContainerState> both = Map.of("db", state(Phase.EXITED, 3), "side", state(Phase.EXITED, 137));
        assertThat(TaskMachine.next(view(task, both, Reported.RUNNING))).isEqualTo(new Step.ReportStopped(""));
        assertThat(TaskMachine.next(view(task, both, Reported.STOPPED))).isInstanceOf(Step.Finish.class);
    }

    @Test
    void theEndOfAnotherContainerChangesNothing() {
        ContainerPayload side = container("side", false);
        TaskPayload task = task("a", List.of(), DB, side);
        Map<String, ContainerState> states = Map.of("db", state(Phase.RUNNING, 0), "side", state(Phase.EXITED, 0));
        assertThat(TaskMachine.next(view(task, states, Reported.RUNNING))).isInstanceOf(Step.Await.class);
    }

    @Test
    void aDependencyOnSuccessWaitsForExitCodeZero() {
        ContainerPayload init = container("init", false);
        ContainerPayload db = container("db", true, new ContainerDependency("init", "SUCCESS"));
        TaskPayload task = task("a", List.of(), init, db);
        assertThat(TaskMachine.next(view(task, Map.of("init", state(Phase.RUNNING, 0)), Reported.NOTHING)))
                .isInstanceOf(Step.Await.class);
        assertThat(TaskMachine.next(view(task, Map.of("init", state(Phase.EXITED, 0)), Reported.NOTHING)))
                .isEqualTo(new Step.Create(db));
        assertThat(TaskMachine.next(view(task, Map.of("init", state(Phase.EXITED, 1)), Reported.NOTHING)))
                .isInstanceOfSatisfying(Step.ReportStopped.class, stopped -> assertThat(stopped.reason())
                        .contains("SUCCESS"));
    }

    @Test
    void aFailedPullOfAnEssentialContainerStopsTheTask() {
        TaskPayload task = task("a", List.of(), DB);
        TaskView failed = view(
                task,
                Optional.empty(),
                Optional.of(READY),
                Set.of(),
                Map.of("db", "CannotPullContainerError: no such image"),
                Map.of(),
                Reported.NOTHING);
        assertThat(TaskMachine.next(failed)).isEqualTo(new Step.ReportStopped(""));
    }

    @Test
    void aStopBeforeAnythingBeganIsReportedAtOnce() {
        TaskView stopped = view(
                task("a", List.of(), DB),
                Optional.of("asked"),
                Optional.empty(),
                Set.of(),
                Map.of(),
                Map.of(),
                Reported.NOTHING);
        assertThat(TaskMachine.next(stopped)).isEqualTo(new Step.ReportStopped("asked"));
    }

    /** API_ContainerRestartPolicy: started again when it ran for the period, and not with an ignored code. */
    @Test
    void aContainerIsStartedAgainAsItsPolicySays() {
        ContainerPayload db = restarting("db", new RestartPolicyPayload(true, List.of(0), 60));
        TaskPayload task = task("a", List.of(), db);
        assertThat(TaskMachine.next(view(task, Map.of("db", timed(Phase.EXITED, 1, 60)), Reported.RUNNING)))
                .isEqualTo(new Step.Restart(db));
        assertThat(TaskMachine.next(view(task, Map.of("db", timed(Phase.EXITED, 1, 59)), Reported.RUNNING)))
                .isEqualTo(new Step.ReportStopped(""));
        assertThat(TaskMachine.next(view(task, Map.of("db", timed(Phase.EXITED, 0, 60)), Reported.RUNNING)))
                .isEqualTo(new Step.ReportStopped(""));
        TaskView stopping = view(
                task,
                Optional.of("asked"),
                Optional.of(READY),
                Set.of(),
                Map.of(),
                Map.of("db", timed(Phase.EXITED, 1, 60)),
                Reported.RUNNING);
        assertThat(TaskMachine.next(stopping)).isEqualTo(new Step.ReportStopped("asked"));
    }

    /** API_ContainerDefinition, startTimeout: "time duration to wait before giving up on resolving dependencies". */
    @Test
    void aDependencyIsGivenUpAfterItsStartTimeout() {
        ContainerPayload init = startingWithin("init", 10);
        ContainerPayload db = container("db", true, new ContainerDependency("init", "SUCCESS"));
        TaskPayload task = task("a", List.of(), init, db);
        assertThat(TaskMachine.next(view(task, Map.of("init", timed(Phase.RUNNING, 0, 0)), Reported.NOTHING)))
                .isEqualTo(new Step.Stop(List.of(init)));
        ContainerPayload patient = startingWithin("init", 11);
        TaskPayload other = task("b", List.of(), patient, db);
        assertThat(TaskMachine.next(view(other, Map.of("init", timed(Phase.RUNNING, 0, 0)), Reported.NOTHING)))
                .isInstanceOf(Step.Await.class);
    }

    /** API_ContainerDefinition, dependsOn: "for container shutdown it is reversed". */
    @Test
    void containersStopTogetherWhereNoneNeedsAnother() {
        ContainerPayload side = container("side", false, new ContainerDependency("db", "START"));
        ContainerPayload other = container("init", false, new ContainerDependency("db", "START"));
        TaskPayload task = task("a", List.of(), DB, side, other);
        Map<String, ContainerState> all =
                Map.of("db", state(Phase.RUNNING, 0), "side", state(Phase.RUNNING, 0), "init", state(Phase.RUNNING, 0));
        TaskView stop = view(task, Optional.of("asked"), Optional.of(READY), Set.of(), Map.of(), all, Reported.RUNNING);
        assertThat(TaskMachine.next(stop)).isEqualTo(new Step.Stop(List.of(other, side)));
    }

    /** API_SubmitTaskStateChange: what became of a container that others do without is told when it is known. */
    @Test
    void theEndOfAnotherContainerIsTold() {
        TaskPayload task = task("a", List.of(), DB, container("side", false));
        Map<String, ContainerState> states = Map.of("db", state(Phase.RUNNING, 0), "side", state(Phase.EXITED, 0));
        TaskView known = view(task, states, Reported.RUNNING);
        TaskView news = new TaskView(
                task,
                Optional.empty(),
                known.prepared(),
                known.volumes(),
                known.images(),
                Map.of(),
                states,
                Reported.RUNNING,
                Set.of(),
                known.now());
        assertThat(TaskMachine.next(known)).isInstanceOf(Step.Await.class);
        assertThat(TaskMachine.next(news)).isInstanceOf(Step.ReportRunning.class);
    }

    private static ContainerPayload restarting(String name, RestartPolicyPayload policy) {
        return ContainerBuilder.named(name).restarts(policy).build();
    }

    private static ContainerPayload startingWithin(String name, int seconds) {
        return ContainerBuilder.named(name)
                .essential(false)
                .startTimeout(seconds)
                .build();
    }
}
