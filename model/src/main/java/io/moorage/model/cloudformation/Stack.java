package io.moorage.model.cloudformation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A stack.
 *
 * <p>Invariant: what the work under way aims at is {@code wanted}, except while an update is rolled back: then it is
 * {@code deployed}.
 *
 * @param id its ARN; its key
 * @param phase grows whenever the stack begins something else; what is made in a phase is numbered with it
 * @param since when the status was reached
 * @param wanted what the last operation asked for
 * @param deployed what was last reached; empty until the stack was complete once
 * @param cancelled the update under way is to be given up
 * @param left logical ids that a deletion leaves alone, or that a continued rollback passes over
 * @param policyDuringUpdate stands for {@code policy} in the update under way
 * @param imports names of the exports that its values were taken from
 * @param deleteOnFailure a creation that fails leaves no stack
 */
public record Stack(
        String id,
        String name,
        StackStatus status,
        Optional<String> reason,
        int phase,
        Instant since,
        Definition wanted,
        Optional<Definition> deployed,
        Actor actor,
        Instant created,
        Optional<Instant> updated,
        Optional<Instant> deleted,
        List<Output> outputs,
        Set<String> imports,
        boolean cancelled,
        Set<String> left,
        boolean deleteOnFailure,
        boolean terminationProtected,
        Optional<String> policy,
        Optional<String> policyDuringUpdate,
        Optional<String> parentId,
        Optional<String> rootId,
        Optional<String> changeSetId,
        Optional<String> clientToken,
        Optional<Drift> drift) {
    public Stack {
        outputs = List.copyOf(outputs);
        imports = Set.copyOf(imports);
        left = Set.copyOf(left);
    }

    /** What the last look for drift found. */
    public record Drift(String detectionId, Instant checked, int drifted) {}

    /** A stack of which nothing is made yet. */
    public static Stack of(String id, String name, StackStatus status, Definition wanted, Actor actor, Instant now) {
        return new Stack(
                id,
                name,
                status,
                Optional.empty(),
                1,
                now,
                wanted,
                Optional.empty(),
                actor,
                now,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Set.of(),
                false,
                Set.of(),
                false,
                false,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public boolean exists() {
        return status != StackStatus.DELETE_COMPLETE;
    }

    /** What the work under way aims at. */
    public Definition goal() {
        return switch (status) {
            case UPDATE_ROLLBACK_IN_PROGRESS,
                    UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS,
                    UPDATE_ROLLBACK_COMPLETE,
                    UPDATE_ROLLBACK_FAILED -> deployed.orElse(wanted);
            default -> wanted;
        };
    }

    public boolean isRollingBackUpdate() {
        return status == StackStatus.UPDATE_ROLLBACK_IN_PROGRESS
                || status == StackStatus.UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS;
    }

    /** In another status; whatever is done in it belongs to a new phase. */
    public Stack enter(StackStatus next, Optional<String> why, Instant now) {
        Optional<Instant> gone = next == StackStatus.DELETE_COMPLETE ? Optional.of(now) : deleted;
        return edit().status(next, why, now).deleted(gone).build();
    }

    /** An update towards {@code next} begins. */
    public Stack updating(Definition next, Actor by, Optional<String> token, Instant now) {
        return edit().status(StackStatus.UPDATE_IN_PROGRESS, Optional.of("User Initiated"), now)
                .wanted(next)
                .actor(by)
                .clientToken(token)
                .updated(now)
                .cancelled(false)
                .left(Set.of())
                .build();
    }

    /** Its deletion begins. */
    public Stack deleting(Set<String> retained, Actor by, Optional<String> token, Instant now) {
        return edit().status(StackStatus.DELETE_IN_PROGRESS, Optional.of("User Initiated"), now)
                .actor(by)
                .clientToken(token)
                .left(retained)
                .build();
    }

    /** What was wanted is there. */
    public Stack reached(List<Output> nowOutputs, Set<String> nowImports) {
        return edit().deployed(goal()).outputs(nowOutputs).imports(nowImports).build();
    }

    public Builder edit() {
        return new Builder(this);
    }

    /** A stack like another but for some members. */
    public static final class Builder {
        private final Stack from;
        private StackStatus status;
        private Optional<String> reason;
        private int phase;
        private Instant since;
        private Definition wanted;
        private Optional<Definition> deployed;
        private Actor actor;
        private Optional<Instant> updated;
        private Optional<Instant> deleted;
        private List<Output> outputs;
        private Set<String> imports;
        private boolean cancelled;
        private Set<String> left;
        private boolean deleteOnFailure;
        private boolean terminationProtected;
        private Optional<String> policy;
        private Optional<String> policyDuringUpdate;
        private Optional<String> parentId;
        private Optional<String> rootId;
        private Optional<String> changeSetId;
        private Optional<String> clientToken;
        private Optional<Drift> drift;

        private Builder(Stack from) {
            this.from = from;
            this.status = from.status;
            this.reason = from.reason;
            this.phase = from.phase;
            this.since = from.since;
            this.wanted = from.wanted;
            this.deployed = from.deployed;
            this.actor = from.actor;
            this.updated = from.updated;
            this.deleted = from.deleted;
            this.outputs = from.outputs;
            this.imports = from.imports;
            this.cancelled = from.cancelled;
            this.left = from.left;
            this.deleteOnFailure = from.deleteOnFailure;
            this.terminationProtected = from.terminationProtected;
            this.policy = from.policy;
            this.policyDuringUpdate = from.policyDuringUpdate;
            this.parentId = from.parentId;
            this.rootId = from.rootId;
            this.changeSetId = from.changeSetId;
            this.clientToken = from.clientToken;
            this.drift = from.drift;
        }

        public Builder status(StackStatus next, Optional<String> why, Instant now) {
            this.status = next;
            this.reason = why;
            this.phase = from.phase + 1;
            this.since = now;
            return this;
        }

        public Builder reason(Optional<String> value) {
            this.reason = value;
            return this;
        }

        public Builder wanted(Definition value) {
            this.wanted = value;
            return this;
        }

        public Builder deployed(Definition value) {
            this.deployed = Optional.of(value);
            return this;
        }

        public Builder actor(Actor value) {
            this.actor = value;
            return this;
        }

        public Builder updated(Instant value) {
            this.updated = Optional.of(value);
            return this;
        }

        public Builder deleted(Optional<Instant> value) {
            this.deleted = value;
            return this;
        }

        public Builder outputs(List<Output> value) {
            this.outputs = value;
            return this;
        }

        public Builder imports(Set<String> value) {
            this.imports = value;
            return this;
        }

        public Builder cancelled(boolean value) {
            this.cancelled = value;
            return this;
        }

        public Builder left(Set<String> value) {
            this.left = value;
            return this;
        }

        public Builder deleteOnFailure(boolean value) {
            this.deleteOnFailure = value;
            return this;
        }

        public Builder terminationProtected(boolean value) {
            this.terminationProtected = value;
            return this;
        }

        public Builder policy(Optional<String> value) {
            this.policy = value;
            return this;
        }

        public Builder policyDuringUpdate(Optional<String> value) {
            this.policyDuringUpdate = value;
            return this;
        }

        public Builder parent(Optional<String> parent, Optional<String> root) {
            this.parentId = parent;
            this.rootId = root;
            return this;
        }

        public Builder changeSetId(Optional<String> value) {
            this.changeSetId = value;
            return this;
        }

        public Builder clientToken(Optional<String> value) {
            this.clientToken = value;
            return this;
        }

        public Builder drift(Optional<Drift> value) {
            this.drift = value;
            return this;
        }

        public Stack build() {
            return new Stack(
                    from.id,
                    from.name,
                    status,
                    reason,
                    phase,
                    since,
                    wanted,
                    deployed,
                    actor,
                    from.created,
                    updated,
                    deleted,
                    outputs,
                    imports,
                    cancelled,
                    left,
                    deleteOnFailure,
                    terminationProtected,
                    policy,
                    policyDuringUpdate,
                    parentId,
                    rootId,
                    changeSetId,
                    clientToken,
                    drift);
        }
    }
}
