package io.moorage.cloudformation.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudformation.CloudformationOperations;
import io.moorage.awsmodels.cloudformation.ExecuteChangeSetInput;
import io.moorage.awsmodels.cloudformation.ExecuteChangeSetOutput;
import io.moorage.model.cloudformation.ChangeSet;
import io.moorage.model.cloudformation.Definition;
import io.moorage.model.cloudformation.Stack;
import io.moorage.model.cloudformation.StackStatus;
import io.moorage.store.CloudFormationTables;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Begins what a change set describes. */
record ExecuteChangeSet(Cfn cfn) implements Action<ExecuteChangeSetInput, ExecuteChangeSetOutput> {
    @Override
    public Operation<ExecuteChangeSetInput, ExecuteChangeSetOutput> operation() {
        return CloudformationOperations.EXECUTE_CHANGE_SET;
    }

    @Override
    public Map<String, List<String>> conditions(ExecuteChangeSetInput input, RequestContext context) {
        return ConditionKeys.of(ExecuteChangeSetInput.SHAPE, input);
    }

    @Override
    public List<String> resources(ExecuteChangeSetInput input, RequestContext context) {
        return input.stackName() == null ? List.of("*") : cfn.resource(input.stackName(), context);
    }

    @Override
    public ExecuteChangeSetOutput handle(ExecuteChangeSetInput input, RequestContext context) {
        cfn.store().transact(tx -> {
            ChangeSet set = ChangeSets.require(tx, input.changeSetName(), Optional.ofNullable(input.stackName()));
            if (!set.executionStatus().equals("AVAILABLE")) {
                throw new AwsException(
                        "InvalidChangeSetStatus",
                        400,
                        "ChangeSet [" + set.id() + "] cannot be executed in its current status of [" + set.status()
                                + "]");
            }
            Stack stack = Cfn.requireExisting(tx, set.stackId())
                    .edit()
                    .changeSetId(Optional.of(set.id()))
                    .build();
            Definition wanted = withRollback(set.wanted(), input.disableRollback());
            Optional<String> token = Optional.ofNullable(input.clientRequestToken());
            if (set.type().equals("CREATE")) {
                if (stack.status() != StackStatus.REVIEW_IN_PROGRESS) {
                    throw Errors.exists(stack.name());
                }
                Cfn.begin(
                        tx,
                        stack.edit()
                                .status(StackStatus.CREATE_IN_PROGRESS, Optional.of("User Initiated"), context.now())
                                .wanted(wanted)
                                .actor(set.actor())
                                .deleteOnFailure(
                                        "DELETE".equals(set.onStackFailure().orElse("")))
                                .clientToken(token)
                                .build(),
                        context);
            } else {
                new Updates(cfn)
                        .begin(tx, stack, wanted, set.actor(), token, Optional.empty(), Optional.empty(), context);
            }
            tx.by(CloudFormationTables.CHANGE_SETS, CloudFormationTables.CHANGE_SETS_BY_STACK, stack.id()).stream()
                    .map(ChangeSet::id)
                    .filter(id -> !id.equals(set.id()))
                    .toList()
                    .forEach(id -> tx.delete(CloudFormationTables.CHANGE_SETS, id));
            tx.update(CloudFormationTables.CHANGE_SETS, set.in("EXECUTE_IN_PROGRESS"));
            return set;
        });
        return ExecuteChangeSetOutput.builder().build();
    }

    private static Definition withRollback(Definition wanted, @Nullable Boolean disabled) {
        return new Definition(
                wanted.templateBody(),
                wanted.parameters(),
                wanted.tags(),
                wanted.capabilities(),
                wanted.roleArn(),
                wanted.notificationArns(),
                wanted.timeoutMinutes(),
                disabled == null ? wanted.disableRollback() : disabled,
                wanted.retainExceptOnCreate());
    }
}
