package io.moorage.cloudformation.engine;

import io.moorage.cloudformation.engine.Decision.Draft;
import io.moorage.model.cloudformation.ResourceStatus;
import io.moorage.model.cloudformation.Stack;
import io.moorage.model.cloudformation.StackResource;
import io.moorage.model.cloudformation.StackResource.Place;
import io.moorage.model.cloudformation.StackResource.Stage;
import io.moorage.model.cloudformation.StackStatus;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Deletes what is not wanted, each resource after those that need it. */
final class Removal {
    private static final String RETAIN = "Retain";
    private static final String RETAIN_EXCEPT_ON_CREATE = "RetainExceptOnCreate";

    private final StackView view;
    private final Optional<Goal> goal;
    private final Draft draft;
    private final Instant now;
    private final Stack stack;

    /** @param goal what stays; empty when nothing does */
    Removal(StackView view, Optional<Goal> goal, Draft draft, Instant now) {
        this.view = view;
        this.goal = goal;
        this.draft = draft;
        this.now = now;
        this.stack = view.stack();
    }

    /** The end of an update, or of its rollback: what it replaced or left out goes. A failure leaves it, and is no failure. */
    void cleanUp() {
        for (StackResource row : draft.resources()) {
            boolean leftOut = row.isCurrent()
                    && !row.status().isGone()
                    && goal.filter(each -> each.has(row.logicalId())).isEmpty();
            if (leftOut || row.place() == Place.FORMER) {
                draft.putQuietly(row.as(Place.OUTGOING));
            }
        }
        if (remove(outgoing())) {
            outgoing().forEach(draft::drop);
            draft.stack(stack.enter(StackDecider.after(stack.status()), Optional.empty(), now));
        }
    }

    private List<StackResource> outgoing() {
        return draft.resources().stream()
                .filter(row -> row.place() == Place.OUTGOING)
                .toList();
    }

    /** The end of a stack, or of a creation that failed. */
    void tearDown() {
        if (!remove(draft.resources())) {
            return;
        }
        List<String> failed = draft.resources().stream()
                .filter(this::isLeft)
                .map(StackResource::logicalId)
                .sorted()
                .distinct()
                .toList();
        if (failed.isEmpty()) {
            draft.stack(stack.edit()
                    .outputs(List.of())
                    .imports(java.util.Set.of())
                    .build()
                    .enter(StackDecider.after(stack.status()), Optional.empty(), now));
        } else {
            draft.stack(stack.enter(
                    stack.status() == StackStatus.ROLLBACK_IN_PROGRESS
                            ? StackStatus.ROLLBACK_FAILED
                            : StackStatus.DELETE_FAILED,
                    Optional.of("The following resource(s) failed to delete: " + failed + ". "),
                    now));
        }
    }

    /** Still there. */
    private boolean isLeft(StackResource row) {
        return !row.status().isGone();
    }

    private boolean hasFailed(StackResource row) {
        return row.rests() && row.status() == ResourceStatus.DELETE_FAILED && row.reached() == stack.phase();
    }

    /** Takes the next steps; true when none is left to take. */
    private boolean remove(List<StackResource> rows) {
        boolean busy = false;
        boolean began = true;
        while (began) {
            began = false;
            busy = false;
            List<StackResource> left =
                    rows.stream().map(this::newest).filter(this::isLeft).toList();
            for (StackResource row : left) {
                if (isUnderWay(row)) {
                    busy = true;
                } else if (!hasFailed(row) && isFree(row, left)) {
                    began |= begin(row);
                    busy |= isLeft(newest(row));
                }
            }
            if (!busy && !began) {
                // Incarnations of different times may need one another in a circle.
                Optional<StackResource> any = left.stream()
                        .filter(row -> !hasFailed(row))
                        .filter(row -> left.stream().noneMatch(each -> hasFailed(each) && needs(each, row)))
                        .min(Comparator.comparing(StackResource::generation));
                if (any.isPresent()) {
                    began = begin(any.get());
                    busy = isLeft(newest(any.get()));
                }
            }
        }
        rows.stream()
                .map(this::newest)
                .filter(this::isUnderWay)
                .forEach(row -> StackDecider.work(view, draft, row, now));
        return !busy;
    }

    private StackResource newest(StackResource row) {
        return draft.row(row.key()).orElse(row);
    }

    private boolean isUnderWay(StackResource row) {
        return view.underWay().contains(row.key())
                || row.stage() == Stage.REMOVE
                || (row.stage() == Stage.CREATE && row.attempted());
    }

    private static boolean needs(StackResource dependent, StackResource row) {
        return !dependent.logicalId().equals(row.logicalId())
                && dependent.dependsOn().contains(row.logicalId());
    }

    private boolean isFree(StackResource row, List<StackResource> left) {
        return left.stream().noneMatch(each -> needs(each, row));
    }

    /** Begins to delete it, or settles at once that it is not deleted; true when it is gone by that. */
    private boolean begin(StackResource row) {
        if (isKept(row)) {
            draft.put(row.skipped(now));
            return true;
        }
        if (row.physicalId().isEmpty()) {
            if (row.place() == Place.OUTGOING) {
                draft.putQuietly(row.gone(now));
            } else {
                draft.put(row.gone(now));
            }
            return true;
        }
        draft.put(row.removing(stack.phase(), now));
        return false;
    }

    private boolean isKept(StackResource row) {
        if (stack.status() == StackStatus.DELETE_IN_PROGRESS && stack.left().contains(row.logicalId())) {
            return true;
        }
        boolean replaced =
                row.place() == Place.OUTGOING && draft.current(row.logicalId()).isPresent();
        if (replaced) {
            return !stack.isRollingBackUpdate()
                    && row.wish().updateReplacePolicy().equals(RETAIN);
        }
        boolean madeJustNow = stack.status() == StackStatus.ROLLBACK_IN_PROGRESS || stack.isRollingBackUpdate();
        return switch (row.wish().deletionPolicy()) {
            case RETAIN ->
                !(madeJustNow && stack.wanted().retainExceptOnCreate())
                        && row.physicalId().isPresent();
            case RETAIN_EXCEPT_ON_CREATE -> !madeJustNow && row.physicalId().isPresent();
            default -> false;
        };
    }
}
