package io.moorage.cloudformation.engine;

import io.moorage.cloudformation.engine.Decision.Draft;
import io.moorage.cloudformation.engine.Decision.Event;
import io.moorage.cloudformation.resource.ResourceTypes;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.template.InvalidTemplateException;
import io.moorage.cloudformation.template.ResourceDeclaration;
import io.moorage.model.cloudformation.Definition;
import io.moorage.model.cloudformation.Output;
import io.moorage.model.cloudformation.ResourceStatus;
import io.moorage.model.cloudformation.Stack;
import io.moorage.model.cloudformation.StackResource;
import io.moorage.model.cloudformation.StackResource.Place;
import io.moorage.model.cloudformation.StackResource.Stage;
import io.moorage.model.cloudformation.StackStatus;
import io.moorage.model.cloudformation.Wish;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Brings every resource of a goal to what the goal says, each when those it needs have come to rest: a creation, an update, and
 * the way back to what was before a failed update.
 */
final class Forward {
    private static final String REPLACES =
            "Requested update requires the creation of a new physical resource; hence creating one.";

    private final StackView view;
    private final Goal goal;
    private final ResourceTypes types;
    private final Draft draft;
    private final Instant now;
    private final int phase;

    Forward(StackView view, Goal goal, ResourceTypes types, Draft draft, Instant now) {
        this.view = view;
        this.goal = goal;
        this.types = types;
        this.draft = draft;
        this.now = now;
        this.phase = view.stack().phase();
    }

    void decide() {
        Optional<String> end = whyNotOn();
        if (end.isPresent()) {
            if (stop()) {
                turnBack(whyNotOn().orElse(end.get()));
            }
            return;
        }
        boolean all = true;
        for (String id : goal.order()) {
            all &= advance(id);
        }
        if (all) {
            arrive();
        }
    }

    /** Why the goal is not pursued any further, in AWS's words. */
    private Optional<String> whyNotOn() {
        if (view.stack().cancelled() && view.stack().status() == StackStatus.UPDATE_IN_PROGRESS) {
            return Optional.of("User Initiated");
        }
        Optional<Integer> minutes = view.stack().wanted().timeoutMinutes();
        if (view.stack().status() == StackStatus.CREATE_IN_PROGRESS && minutes.isPresent()) {
            long left = Duration.between(now, view.stack().since().plus(Duration.ofMinutes(minutes.get())))
                    .toMillis();
            if (left <= 0) {
                return Optional.of("Stack creation time exceeded the specified timeout.");
            }
            draft.wakeAfter(left);
        }
        List<StackResource> failed = draft.resources().stream()
                .filter(each -> each.isCurrent()
                        && each.reached() == phase
                        && each.rests()
                        && each.status().isFailed())
                .filter(each -> !passedOver(each))
                .toList();
        if (!failed.isEmpty()) {
            return Optional.of((sentence(failed, ResourceStatus.CREATE_FAILED, "create")
                            + sentence(failed, ResourceStatus.UPDATE_FAILED, "update"))
                    .strip());
        }
        return Optional.empty();
    }

    /** A rollback that the user continues may leave some resources as they are (ContinueUpdateRollback, ResourcesToSkip). */
    private boolean passedOver(StackResource row) {
        return view.stack().isRollingBackUpdate() && view.stack().left().contains(row.logicalId());
    }

    private static String sentence(List<StackResource> failed, ResourceStatus status, String verb) {
        List<String> ids = failed.stream()
                .filter(each -> each.status() == status)
                .map(StackResource::logicalId)
                .sorted()
                .toList();
        return ids.isEmpty() ? "" : "The following resource(s) failed to " + verb + ": " + ids + ". ";
    }

    /** Begins nothing, and ends what waits; true when nothing is under way any more. */
    private boolean stop() {
        boolean quiet = true;
        for (StackResource row : draft.resources()) {
            if (row.rests() || row.place() != Place.CURRENT) {
                continue;
            }
            if (view.underWay().contains(row.key())) {
                quiet = false;
            } else if (row.stage() == Stage.CREATE && row.attempted()) {
                // It may be there: that has to be known before it can be deleted.
                StackDecider.work(view, draft, row, now);
                quiet = false;
            } else {
                draft.put(row.failed(
                        row.status() == ResourceStatus.CREATE_IN_PROGRESS
                                ? "Resource creation cancelled"
                                : "Resource update cancelled",
                        now));
            }
        }
        return quiet;
    }

