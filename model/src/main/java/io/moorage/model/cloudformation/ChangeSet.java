package io.moorage.model.cloudformation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What would change if a stack became what is wanted; kept until it is executed or deleted.
 *
 * @param id its ARN; its key
 * @param type {@code CREATE} or {@code UPDATE}
 * @param status {@code CREATE_COMPLETE}, or {@code FAILED} when there is nothing to change
 * @param executionStatus in the API's words
 */
public record ChangeSet(
        String id,
        String name,
        String stackId,
        String stackName,
        String type,
        String description,
        Instant created,
        String status,
        Optional<String> reason,
        String executionStatus,
        Definition wanted,
        Actor actor,
        Optional<String> onStackFailure,
        List<Change> changes) {
    public ChangeSet {
        changes = List.copyOf(changes);
    }

    /**
     * What would become of one resource.
     *
     * @param action {@code Add}, {@code Modify} or {@code Remove}
     * @param replacement {@code True}, {@code False} or {@code Conditional}; for a modification only
     * @param policyAction what becomes of what goes, e.g. {@code Delete}
     * @param scope {@code Properties}, {@code Metadata}, ...
     */
    public record Change(
            String action,
            String logicalId,
            Optional<String> physicalId,
            String type,
            Optional<String> replacement,
            Optional<String> policyAction,
            List<String> scope,
            List<Detail> details) {
        public Change {
            scope = List.copyOf(scope);
            details = List.copyOf(details);
        }
    }

    /**
     * One thing that would change.
     *
     * @param evaluation {@code Static}, or {@code Dynamic} where the value is known only when it comes to it
     * @param source e.g. {@code DirectModification}
     */
    public record Detail(
            String attribute, Optional<String> name, String requiresRecreation, String evaluation, String source) {}

    public ChangeSet in(String nextExecutionStatus) {
        return new ChangeSet(
                id,
                name,
                stackId,
                stackName,
                type,
                description,
                created,
                status,
                reason,
                nextExecutionStatus,
                wanted,
                actor,
                onStackFailure,
                changes);
    }
}
