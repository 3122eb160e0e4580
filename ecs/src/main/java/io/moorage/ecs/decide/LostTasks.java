package io.moorage.ecs.decide;

import io.moorage.model.Fence;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.Task;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Which tasks of a lost instance may be written off.
 *
 * <p>Safety: a task that may write shared directories only once every file server has confirmed the fence of this loss.
 */
public final class LostTasks {
    public static List<Task> toWriteOff(ContainerInstance lost, Optional<Fence> fence, Collection<Task> live) {
        boolean fenced = fence.map(each -> confirmed(each, lost.lossEpoch())).orElse(false);
        return live.stream().filter(task -> fenced || !task.sharesDirectories()).toList();
    }

    /** The fence of loss {@code epoch}, or of a later one of the same machine, held at every file server once. */
    private static boolean confirmed(Fence fence, long epoch) {
        return fence.epoch() >= epoch && fence.state() != Fence.State.REQUESTED;
    }

    private LostTasks() {}
}