    private void turnBack(String why) {
        Stack stack = view.stack();
        Definition wanted = stack.wanted();
        switch (stack.status()) {
            case CREATE_IN_PROGRESS -> {
                if (wanted.disableRollback()) {
                    draft.stack(stack.enter(StackStatus.CREATE_FAILED, Optional.of(why), now));
                } else if (stack.deleteOnFailure()) {
                    draft.stack(stack.enter(
                            StackStatus.DELETE_IN_PROGRESS, Optional.of(why + " Delete requested by user."), now));
                } else {
                    draft.stack(stack.enter(
                            StackStatus.ROLLBACK_IN_PROGRESS, Optional.of(why + " Rollback requested by user."), now));
                }
            }
            case UPDATE_IN_PROGRESS ->
                draft.stack(stack.enter(
                        (wanted.disableRollback() && !stack.cancelled())
                                        || stack.deployed().isEmpty()
                                ? StackStatus.UPDATE_FAILED
                                : StackStatus.UPDATE_ROLLBACK_IN_PROGRESS,
                        Optional.of(why),
                        now));
            default -> draft.stack(stack.enter(StackStatus.UPDATE_ROLLBACK_FAILED, Optional.of(why), now));
        }
    }

    /** Takes the next step of one resource; true when it is as the goal wants it. */
    private boolean advance(String id) {
        Optional<StackResource> row = draft.current(id);
        if (row.isPresent() && row.get().reached() == phase) {
            if (row.get().rests()) {
                return isDone(id);
            }
            StackDecider.work(view, draft, row.get(), now);
            return isDone(id);
        }
        if (!goal.needs(id).stream().allMatch(this::isDone)) {
            return false;
        }
        begin(id, row);
        return isDone(id);
    }

    private boolean isDone(String id) {
        return draft.current(id)
                .filter(row -> row.reached() == phase && row.rests())
                .filter(row -> !row.status().isFailed() || passedOver(row))
                .isPresent();
    }

    private void begin(String id, Optional<StackResource> present) {
        if (view.stack().status() == StackStatus.UPDATE_ROLLBACK_IN_PROGRESS
                && view.stack().left().contains(id)
                && present.isPresent()) {
            draft.put(present.get().restored(phase, now));
            return;
        }
        Optional<StackResource> row = present;
        Optional<StackResource> former = draft.former(id);
        if (present.isPresent() && former.isPresent()) {
            // The replacement is given up, for the way back or for another attempt.
            draft.putQuietly(present.get().as(Place.OUTGOING));
            StackResource back = former.get().restored(phase, now);
            if (view.stack().isRollingBackUpdate()) {
                draft.put(back);
                return;
            }
            draft.putQuietly(back);
            row = Optional.of(back);
        }
        Wish wish;
        try {
            wish = goal.wish(id);
        } catch (InvalidTemplateException e) {
            refuse(id, row, String.valueOf(e.getMessage()));
            return;
        }
        if (row.isEmpty() || row.get().status() == ResourceStatus.CREATE_FAILED) {
            row.filter(StackResource::mayExist).ifPresent(each -> draft.putQuietly(each.as(Place.OUTGOING)));
            row.filter(each -> !each.mayExist()).ifPresent(draft::drop);
            create(id, wish, false);
        } else {
            change(row.get(), wish);
        }
        draft.current(id).filter(each -> !each.rests()).ifPresent(each -> StackDecider.work(view, draft, each, now));
    }

    private void refuse(String id, Optional<StackResource> row, String why) {
        ResourceDeclaration declared = goal.resource(id);
        Wish nothing = new Wish("{}", view.stack().goal().tags(), "{}", "{}", "{}", "Delete", "Delete");
        draft.put(row.map(each -> each.refused(why, phase, now)).orElseGet(() -> StackResource.creating(
                        view.stack().id(), id, phase, declared.type(), nothing, goal.needs(id), false, now)
                .failed(why, now)));
    }

    private void create(String id, Wish wish, boolean replacing) {
        StackResource row = StackResource.creating(
                view.stack().id(), id, phase, goal.resource(id).type(), wish, goal.needs(id), replacing, now);
        if (replacing) {
            draft.putQuietly(row);
        } else {
            draft.put(row);
        }
    }

