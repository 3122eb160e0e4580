package io.moorage.agent.task;

import io.moorage.agent.runtime.ContainerState;
import io.moorage.agentwire.acs.ContainerDependency;
import io.moorage.agentwire.acs.ContainerPayload;
import java.time.Instant;
import java.util.Optional;

/** What {@code API_ContainerDependency} says of a container that another one waits for: START, COMPLETE, SUCCESS, HEALTHY. */
final class Dependencies {
    static boolean isMet(TaskView view, ContainerDependency on) {
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

    /** It will never be met. */
    static boolean isHopeless(TaskView view, ContainerDependency on) {
        if (view.failures().containsKey(on.containerName())) {
            return true;
        }
        ContainerState state = view.containers().get(on.containerName());
        if (state == null || isMet(view, on)) {
            return false;
        }
        return isTooLate(view, on, state)
                || (state.exited()
                        && switch (on.condition()) {
                            case "SUCCESS" -> state.exitCode().orElse(-1) != 0;
                            case "HEALTHY" -> true;
                            default -> false;
                        });
    }

    /** {@code API_ContainerDefinition}, startTimeout: of the container that is waited for, from its start. */
    private static boolean isTooLate(TaskView view, ContainerDependency on, ContainerState state) {
        Optional<Integer> seconds = view.payload().containers().stream()
                .filter(each -> each.name().equals(on.containerName()))
                .flatMap(each -> Optional.ofNullable(each.startTimeout()).stream())
                .findFirst();
        Optional<Instant> started = state.details().started();
        return seconds.isPresent()
                && started.isPresent()
                && !view.now().isBefore(started.get().plusSeconds(seconds.get()));
    }

    /** Containers stop in the reverse order of their dependencies. */
    static boolean isNeededByRunning(TaskView view, ContainerPayload needed) {
        return view.payload().containers().stream()
                .filter(other -> other.dependsOn().stream()
                        .anyMatch(on -> on.containerName().equals(needed.name())))
                .map(other -> view.containers().get(other.name()))
                .anyMatch(state -> state != null && state.running());
    }

    private Dependencies() {}
}
