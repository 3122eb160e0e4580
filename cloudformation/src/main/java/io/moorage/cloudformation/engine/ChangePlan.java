package io.moorage.cloudformation.engine;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.cloudformation.resource.ResourceTypes;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Schema.Update;
import io.moorage.cloudformation.template.InvalidTemplateException;
import io.moorage.cloudformation.template.Template;
import io.moorage.model.cloudformation.ChangeSet.Change;
import io.moorage.model.cloudformation.ChangeSet.Detail;
import io.moorage.model.cloudformation.Definition;
import io.moorage.model.cloudformation.Output;
import io.moorage.model.cloudformation.Stack;
import io.moorage.model.cloudformation.StackResource;
import io.moorage.model.cloudformation.Wish;
import io.moorage.store.CloudFormationTables;
import io.moorage.store.ReadView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What would change if a stack became what is wanted, as far as it can be told before anything is made. */
public final class ChangePlan {
    private final ResourceTypes types;
    private final Stack stack;
    private final Map<String, StackResource> known = new HashMap<>();
    private final Map<String, StackResource> present = new HashMap<>();
    private final Goal goal;
    private final List<Change> changes = new ArrayList<>();

    private ChangePlan(
            ReadView view, Stack stack, Definition wanted, Template template, ResourceTypes types, Account account)
            throws InvalidTemplateException {
        this.types = types;
        this.stack = stack;
        view.by(CloudFormationTables.RESOURCES, CloudFormationTables.RESOURCES_BY_STACK, stack.id()).stream()
                .filter(each -> each.isCurrent() && !each.status().isGone())
                .forEach(each -> present.put(each.logicalId(), each));
        known.putAll(present);
        this.goal = new Goal(template, stack, wanted, account, new Exports(view), known::get);
    }

    /**
     * The changes in the order in which they would be made, and whether an output would change though no resource does.
     *
     * @throws InvalidTemplateException when something cannot be worked out even now
     */
    public record Result(List<Change> changes, boolean outputsChange) {
        public boolean isEmpty() {
            return changes.isEmpty() && !outputsChange;
        }
    }

    public static Result of(
            ReadView view, Stack stack, Definition wanted, Template template, ResourceTypes types, Account account)
            throws InvalidTemplateException {
        ChangePlan plan = new ChangePlan(view, stack, wanted, template, types, account);
        plan.look();
        List<Output> outputs = plan.goal.outputs();
        return new Result(plan.changes, !outputs.equals(stack.outputs()));
    }

    private void look() throws InvalidTemplateException {
        for (String id : goal.order()) {
            String type = goal.resource(id).type();
            StackResource row = present.get(id);
            if (row == null) {
                known.put(id, StandIns.of(stack.id(), id, type));
                Wish ignored = goal.wish(id);
                changes.add(new Change(
                        "Add", id, Optional.empty(), type, Optional.empty(), Optional.empty(), List.of(), List.of()));
            } else {
                compare(id, row, goal.wish(id));
            }
        }
        present.values().stream()
                .filter(row -> !goal.has(row.logicalId()))
                .sorted(java.util.Comparator.comparing(StackResource::logicalId))
                .forEach(row -> changes.add(new Change(
                        "Remove",
                        row.logicalId(),
                        row.physicalId(),
                        row.type(),
                        Optional.empty(),
                        Optional.of(row.wish().deletionPolicy()),
                        List.of(),
                        List.of())));
    }

    private void compare(String id, StackResource row, Wish wish) {
        Schema schema = types.require(row.type()).schema();
        Difference difference = Difference.of(schema, row.wish(), wish).following(schema);
        if (difference.kind() == Difference.Kind.NONE && !row.status().isFailed()) {
            return;
        }
        JsonNode properties = Json.parse(wish.properties());
        List<Detail> details = new ArrayList<>();
        boolean certain = false;
        for (String name : difference.properties()) {
            boolean dynamic = StandIns.isIn(properties.path(name).toString());
            boolean replaces = Difference.update(schema, name) == Update.REPLACEMENT;
            certain |= replaces && !dynamic;
            details.add(new Detail(
                    "Properties",
                    Optional.of(name),
                    replaces ? "Always" : "Never",
                    dynamic ? "Dynamic" : "Static",
                    dynamic ? "ResourceReference" : "DirectModification"));
        }
        if (schema.followed()) {
            details.add(new Detail("Properties", Optional.empty(), "Never", "Dynamic", "Automatic"));
        }
        boolean replacement = difference.kind() == Difference.Kind.REPLACEMENT;
        if (replacement) {
            known.put(id, StandIns.of(stack.id(), id, row.type()));
        }
        for (String scope : difference.scope()) {
            if (!scope.equals("Properties")) {
                details.add(new Detail(scope, Optional.empty(), "Never", "Static", "DirectModification"));
            }
        }
        changes.add(new Change(
                "Modify",
                id,
                row.physicalId(),
                row.type(),
                Optional.of(replacement ? (certain ? "True" : "Conditional") : "False"),
                replacement ? Optional.of(wish.updateReplacePolicy()) : Optional.empty(),
                difference.scope(),
                details));
    }
}
