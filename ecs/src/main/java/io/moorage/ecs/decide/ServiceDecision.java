package io.moorage.ecs.decide;

import io.moorage.model.ecs.Capacity;
import io.moorage.model.ecs.ContainerInstance;
import io.moorage.model.ecs.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a service needs now.
 *
 * @param unplaced about tasks that found no place, or that are under protection: time or room may change that
 * @param stuck the deployment can neither start nor stop a task within its limits
 * @param moves what it starts is one task, which is to take the place of one in a fuller zone
 * @param notice something else to be told
 * @param failure the primary deployment has failed
 * @param desiredCount what a daemon service's desired count is to become
 * @param steady everything is as it should be
 */
public record ServiceDecision(
        List<StartTask> starts,
        List<StopTask> stops,
        Optional<Unplaced> unplaced,
        boolean stuck,
        boolean moves,
        Optional<String> notice,
        Optional<Failure> failure,
        Optional<Integer> desiredCount,
        boolean steady) {
    public ServiceDecision {
        starts = List.copyOf(starts);
        stops = List.copyOf(stops);
    }

    static ServiceDecision of(List<StartTask> starts, List<StopTask> stops) {
        return new ServiceDecision(
                starts,
                stops,
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    static ServiceDecision failed(Failure failure) {
        return new ServiceDecision(
                List.of(),
                List.of(),
                Optional.empty(),
                false,
                false,
                Optional.empty(),
                Optional.of(failure),
                Optional.empty(),
                false);
    }

    ServiceDecision withUnplaced(Optional<Unplaced> words) {
        return new ServiceDecision(starts, stops, words, stuck, moves, notice, failure, desiredCount, steady);
    }

    ServiceDecision withStuck(boolean is) {
        return new ServiceDecision(starts, stops, unplaced, is, moves, notice, failure, desiredCount, steady);
    }

    ServiceDecision withNotice(String words) {
        return new ServiceDecision(
                starts, stops, unplaced, stuck, moves, Optional.of(words), failure, desiredCount, steady);
    }

    /** Of one start. */
    static ServiceDecision move(StartTask start) {
        return new ServiceDecision(
                List.of(start),
                List.of(),
                Optional.empty(),
                false,
                true,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false);
    }

    ServiceDecision withDesiredCount(int count) {
        return new ServiceDecision(starts, stops, unplaced, stuck, moves, notice, failure, Optional.of(count), steady);
    }

    ServiceDecision withSteady(boolean is) {
        return new ServiceDecision(starts, stops, unplaced, stuck, moves, notice, failure, desiredCount, is);
    }

    /** What both want; steady when both are. */
    ServiceDecision and(ServiceDecision other) {
        List<StartTask> allStarts = new ArrayList<>(starts);
        allStarts.addAll(other.starts);
        List<StopTask> allStops = new ArrayList<>(stops);
        allStops.addAll(other.stops);
        return new ServiceDecision(
                allStarts,
                allStops,
                unplaced.or(() -> other.unplaced),
                stuck || other.stuck,
                moves || other.moves,
                notice.or(() -> other.notice),
                failure.or(() -> other.failure),
                desiredCount.or(() -> other.desiredCount),
                steady && other.steady);
    }

    public boolean changesNothing() {
        return starts.isEmpty() && stops.isEmpty() && unplaced.isEmpty() && failure.isEmpty() && !stuck;
    }

    /**
     * @param deploymentId of the deployment or task set
     * @param taskDefinition its key
     * @param instance empty when the capacity provider has no room yet
     */
    public record StartTask(
            String deploymentId,
            String taskDefinition,
            Optional<ContainerInstance> instance,
            Optional<Capacity> capacity) {}

    public record StopTask(String taskArn, Stop why) {}

    /** @param cause what the message begins with, whatever the figures in it: while it stays there is no news */
    public record Unplaced(String cause, String message) {}

    /**
     * @param reason as {@code rolloutStateReason} has it
     * @param words as the event has them
     * @param returning as {@code rolloutStateReason} of the deployment that the service goes back to has it, without the id
     */
    public record Failure(String reason, String words, String returning, boolean rollback) {}
}
