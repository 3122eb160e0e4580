package io.moorage.agent.task;

import io.moorage.agent.runtime.ContainerState;
import io.moorage.agent.task.TaskView.Reported;
import io.moorage.agent.volume.VolumeResult;
import io.moorage.agentwire.acs.ContainerDependency;
import io.moorage.agentwire.acs.ContainerPayload;
import java.util.List;
import java.util.Optional;

/**
 * Decides a task's next step from what is known of it: volumes, then images, then containers in the order of their
 * dependencies, then reports; and the way back when it must stop. Pure, and forward only.
 */
public final class TaskMachine {
    private TaskMachine() {}

    public static Step next(TaskView view) {
        if (view.reported() == Reported.STOPPED) {
            return new Step.Finish();
        }
        Optional<String> end = ending(view);
        return end.isPresent() ? towardsStopped(view, end.get()) : towardsRunning(view);
    }

    /** Why the task must end, if it must; empty text when an essential container simply ended. */
    private static Optional<String> ending(TaskView view) {
        if (view.stopReason().isPresent()) {
            return view.stopReason();
        }
        if (view.volumes().isPresent() && view.volumes().get() instanceof VolumeResult.Failed failed) {
            return Optional.of(failed.reason());
        }
        for (ContainerPayload container : view.payload().containers()) {
            ContainerState state = view.containers().get(container.name());
            boolean failed = view.failures().containsKey(container.name());
            if (container.essentialOrDefault() && (failed || (state != null && state.exited()))) {
                return Optional.of("");
            }
            Optional<ContainerDependency> hopeless = container.dependsOn().stream()
                    .filter(on -> isHopeless(view, on))
                    .findFirst();
            if (state == null && hopeless.isPresent() && container.essentialOrDefault()) {
                return Optional.of("Container " + container.name() + " cannot start: its dependency "
                        + hopeless.get().containerName() + " did not reach "
                        + hopeless.get().condition());
            }
        }
        return Optional.empty();
    }

    private static Step towardsStopped(TaskView view, String reason) {
        List<ContainerPayload> containers = view.payload().containers();
        for (ContainerPayload container : containers.reversed()) {
            ContainerState state = view.containers().get(container.name());
            if (state != null && state.running() && !isNeededByRunning(view, container)) {
                return new Step.Stop(container);
            }
        }
        return new Step.ReportStopped(reason);
    }

    /** Containers stop in the reverse order of their dependencies (API_ContainerDependency). */
    private static boolean isNeededByRunning(TaskView view, ContainerPayload needed) {
        return view.payload().containers().stream()
                .filter(other -> other.dependsOn().stream()
                        .anyMatch(on -> on.containerName().equals(needed.name())))
                .map(other -> view.containers().get(other.name()))
                .anyMatch(state -> state != null && state.running());
    }

    private static Step towardsRunning(TaskView view) {
        if (!(view.volumes().isPresent() && view.volumes().get() instanceof VolumeResult.Ready)) {
            return new Step.PrepareVolumes();
        }
        for (ContainerPayload container : view.payload().containers()) {
            if (!view.images().contains(container.image())
                    && !view.containers().containsKey(container.name())
                    && !view.failures().containsKey(container.name())) {
                return new Step.Pull(container);
            }
        }
        boolean allStarted = true;
        for (ContainerPayload container : view.payload().containers()) {
            ContainerState state = view.containers().get(container.name());
            if (view.failures().containsKey(container.name())
                    || (state != null && state.phase() != ContainerState.Phase.CREATED)) {
                continue;
            }
            allStarted = false;
            if (container.dependsOn().stream().allMatch(on -> isMet(view, on))) {
                return state == null ? new Step.Create(container) : new Step.Start(container);
            }
        }
        return allStarted && view.reported() == Reported.NOTHING ? new Step.ReportRunning() : new Step.Await();
    }

    /** API_ContainerDependency: START, COMPLETE, SUCCESS, HEALTHY. */
    private static boolean isMet(TaskView view, ContainerDependency on) {
        ContainerState state = view.containers().get(on.containerName());
        if (state == null || state.phase() == ContainerState.Phase.CREATED) {
            return false;
        }
        return switch (on.condition()) {
            case "COMPLETE" -> state.exited();
            case "SUCCESS" -> state.exited() && state.exitCode().orElse(-1) == 0;
            case "HEALTHY" -> state.health() == ContainerState.Health.HEALTHY;
            default -> true;
        };
    }

    private static boolean isHopeless(TaskView view, ContainerDependency on) {
        if (view.failures().containsKey(on.containerName())) {
            return true;
        }
        ContainerState state = view.containers().get(on.containerName());
        if (state == null || !state.exited()) {
            return false;
        }
        return switch (on.condition()) {
            case "SUCCESS" -> state.exitCode().orElse(-1) != 0;
            case "HEALTHY" -> true;
            default -> false;
        };
    }
}