    private void change(StackResource row, Wish wish) {
        Schema schema = types.require(row.type()).schema();
        Difference told = Difference.of(schema, row.wish(), wish);
        // On the way back what lies elsewhere is not what it was: then only what the stack itself says counts.
        Difference difference = view.stack().isRollingBackUpdate() ? told : told.following(schema);
        Set<String> needs = goal.needs(row.logicalId());
        Optional<String> refusal = refusal(row, told.kind());
        if (refusal.isPresent()) {
            draft.put(row.refused(refusal.get(), phase, now));
            return;
        }
        switch (difference.kind()) {
            case NONE, NOTE, IN_PLACE -> {
                boolean same = difference.kind() == Difference.Kind.NONE;
                if (same && !row.status().isFailed()) {
                    draft.putQuietly(row.unchanged(wish, needs, phase));
                } else {
                    draft.put(row.changing(wish, needs, phase, now));
                }
            }
            case REPLACEMENT -> replace(row, wish, schema, difference);
        }
    }

    /** Why the stack's policy does not allow a change; a rollback is always allowed. */
    private Optional<String> refusal(StackResource row, Difference.Kind kind) {
        Optional<String> policy =
                view.stack().policyDuringUpdate().or(() -> view.stack().policy());
        if (policy.isEmpty()
                || view.stack().isRollingBackUpdate()
                || kind == Difference.Kind.NONE
                || kind == Difference.Kind.NOTE) {
            return Optional.empty();
        }
        return StackPolicies.refusal(
                policy.get(),
                kind == Difference.Kind.REPLACEMENT ? "Update:Replace" : "Update:Modify",
                row.logicalId(),
                row.type());
    }

    private void replace(StackResource row, Wish wish, Schema schema, Difference difference) {
        Optional<String> kept = schema.nameProperty()
                .filter(name -> !difference.properties().contains(name))
                .map(name -> Json.parse(wish.properties()).path(name).asText())
                .filter(name -> !name.isEmpty());
        if (kept.isPresent()) {
            draft.put(row.refused(
                    "CloudFormation cannot update a stack when a custom-named resource requires replacing. Rename "
                            + kept.get() + " and update the stack again.",
                    phase,
                    now));
            return;
        }
        draft.putQuietly(row.as(Place.FORMER));
        draft.tell(new Event(
                row.logicalId(),
                row.physicalId().orElse(""),
                row.type(),
                ResourceStatus.UPDATE_IN_PROGRESS.name(),
                Optional.of(REPLACES),
                Optional.of(wish.properties())));
        create(row.logicalId(), wish, true);
    }

    private void arrive() {
        Stack stack = view.stack();
        List<Output> outputs;
        Set<String> imports;
        try {
            outputs = goal.outputs();
            imports = goal.imports();
            refuseExports(outputs);
        } catch (InvalidTemplateException e) {
            turnBack(String.valueOf(e.getMessage()));
            return;
        }
        draft.stack(stack.reached(outputs, imports).enter(StackDecider.after(stack.status()), Optional.empty(), now));
    }

    /** An export's name is one stack's, and stays while another imports it (user guide, "Exports"). */
    private void refuseExports(List<Output> outputs) throws InvalidTemplateException {
        Set<String> names =
                outputs.stream().flatMap(each -> each.exportName().stream()).collect(Collectors.toSet());
        for (String name : names) {
            Optional<Exports.Export> other = view.exports()
                    .find(name)
                    .filter(each -> !each.stack().id().equals(view.stack().id()));
            if (other.isPresent()) {
                throw new InvalidTemplateException("Export with name " + name + " is already exported by stack "
                        + other.get().stack().name() + ". Rename the export or delete the other.");
            }
        }
        for (Output before : view.stack().outputs()) {
            if (before.exportName().isEmpty()) {
                continue;
            }
            String name = before.exportName().get();
            List<String> importers = view.exports().importers(name);
            boolean changed = outputs.stream()
                    .noneMatch(each -> each.exportName().equals(before.exportName())
                            && each.value().equals(before.value()));
            if (changed && !importers.isEmpty()) {
                throw new InvalidTemplateException((names.contains(name)
                                ? "Export " + name + " cannot be updated"
                                : "Export " + name + " cannot be deleted")
                        + " as it is in use by " + String.join(", ", importers));
            }
        }
    }
}
