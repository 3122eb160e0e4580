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
 * @param note how far an update in place or a deletion of several steps came, in its type's own words; forgotten when it is
 *     complete
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
        boolean replacing,
        Optional<String> note) {
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
                replacing,
                Optional.empty());
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
        return edit().attempted().build();
    }

    /**
     * @param told attributes, as JSON, that cannot be asked for later
     * @param said what is not as the template has it
     */
    public StackResource made(String id, Map<String, String> told, Optional<String> said, Instant now) {
        return edit().physicalId(id)
                .reason(Optional.of("Resource creation Initiated"
                        + said.map(words -> "; " + words).orElse("")))
                .stage(Stage.SETTLE, now)
                .attributes(told)
                .build();
    }

    /** As wished, with what is known of it now; whether signals are still waited for. */
    public StackResource settled(Map<String, String> known, boolean awaitsSignals, Instant now) {
        return edit().stage(awaitsSignals ? Stage.SIGNALS : Stage.REST, now)
                .attributes(known)
                .build();
    }

    public StackResource complete(Instant now) {
        boolean creation = status == ResourceStatus.CREATE_IN_PROGRESS;
        return edit().status(
                        creation ? ResourceStatus.CREATE_COMPLETE : ResourceStatus.UPDATE_COMPLETE,
                        Optional.empty(),
                        now)
                .stage(Stage.REST, now)
                .before(Optional.empty())
                .note(Optional.empty())
                .build();
    }

    /** What was under way did not succeed. */
    public StackResource failed(String why, Instant now) {
        ResourceStatus failed =
                switch (status) {
                    case CREATE_IN_PROGRESS, CREATE_FAILED, CREATE_COMPLETE -> ResourceStatus.CREATE_FAILED;
                    case DELETE_IN_PROGRESS, DELETE_FAILED -> ResourceStatus.DELETE_FAILED;
                    default -> ResourceStatus.UPDATE_FAILED;
                };
        return edit().status(failed, Optional.of(why), now)
                .stage(Stage.REST, now)
                .build();
    }

    /** It is brought in place to another wish. */
    public StackResource changing(Wish next, Set<String> needs, int phase, Instant now) {
        return edit().status(ResourceStatus.UPDATE_IN_PROGRESS, Optional.empty(), now)
                .stage(Stage.CHANGE, now)
                .reached(phase)
                .wish(next, needs)
                .before(Optional.of(wish))
                .build();
    }

    /** A step of what is under way was taken; the next is timed from now. */
    public StackResource noting(String next, Instant now) {
        return edit().stage(stage, now).note(Optional.of(next)).build();
    }

    /** It is as the phase wants it already. */
    public StackResource unchanged(Wish same, Set<String> needs, int phase) {
        return edit().stage(Stage.REST, stageSince)
                .reached(phase)
                .wish(same, needs)
                .before(Optional.empty())
                .build();
    }

    /** An update in place cannot begin, since what it is to become is not known. */
    public StackResource refused(String why, int phase, Instant now) {
        return edit().status(ResourceStatus.UPDATE_FAILED, Optional.of(why), now)
                .stage(Stage.REST, now)
                .reached(phase)
                .build();
    }

    public StackResource as(Place next) {
        return edit().place(next).build();
    }

    /** Back in its place, as it was before the update that is rolled back. */
    public StackResource restored(int phase, Instant now) {
        return edit().status(ResourceStatus.UPDATE_COMPLETE, Optional.empty(), now)
                .stage(Stage.REST, now)
                .place(Place.CURRENT)
                .reached(phase)
                .before(Optional.empty())
                .build();
    }

    public StackResource removing(int phase, Instant now) {
        return edit().status(ResourceStatus.DELETE_IN_PROGRESS, Optional.empty(), now)
                .stage(Stage.REMOVE, now)
                .reached(phase)
                .note(Optional.empty())
                .build();
    }

    /** Its deletion takes its time: why. */
    public StackResource heldUp(String why) {
        return edit().reason(Optional.of(why)).build();
    }

    public StackResource gone(Instant now) {
        return edit().status(ResourceStatus.DELETE_COMPLETE, Optional.empty(), now)
                .stage(Stage.REST, now)
                .build();
    }

    /** The stack no longer answers for it; it stays. */
    public StackResource skipped(Instant now) {
        return edit().status(ResourceStatus.DELETE_SKIPPED, Optional.empty(), now)
                .stage(Stage.REST, now)
                .build();
    }

    private Edit edit() {
        return new Edit(this);
    }

    /** An incarnation like another but for some members. */
    private static final class Edit {
        private final StackResource from;
        private Optional<String> physicalId;
        private ResourceStatus status;
        private Optional<String> reason;
        private Instant since;
        private Stage stage;
        private Instant stageSince;
        private Place place;
        private int reached;
        private boolean attempted;
        private Wish wish;
        private Optional<Wish> before;
        private Map<String, String> attributes;
        private Set<String> dependsOn;
        private Optional<String> note;

        private Edit(StackResource from) {
            this.from = from;
            this.physicalId = from.physicalId;
            this.status = from.status;
            this.reason = from.reason;
            this.since = from.since;
            this.stage = from.stage;
            this.stageSince = from.stageSince;
            this.place = from.place;
            this.reached = from.reached;
            this.attempted = from.attempted;
            this.wish = from.wish;
            this.before = from.before;
            this.attributes = from.attributes;
            this.dependsOn = from.dependsOn;
            this.note = from.note;
        }

        private Edit physicalId(String value) {
            this.physicalId = Optional.of(value);
            return this;
        }

        private Edit status(ResourceStatus value, Optional<String> why, Instant now) {
            this.status = value;
            this.reason = why;
            this.since = now;
            return this;
        }

        private Edit reason(Optional<String> value) {
            this.reason = value;
            return this;
        }

        private Edit stage(Stage value, Instant begun) {
            this.stage = value;
            this.stageSince = begun;
            return this;
        }

        private Edit place(Place value) {
            this.place = value;
            return this;
        }

        private Edit reached(int phase) {
            this.reached = phase;
            return this;
        }

        private Edit attempted() {
            this.attempted = true;
            return this;
        }

        private Edit wish(Wish value, Set<String> needs) {
            this.wish = value;
            this.dependsOn = needs;
            return this;
        }

        private Edit before(Optional<Wish> value) {
            this.before = value;
            return this;
        }

        private Edit attributes(Map<String, String> value) {
            this.attributes = value;
            return this;
        }

        private Edit note(Optional<String> value) {
            this.note = value;
            return this;
        }

        private StackResource build() {
            return new StackResource(
                    from.stackId,
                    from.logicalId,
                    from.generation,
                    from.type,
                    physicalId,
                    status,
                    reason,
                    since,
                    stage,
                    stageSince,
                    place,
                    reached,
                    attempted,
                    wish,
                    before,
                    attributes,
                    dependsOn,
                    from.replacing,
                    note);
        }
    }
}
