package io.moorage.cloudformation.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudformation.CloudformationOperations;
import io.moorage.awsmodels.cloudformation.UpdateTerminationProtectionInput;
import io.moorage.awsmodels.cloudformation.UpdateTerminationProtectionOutput;
import io.moorage.model.cloudformation.Stack;
import io.moorage.model.cloudformation.StackStatus;
import io.moorage.store.CloudFormationTables;
import java.util.List;

/** Switches whether a stack may be deleted. */
record UpdateTerminationProtection(Cfn cfn)
        implements Action<UpdateTerminationProtectionInput, UpdateTerminationProtectionOutput> {
    @Override
    public Operation<UpdateTerminationProtectionInput, UpdateTerminationProtectionOutput> operation() {
        return CloudformationOperations.UPDATE_TERMINATION_PROTECTION;
    }

    @Override
    public List<String> resources(UpdateTerminationProtectionInput input, RequestContext context) {
        return cfn.resource(input.stackName(), context);
    }

    @Override
    public UpdateTerminationProtectionOutput handle(UpdateTerminationProtectionInput input, RequestContext context) {
        return cfn.store().transact(tx -> {
            Stack stack = Cfn.requireExisting(tx, input.stackName());
            if (stack.status() == StackStatus.DELETE_IN_PROGRESS) {
                throw Errors.validation("Stack [" + stack.name() + "] is being deleted");
            }
            if (stack.parentId().isPresent()) {
                throw Errors.validation("Termination protection is set on the root stack of a nested stack");
            }
            tx.update(
                    CloudFormationTables.STACKS,
                    stack.edit()
                            .terminationProtected(input.enableTerminationProtection())
                            .build());
            return UpdateTerminationProtectionOutput.builder()
                    .stackId(stack.id())
                    .build();
        });
    }
}
