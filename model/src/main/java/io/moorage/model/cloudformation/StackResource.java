package io.moorage.model.cloudformation;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One incarnation of a resource: a replacement is another. Its transitions are the methods below, and no others.
 *
 * <p>Invariant: of a logical id at most one incarnation is {@code CURRENT} and at most one is {@code FORMER}. A physical id is
 * there from {@code SETTLE} on, and stays.
 *
 * @param generation the phase of the stack in which it began
 * @param since when the status was reached
 * @param stage what is done next
 * @param stageSince when the stage began: what waits is timed from then
 * @param reached the phase of the stack in which it last came to rest as that phase wants it
 * @param attempted its creation was called, perhaps with success: a further call must look for what is there
 * @param wish what it is, or is being brought to
 * @param before what an update under way, or one that failed, began from
 * @param attributes what {@code Fn::GetAtt} answers, as JSON
 * @param dependsOn logical ids of what it needs
 * @param replacing whether it takes the place of another incarnation
 */
public record StackResource(
        String stackId,
        String logicalId,
        int generation,
        String type,
        Optional<String> physicalId,
        ResourceStatus status,
        Optional<String> reason,
        Instant since,
        Stage stage,
        Instant stageSince,
        Place place,
        int reached,
        boolean attempted,
        Wish wish,
        Optional<Wish> before,
        Map<String, String> attributes,
        Set<String> dependsOn,
        boolean replacing) {
    public StackResource {
        attributes = Map.copyOf(attributes);
        dependsOn = Set.copyOf(dependsOn);
    }

    /** What is done next with an incarnation. */
    public enum Stage {
        /** It is called into being, or found when it is there already. */
        CREATE,
        /** It is there; it is completed and waited for. */
        SETTLE,
        /** It is there and complete; signals are waited for. */
        SIGNALS,
        /** It is changed in place. */
        CHANGE,
        REMOVE,
        /** Nothing. */
        REST
    }

    /** What an incarnation is to its stack. */
    public enum Place {
        CURRENT,
        /** Replaced by the update under way, which may be rolled back. */
        FORMER,
        /** Not wanted any more. */
        OUTGOING
    }

    /** Its key. */
    public String key() {
        return stackId + "|" + logicalId + "|" + generation;
    }

    public static StackResource creating(
            String stackId,
            String logicalId,
            int generation,
            String type,
            Wish wish,
            Set<String> dependsOn,
            boolean replacing,
            Instant now) {
        return new StackResource(
                stackId,
                logicalId,
                generation,
                type,
                Optional.empty(),
                replacing ? ResourceStatus.UPDATE_IN_PROGRESS : ResourceStatus.CREATE_IN_PROGRESS,
                Optional.empty(),
                now,
                Stage.CREATE,
                now,
                Place.CURRENT,
                generation,
                false,
                wish,
                Optional.empty(),
                Map.of(),
                dependsOn,
                replacing);
    }

    public boolean isCurrent() {
        return place == Place.CURRENT;
    }

    public boolean rests() {
        return stage == Stage.REST;
    }

    /** At rest, and not because something failed. */
    public boolean isComplete() {
        return rests() && !status.isFailed() && !status.isGone();
    }

    /** Something of it may exist, or be found by a call that was made. */
    public boolean mayExist() {
        return !status.isGone() && (physicalId.isPresent() || (stage == Stage.CREATE && attempted));
    }

    /** The call that makes it is about to be made. */
    public StackResource attempting() {
        return with(status, reason, since, stage, stageSince, true);
    }

    /**
     * @param told attributes, as JSON, that cannot be asked for later
     * @param note what is not as the template has it
     */
    public StackResource made(String id, Map<String, String> told, Optional<String> note, Instant now) {
        return new StackResource(
                stackId,
                logicalId,
                generation,
                type,
                Optional.of(id),
                status,
                Optional.of("Resource creation Initiated"
                        + note.map(words -> "; " + words).orElse("")),
                now,
                Stage.SETTLE,
                now,
                place,
                reached,
                attempted,
                wish,
                before,
                told,
                dependsOn,
                replacing);
    }

    /** As wished, with what is known of it now; whether signals are still waited for. */
    public StackResource settled(Map<String, String> known, boolean awaitsSignals, Instant now) {
        return new StackResource(
                stackId,
                logicalId,
                generation,
                type,
                physicalId,
                status,
                reason,
                since,
                awaitsSignals ? Stage.SIGNALS : Stage.REST,
                now,
                place,
                reached,
                attempted,
                wish,
                before,
                known,
                dependsOn,
                replacing);
    }

    public StackResource complete(Instant now) {
        boolean creation = status == ResourceStatus.CREATE_IN_PROGRESS;
        return new StackResource(
                stackId,
                logicalId,
                generation,
                type,
                physicalId,
                creation ? ResourceStatus.CREATE_COMPLETE : ResourceStatus.UPDATE_COMPLETE,
                Optional.empty(),
                now,
                Stage.REST,
                now,
                place,
                reached,
                attempted,
                wish,
                Optional.empty(),
                attributes,
                dependsOn,
                replacing);
    }

    /** What was under way did not succeed. */
    public StackResource failed(String why, Instant now) {
        ResourceStatus failed =
                switch (status) {
                    case CREATE_IN_PROGRESS, CREATE_FAILED, CREATE_COMPLETE -> ResourceStatus.CREATE_FAILED;
                    case DELETE_IN_PROGRESS, DELETE_FAILED -> ResourceStatus.DELETE_FAILED;
                    default -> ResourceStatus.UPDATE_FAILED;
                };
        return with(failed, Optional.of(why), now, Stage.REST, now, attempted);
    }

    /** It is brought in place to another wish. */
    public StackResource changing(Wish next, Set<String> needs, int phase, Instant now) {
        return new StackResource(
                stackId,
                logicalId,
                generation,
                type,
                physicalId,
                ResourceStatus.UPDATE_IN_PROGRESS,
                Optional.empty(),
                now,
                Stage.CHANGE,
                now,
                place,
                phase,
                attempted,
                next,
                Optional.of(wish),
                attributes,
                needs,
                replacing);
    }

    /** It is as the phase wants it already. */
    public StackResource unchanged(Wish same, Set<String> needs, int phase) {
        return new StackResource(
                stackId,
                logicalId,
                generation,
                type,
                physicalId,
                status,
                reason,
                since,
                Stage.REST,
                stageSince,
                place,
                phase,
                attempted,
                same,
                Optional.empty(),
                attributes,
                needs,
                replacing);
    }

    /** An update in place cannot begin, since what it is to become is not known. */
    public StackResource refused(String why, int phase, Instant now) {
        return new StackResource(
                stackId,
                logicalId,
                generation,
                type,
                physicalId,
                ResourceStatus.UPDATE_FAILED,
                Optional.of(why),
                now,
                Stage.REST,
                now,
                place,
                phase,
                attempted,
                wish,
                before,
                attributes,
                dependsOn,
                replacing);
    }

    public StackResource as(Place next) {
        return new StackResource(
                stackId,
                logicalId,
                generation,
                type,
                physicalId,
                status,
                reason,
                since,
                stage,
                stageSince,
                next,
                reached,
                attempted,
                wish,
                before,
                attributes,
                dependsOn,
                replacing);
    }

    /** Back in its place, as it was before the update that is rolled back. */
    public StackResource restored(int phase, Instant now) {
        return new StackResource(
                stackId,
                logicalId,
                generation,
                type,
                physicalId,
                ResourceStatus.UPDATE_COMPLETE,
                Optional.empty(),
                now,
                Stage.REST,
                now,
                Place.CURRENT,
                phase,
                attempted,
                wish,
                Optional.empty(),
                attributes,
                dependsOn,
                replacing);
    }

    public StackResource removing(int phase, Instant now) {
        return new StackResource(
                stackId,
                logicalId,
                generation,
                type,
                physicalId,
                ResourceStatus.DELETE_IN_PROGRESS,
                Optional.empty(),
                now,
                Stage.REMOVE,
                now,
                place,
                phase,
                attempted,
                wish,
                before,
                attributes,
                dependsOn,
                replacing);
    }

    public StackResource gone(Instant now) {
        return with(ResourceStatus.DELETE_COMPLETE, Optional.empty(), now, Stage.REST, now, attempted);
    }

    /** The stack no longer answers for it; it stays. */
    public StackResource skipped(Instant now) {
        return with(ResourceStatus.DELETE_SKIPPED, Optional.empty(), now, Stage.REST, now, attempted);
    }

    private StackResource with(
            ResourceStatus nextStatus,
            Optional<String> nextReason,
            Instant nextSince,
            Stage nextStage,
            Instant nextStageSince,
            boolean nowAttempted) {
        return new StackResource(
                stackId,
                logicalId,
                generation,
                type,
                physicalId,
                nextStatus,
                nextReason,
                nextSince,
                nextStage,
                nextStageSince,
                place,
                reached,
                nowAttempted,
                wish,
                before,
                attributes,
                dependsOn,
                replacing);
    }
}
