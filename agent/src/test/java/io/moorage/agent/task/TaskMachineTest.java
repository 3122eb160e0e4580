package io.moorage.agent.task;

import static io.moorage.agent.TaskPayloads.container;
import static io.moorage.agent.TaskPayloads.task;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.agent.runtime.ContainerState;
import io.moorage.agent.runtime.ContainerState.Health;
import io.moorage.agent.runtime.ContainerState.Phase;
import io.moorage.agent.task.TaskView.Reported;
import io.moorage.agent.volume.VolumeResult;
import io.moorage.agentwire.acs.ContainerDependency;
import io.moorage.agentwire.acs.ContainerPayload;
import io.moorage.agentwire.acs.TaskPayload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The order of a task's life (ECS developer guide, "Task lifecycle"; API_ContainerDependency). */
class TaskMachineTest {
    private static final ContainerPayload DB = container("db", true);
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
        return new TaskView(task, Optional.empty(), Optional.of(READY), images, Map.of(), containers, reported);
    }

    @Test
    void volumesComeBeforeImagesAndContainers() {
        TaskPayload task = task("a", List.of(), DB);
        TaskView nothing =
                new TaskView(task, Optional.empty(), Optional.empty(), Set.of(), Map.of(), Map.of(), Reported.NOTHING);
        assertThat(TaskMachine.next(nothing)).isInstanceOf(Step.PrepareVolumes.class);
        TaskView waiting = new TaskView(
                task,
                Optional.empty(),
                Optional.of(new VolumeResult.NotYet("nfs")),
                Set.of("image-db"),
                Map.of(),
                Map.of(),
                Reported.NOTHING);
        assertThat(TaskMachine.next(waiting)).isInstanceOf(Step.PrepareVolumes.class);
        TaskView mounted = new TaskView(
                task, Optional.empty(), Optional.of(READY), Set.of(), Map.of(), Map.of(), Reported.NOTHING);
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
        assertThat(TaskMachine.next(view(task, exited, Reported.RUNNING))).isEqualTo(new Step.Stop(side));
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
        TaskView failed = new TaskView(
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
        TaskView stopped = new TaskView(
                task("a", List.of(), DB),
                Optional.of("asked"),
                Optional.empty(),
                Set.of(),
                Map.of(),
                Map.of(),
                Reported.NOTHING);
        assertThat(TaskMachine.next(stopped)).isEqualTo(new Step.ReportStopped("asked"));
    }
}
