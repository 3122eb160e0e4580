package io.moorage.cloudformation.action;

import io.moorage.model.cloudformation.ChangeSet;
import io.moorage.model.cloudformation.Stack;
import io.moorage.model.cloudformation.StackStatus;
import io.moorage.store.CloudFormationTables;
import io.moorage.store.ReadView;
import java.util.Optional;

/** Finds change sets. */
final class ChangeSets {
    private ChangeSets() {}

    /** By ARN, or by name among those of a stack. */
    static Optional<ChangeSet> find(ReadView view, String nameOrId, Optional<String> stackName) {
        if (nameOrId.startsWith("arn:")) {
            return view.find(CloudFormationTables.CHANGE_SETS, nameOrId);
        }
        if (stackName.isEmpty()) {
            throw Errors.validation("StackName must be specified if ChangeSetName is not specified as an ARN.");
        }
        Stack stack = Cfn.find(view, stackName.get())
                .orElseThrow(() -> Errors.validation("Stack [" + stackName.get() + "] does not exist"));
        return view.by(CloudFormationTables.CHANGE_SETS, CloudFormationTables.CHANGE_SETS_BY_STACK, stack.id()).stream()
                .filter(each -> each.name().equals(nameOrId))
                .findFirst();
    }

    static ChangeSet require(ReadView view, String nameOrId, Optional<String> stackName) {
        return find(view, nameOrId, stackName).orElseThrow(() -> Errors.noChangeSet(nameOrId));
    }

    /** How far its execution is, which its stack knows. */
    static String executionStatus(ReadView view, ChangeSet set) {
        if (!set.executionStatus().equals("EXECUTE_IN_PROGRESS")) {
            return set.executionStatus();
        }
        Optional<Stack> stack = view.find(CloudFormationTables.STACKS, set.stackId());
        if (stack.filter(each -> each.status().inProgress()).isPresent()) {
            return "EXECUTE_IN_PROGRESS";
        }
        return stack.filter(each -> each.status() == StackStatus.CREATE_COMPLETE
                                || each.status() == StackStatus.UPDATE_COMPLETE)
                        .isPresent()
                ? "EXECUTE_COMPLETE"
                : "EXECUTE_FAILED";
    }
}
