package io.moorage.cloudformation.engine;

import io.moorage.cloudformation.engine.Decision.Draft;
import io.moorage.cloudformation.resource.ResourceTypes;
import io.moorage.cloudformation.template.InvalidTemplateException;
import io.moorage.cloudformation.template.Template;
import io.moorage.model.cloudformation.StackResource;
import io.moorage.model.cloudformation.StackResource.Stage;
import io.moorage.model.cloudformation.StackStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * What is next for a stack. Pure: the same view at the same time gives the same decision, so that any decision may be made again
 * after a crash.
 */
public final class StackDecider {
    private final ResourceTypes types;
    private final Account account;

    public StackDecider(ResourceTypes types, Account account) {
        this.types = types;
        this.account = account;
    }

    /** @param template of {@link io.moorage.model.cloudformation.Stack#goal()} */
    public Decision decide(StackView view, Template template, Instant now) {
        Draft draft = new Draft(view);
        switch (view.stack().status().work()) {
            case FORWARD -> {
                Goal goal = goal(view, template, draft);
                new Forward(view, goal, types, draft, now).decide();
            }
            case CLEAN_UP -> new Removal(view, Optional.of(goal(view, template, draft)), draft, now).cleanUp();
            case TEAR_DOWN -> new Removal(view, Optional.empty(), draft, now).tearDown();
            case NONE -> {}
        }
        return draft.decision();
    }

    private Goal goal(StackView view, Template template, Draft draft) {
        try {
            return new Goal(
                    template, view.stack(), view.stack().goal(), account, view.exports(), id -> draft.current(id)
                            .orElse(null));
        } catch (InvalidTemplateException e) {
            throw new IllegalStateException("a stack was accepted whose conditions cannot be decided", e);
        }
    }

    /** Takes a resource's next step, if one is to be taken now. */
    static void work(StackView view, Draft draft, StackResource row, Instant now) {
        if (row.stage() == Stage.CHANGE) {
            new SignalWait(view, draft, now).tell(row);
        }
        if (view.underWay().contains(row.key())) {
            return;
        }
        if (row.stage() == Stage.SIGNALS) {
            new SignalWait(view, draft, now).look(row);
        } else if (row.stage() == Stage.CREATE && !row.attempted()) {
            StackResource attempting = row.attempting();
            draft.putQuietly(attempting);
            draft.call(new Call(attempting, false));
        } else if (row.stage() != Stage.REST) {
            draft.call(new Call(row, row.attempted()));
        }
    }

    /** The status in which a stack rests after what was under way is done. */
    static StackStatus after(StackStatus status) {
        return switch (status) {
            case CREATE_IN_PROGRESS -> StackStatus.CREATE_COMPLETE;
            case UPDATE_IN_PROGRESS -> StackStatus.UPDATE_COMPLETE_CLEANUP_IN_PROGRESS;
            case UPDATE_ROLLBACK_IN_PROGRESS -> StackStatus.UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS;
            case UPDATE_COMPLETE_CLEANUP_IN_PROGRESS -> StackStatus.UPDATE_COMPLETE;
            case UPDATE_ROLLBACK_COMPLETE_CLEANUP_IN_PROGRESS -> StackStatus.UPDATE_ROLLBACK_COMPLETE;
            case ROLLBACK_IN_PROGRESS -> StackStatus.ROLLBACK_COMPLETE;
            case DELETE_IN_PROGRESS -> StackStatus.DELETE_COMPLETE;
            default -> status;
        };
    }
}
