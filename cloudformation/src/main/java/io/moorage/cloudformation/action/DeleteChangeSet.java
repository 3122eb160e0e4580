package io.moorage.cloudformation.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudformation.CloudformationOperations;
import io.moorage.awsmodels.cloudformation.DeleteChangeSetInput;
import io.moorage.awsmodels.cloudformation.DeleteChangeSetOutput;
import io.moorage.model.cloudformation.ChangeSet;
import io.moorage.store.CloudFormationTables;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Forgets a change set that was not executed; what is not there is gone. */
record DeleteChangeSet(Cfn cfn) implements Action<DeleteChangeSetInput, DeleteChangeSetOutput> {
    @Override
    public Operation<DeleteChangeSetInput, DeleteChangeSetOutput> operation() {
        return CloudformationOperations.DELETE_CHANGE_SET;
    }

    @Override
    public Map<String, List<String>> conditions(DeleteChangeSetInput input, RequestContext context) {
        return ConditionKeys.of(DeleteChangeSetInput.SHAPE, input);
    }

    @Override
    public List<String> resources(DeleteChangeSetInput input, RequestContext context) {
        return input.stackName() == null ? List.of("*") : cfn.resource(input.stackName(), context);
    }

    @Override
    public DeleteChangeSetOutput handle(DeleteChangeSetInput input, RequestContext context) {
        cfn.store().transact(tx -> {
            Optional<ChangeSet> set =
                    ChangeSets.find(tx, input.changeSetName(), Optional.ofNullable(input.stackName()));
            set.ifPresent(each -> {
                if (each.executionStatus().equals("EXECUTE_IN_PROGRESS")
                        && ChangeSets.executionStatus(tx, each).equals("EXECUTE_IN_PROGRESS")) {
                    throw new AwsException(
                            "InvalidChangeSetStatus", 400, "ChangeSet [" + each.id() + "] is being executed");
                }
                tx.delete(CloudFormationTables.CHANGE_SETS, each.id());
            });
            return set;
        });
        return DeleteChangeSetOutput.builder().build();
    }
}
