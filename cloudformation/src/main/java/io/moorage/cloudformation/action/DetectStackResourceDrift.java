package io.moorage.cloudformation.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudformation.CloudformationOperations;
import io.moorage.awsmodels.cloudformation.DetectStackResourceDriftInput;
import io.moorage.awsmodels.cloudformation.DetectStackResourceDriftOutput;
import io.moorage.model.cloudformation.ResourceDrift;
import io.moorage.model.cloudformation.Stack;
import io.moorage.model.cloudformation.StackResource;
import io.moorage.store.CloudFormationTables;
import java.util.List;

/** Looks at one resource of a stack. */
record DetectStackResourceDrift(Cfn cfn)
        implements Action<DetectStackResourceDriftInput, DetectStackResourceDriftOutput> {
    @Override
    public Operation<DetectStackResourceDriftInput, DetectStackResourceDriftOutput> operation() {
        return CloudformationOperations.DETECT_STACK_RESOURCE_DRIFT;
    }

    @Override
    public List<String> resources(DetectStackResourceDriftInput input, RequestContext context) {
        return cfn.resource(input.stackName(), context);
    }

    @Override
    public DetectStackResourceDriftOutput handle(DetectStackResourceDriftInput input, RequestContext context) {
        Stack stack = DriftLook.checkable(cfn, input.stackName());
        StackResource row = Cfn.resources(cfn.store().view(), stack).stream()
                .filter(each -> each.logicalId().equals(input.logicalResourceId()))
                .filter(each -> !each.status().isGone() && each.physicalId().isPresent())
                .findFirst()
                .orElseThrow(() -> Errors.validation(
                        "Resource " + input.logicalResourceId() + " does not exist for stack " + stack.name()));
        ResourceDrift drift = DriftLook.at(cfn, row, stack, context);
        if (drift.status() == ResourceDrift.Status.NOT_CHECKED) {
            throw Errors.validation("Drift detection is not supported for resource type " + row.type());
        }
        cfn.store().transact(tx -> {
            tx.put(CloudFormationTables.DRIFTS, drift);
            return drift;
        });
        return new DetectStackResourceDriftOutput(DriftLook.shape(drift));
    }
}
