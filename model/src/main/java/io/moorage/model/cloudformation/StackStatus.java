package io.moorage.model.cloudformation;

/** Where a stack stands (CloudFormation user guide, "Stack status codes"). */
public enum StackStatus {
    CREATE_IN_PROGRESS(Work.FORWARD),
    CREATE_COMPLETE(Work.NONE),
    CREATE_FAILED(Work.NONE),
    ROLLBACK_IN_PROGRESS(Work.TEAR_DOWN),
    ROLLBACK_COMPLETE(Work.NONE),
    ROLLBACK_FAILED(Work.NONE),
    DELETE_IN_PROGRESS(Work.TEAR_DOWN),
    DELETE_COMPLETE(Work.NONE),
    DELETE_FAILED(Work.NONE),
    UPDATE_IN_PROGRESS(Work.FORWARD),
    UPDATE_COMPLETE_CLEANUP_IN_PROGRESS(Work.CLEAN_UP),
    UPDATE_COMPLETE(Work.NONE),
    UPDATE_FAILED(Work.NONE),
    UPDATE_ROLLBACK_IN_PROGRESS(Work.FORWARD),
    UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS(Work.CLEAN_UP),
    UPDATE_ROLLBACK_COMPLETE(Work.NONE),
    UPDATE_ROLLBACK_FAILED(Work.NONE),
    /** A change set was made for a stack that does not exist yet. */
    REVIEW_IN_PROGRESS(Work.NONE);

    private final Work work;

    StackStatus(Work work) {
        this.work = work;
    }

    /** What is done while a stack is in a status. */
    public enum Work {
        NONE,
        /** Every resource of a template is brought to what the template says. */
        FORWARD,
        /** What is no longer wanted is deleted. */
        CLEAN_UP,
        /** Everything is deleted. */
        TEAR_DOWN
    }

    public Work work() {
        return work;
    }

    public boolean inProgress() {
        return work != Work.NONE;
    }

    /** An update may begin (user guide, "Update behaviors"; after a creation that failed without rollback too). */
    public boolean mayUpdate() {
        return switch (this) {
            case CREATE_COMPLETE, UPDATE_COMPLETE, UPDATE_ROLLBACK_COMPLETE, CREATE_FAILED, UPDATE_FAILED -> true;
            default -> false;
        };
    }
}
