package io.moorage.agent.task;

import io.moorage.agent.runtime.ContainerState;
import io.moorage.agent.task.TaskView.Preparation;
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
        if (view.prepared() instanceof Preparation.Failed failed) {
            return Optional.of(failed.reason());
        }
        for (ContainerPayload container : view.payload().containers()) {
            ContainerState state = view.containers().get(container.name());
            boolean failed = view.failures().containsKey(container.name());
            boolean over = state != null && state.exited() && !Restarts.isDue(container, state);
            if (container.essentialOrDefault() && (failed || over)) {
                return Optional.of("");
            }
            Optional<ContainerDependency> hopeless = container.dependsOn().stream()
                    .filter(on -> Dependencies.isHopeless(view, on))
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
        List<ContainerPayload> next = view.payload().containers().reversed().stream()
                .filter(container -> isRunning(view, container.name()))
                .filter(container -> !Dependencies.isNeededByRunning(view, container))
                .toList();
        return next.isEmpty() ? new Step.ReportStopped(reason) : new Step.Stop(next);
    }

    private static boolean isRunning(TaskView view, String container) {
        ContainerState state = view.containers().get(container);
        return state != null && state.running();
    }

    private static Step towardsRunning(TaskView view) {
        if (!(view.volumes().isPresent() && view.volumes().get() instanceof VolumeResult.Ready)) {
            return new Step.PrepareVolumes();
        }
        boolean allMade = view.payload().containers().stream()
                .allMatch(each -> view.containers().containsKey(each.name())
                        || view.failures().containsKey(each.name()));
        if (!allMade && !(view.prepared() instanceof Preparation.Done)) {
            return new Step.Prepare();
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
            if (view.failures().containsKey(container.name())) {
                continue;
            }
            if (state != null && state.phase() != ContainerState.Phase.CREATED) {
                if (Restarts.isDue(container, state)) {
                    return new Step.Restart(container);
                }
                continue;
            }
            allStarted = false;
            if (container.dependsOn().stream().allMatch(on -> Dependencies.isMet(view, on))) {
                return state == null ? new Step.Create(container) : new Step.Start(container);
            }
        }
        return hasNews(view, allStarted) ? new Step.ReportRunning() : new Step.Await();
    }

    private static boolean hasNews(TaskView view, boolean allStarted) {
        if (view.reported() == Reported.NOTHING) {
            return allStarted;
        }
        return view.containers().entrySet().stream()
                .anyMatch(each -> each.getValue().exited() && !view.told().contains(each.getKey()));
    }
}
