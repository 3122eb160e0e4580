package io.moorage.ecs.decide;

import io.moorage.model.ecs.Service;
import io.moorage.model.ecs.Task;
import java.util.Collection;

/**
 * Between how many tasks a service may have while some take the place of others ({@code API_DeploymentConfiguration}).
 *
 * <p>Safety: of tasks that write shared directories each counts until it is known to be stopped, so that none is started in the place of
 * one that may still write. A single such task is stopped first and replaced then, whatever the percentages say.
 *
 * @param lower so many stay healthy
 * @param upper so many there are at most
 */
record TaskLimits(int lower, int upper) {
    /** @param writer they write shared directories */
    static TaskLimits of(Service service, int desired, boolean writer) {
        if (writer && desired == 1) {
            return new TaskLimits(0, desired);
        }
        // Percentages and counts have no bound: their product may be more than an int holds.
        long least = Math.ceilDiv((long) desired * service.minimumHealthyPercent(), 100L);
        long most = (long) desired * service.maximumPercent() / 100;
        return new TaskLimits(Math.clamp(least, 0, Integer.MAX_VALUE), Math.clamp(most, 1, Integer.MAX_VALUE));
    }

    /** How many of a service's live tasks count against the upper limit. */
    static int occupying(Collection<Task> live) {
        return (int) live.stream()
                .filter(each -> each.wanted() || each.sharesDirectories())
                .count();
    }
}
