package io.moorage.cloudformation.action;

import io.moorage.awsapi.RequestContext;
import io.moorage.cloudformation.engine.ChangePlan;
import io.moorage.cloudformation.template.InvalidTemplateException;
import io.moorage.cloudformation.template.Template;
import io.moorage.model.cloudformation.Actor;
import io.moorage.model.cloudformation.Definition;
import io.moorage.model.cloudformation.Stack;
import io.moorage.model.cloudformation.StackResource;
import io.moorage.store.ReadView;
import io.moorage.store.Transaction;
import java.util.List;
import java.util.Optional;

/** Begins updates of stacks: those that {@code UpdateStack} asks for, and those of change sets. */
record Updates(Cfn cfn) {

    void begin(
            Transaction tx,
            Stack stack,
            Definition wanted,
            Actor actor,
            Optional<String> token,
            Optional<String> policy,
            Optional<String> policyDuring,
            RequestContext context) {
        requireUpdatable(stack);
        new Definitions(cfn).check(tx, stack, wanted);
        ChangePlan.Result plan = plan(tx, stack, wanted);
        if (plan.isEmpty() && stack.deployed().isPresent() && !hasFailed(tx, stack)) {
            throw Errors.validation("No updates are to be performed.");
        }
        Stack updating = stack.updating(wanted, actor, token, context.now())
                .edit()
                .policy(policy.or(stack::policy))
                .policyDuringUpdate(policyDuring)
                .build();
        Cfn.begin(tx, updating, context);
    }

    private static boolean hasFailed(ReadView view, Stack stack) {
        return Cfn.resources(view, stack).stream().anyMatch(row -> row.status().isFailed());
    }

    static void requireUpdatable(Stack stack) {
        if (!stack.status().mayUpdate()) {
            throw Errors.validation(
                    "Stack:" + stack.id() + " is in " + stack.status() + " state and can not be updated.");
        }
    }

    /** What would change; refused when it cannot. */
    ChangePlan.Result plan(ReadView view, Stack stack, Definition wanted) {
        try {
            Template template = cfn.templates().read(wanted.templateBody());
            refuseOtherTypes(view, stack, template);
            return ChangePlan.of(view, stack, wanted, template, cfn.types(), cfn.account());
        } catch (InvalidTemplateException e) {
            throw Errors.validation(String.valueOf(e.getMessage()));
        }
    }

    private static void refuseOtherTypes(ReadView view, Stack stack, Template template) {
        List<String> changed = Cfn.resources(view, stack).stream()
                .filter(row -> !row.status().isGone())
                .filter(row -> {
                    var declared = template.resources().get(row.logicalId());
                    return declared != null && !declared.type().equals(row.type());
                })
                .map(StackResource::logicalId)
                .toList();
        if (!changed.isEmpty()) {
            throw Errors.validation(
                    "Update of resource type is not permitted. The new template modifies resource type of the following resources: "
                            + changed);
        }
    }
}
