package io.moorage.cloudformation.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudformation.CloudformationOperations;
import io.moorage.awsmodels.cloudformation.SignalResourceInput;
import io.moorage.model.cloudformation.Signal;
import io.moorage.model.cloudformation.Stack;
import io.moorage.model.cloudformation.StackResource;
import io.moorage.store.CloudFormationTables;
import java.util.List;
import java.util.Optional;

/** Tells of a resource that waits for it. */
record SignalResource(Cfn cfn) implements Action<SignalResourceInput, Empty> {
    @Override
    public Operation<SignalResourceInput, Empty> operation() {
        return CloudformationOperations.SIGNAL_RESOURCE;
    }

    @Override
    public List<String> resources(SignalResourceInput input, RequestContext context) {
        return cfn.resource(input.stackName(), context);
    }

    @Override
    public boolean admitsInstance(SignalResourceInput input, RequestContext context) {
        return cfn.isItsInstance(input.stackName(), context);
    }

    @Override
    public Empty handle(SignalResourceInput input, RequestContext context) {
        cfn.store().transact(tx -> {
            Stack stack = Cfn.requireExisting(tx, input.stackName());
            StackResource resource = Cfn.resources(tx, stack).stream()
                    .filter(each -> each.logicalId().equals(input.logicalResourceId()))
                    .findFirst()
                    .orElseThrow(() -> Errors.validation(
                            "Resource " + input.logicalResourceId() + " does not exist for stack " + stack.name()));
            if (resource.rests() || resource.stage() == StackResource.Stage.REMOVE) {
                throw Errors.validation(
                        "Signal not allowed: resource " + resource.logicalId() + " is in state " + resource.status());
            }
            Signal signal = new Signal(
                    stack.id(),
                    resource.logicalId(),
                    resource.generation(),
                    input.uniqueId(),
                    input.status().equals("SUCCESS"),
                    Optional.empty(),
                    Optional.empty(),
                    context.now(),
                    false);
            if (tx.find(CloudFormationTables.SIGNALS, signal.key()).isPresent()) {
                throw Errors.validation("Signal with ID " + input.uniqueId() + " for resource " + resource.logicalId()
                        + " already exists. Signals may only be updated with a FAILURE status.");
            }
            tx.insert(CloudFormationTables.SIGNALS, signal);
            return signal;
        });
        return Empty.VALUE;
    }
}
