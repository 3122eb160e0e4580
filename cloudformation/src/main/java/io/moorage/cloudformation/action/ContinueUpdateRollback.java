package io.moorage.cloudformation.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudformation.CloudformationOperations;
import io.moorage.awsmodels.cloudformation.ContinueUpdateRollbackInput;
import io.moorage.awsmodels.cloudformation.ContinueUpdateRollbackOutput;
import io.moorage.model.cloudformation.ResourceStatus;
import io.moorage.model.cloudformation.Stack;
import io.moorage.model.cloudformation.StackStatus;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Goes on with a rollback that failed, perhaps passing over some resources. */
record ContinueUpdateRollback(Cfn cfn) implements Action<ContinueUpdateRollbackInput, ContinueUpdateRollbackOutput> {
    @Override
    public Operation<ContinueUpdateRollbackInput, ContinueUpdateRollbackOutput> operation() {
        return CloudformationOperations.CONTINUE_UPDATE_ROLLBACK;
    }

    @Override
    public Map<String, List<String>> conditions(ContinueUpdateRollbackInput input, RequestContext context) {
        return ConditionKeys.of(ContinueUpdateRollbackInput.SHAPE, input);
    }

    @Override
    public List<String> resources(ContinueUpdateRollbackInput input, RequestContext context) {
        return cfn.resource(input.stackName(), context);
    }

    @Override
    public ContinueUpdateRollbackOutput handle(ContinueUpdateRollbackInput input, RequestContext context) {
        if (input.roleARN() != null) {
            throw Errors.unsupported("Another role for a rollback (RoleARN)");
        }
        Set<String> skipped = Set.copyOf(input.resourcesToSkip());
        cfn.store().transact(tx -> {
            Stack stack = Cfn.requireExisting(tx, input.stackName());
            if (stack.status() != StackStatus.UPDATE_ROLLBACK_FAILED) {
                throw Errors.validation(
                        "Stack:" + stack.id() + " is in " + stack.status() + " state and can not be updated.");
            }
            for (String each : skipped) {
                boolean failed = Cfn.resources(tx, stack).stream()
                        .anyMatch(row -> row.logicalId().equals(each) && row.status() == ResourceStatus.UPDATE_FAILED);
                if (!failed) {
                    throw Errors.validation("Resource " + each
                            + " cannot be skipped: only resources that are in the UPDATE_FAILED state can be.");
                }
            }
            Cfn.begin(
                    tx,
                    stack.edit()
                            .status(
                                    StackStatus.UPDATE_ROLLBACK_IN_PROGRESS,
                                    Optional.of("User Initiated"),
                                    context.now())
                            .left(skipped)
                            .clientToken(Optional.ofNullable(input.clientRequestToken()))
                            .build(),
                    context);
            return stack;
        });
        return ContinueUpdateRollbackOutput.builder().build();
    }
}
