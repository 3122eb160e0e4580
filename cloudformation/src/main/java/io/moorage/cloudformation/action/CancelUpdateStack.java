package io.moorage.cloudformation.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudformation.CancelUpdateStackInput;
import io.moorage.awsmodels.cloudformation.CloudformationOperations;
import io.moorage.model.cloudformation.Stack;
import io.moorage.model.cloudformation.StackStatus;
import io.moorage.store.CloudFormationTables;
import java.util.List;

/** Gives up an update under way; what it did is rolled back. */
record CancelUpdateStack(Cfn cfn) implements Action<CancelUpdateStackInput, Empty> {
    @Override
    public Operation<CancelUpdateStackInput, Empty> operation() {
        return CloudformationOperations.CANCEL_UPDATE_STACK;
    }

    @Override
    public List<String> resources(CancelUpdateStackInput input, RequestContext context) {
        return cfn.resource(input.stackName(), context);
    }

    @Override
    public Empty handle(CancelUpdateStackInput input, RequestContext context) {
        cfn.store().transact(tx -> {
            Stack stack = Cfn.requireExisting(tx, input.stackName());
            if (stack.status() != StackStatus.UPDATE_IN_PROGRESS) {
                throw Errors.validation("CancelUpdateStack cannot be called from current stack status");
            }
            tx.update(CloudFormationTables.STACKS, stack.edit().cancelled(true).build());
            return stack;
        });
        return Empty.VALUE;
    }
}
