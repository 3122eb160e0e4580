package io.moorage.cloudformation.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudformation.CloudformationOperations;
import io.moorage.awsmodels.cloudformation.DescribeStackResourceInput;
import io.moorage.awsmodels.cloudformation.DescribeStackResourceOutput;
import io.moorage.model.cloudformation.Stack;
import io.moorage.model.cloudformation.StackResource;
import io.moorage.store.ReadView;
import java.util.List;

/** One resource, with its metadata. */
record DescribeStackResource(Cfn cfn) implements Action<DescribeStackResourceInput, DescribeStackResourceOutput> {
    @Override
    public Operation<DescribeStackResourceInput, DescribeStackResourceOutput> operation() {
        return CloudformationOperations.DESCRIBE_STACK_RESOURCE;
    }

    @Override
    public List<String> resources(DescribeStackResourceInput input, RequestContext context) {
        return cfn.resource(input.stackName(), context);
    }

    @Override
    public boolean admitsInstance(DescribeStackResourceInput input, RequestContext context) {
        return cfn.isItsInstance(input.stackName(), context);
    }

    @Override
    public DescribeStackResourceOutput handle(DescribeStackResourceInput input, RequestContext context) {
        ReadView view = cfn.store().view();
        Stack stack = Cfn.find(view, input.stackName())
                .orElseThrow(() -> Errors.validation("Stack '" + input.stackName() + "' does not exist"));
        StackResource resource = Cfn.resources(view, stack).stream()
                .filter(each -> each.logicalId().equals(input.logicalResourceId()))
                .findFirst()
                .orElseThrow(() -> Errors.validation(
                        "Resource " + input.logicalResourceId() + " does not exist for stack " + stack.name()));
        return DescribeStackResourceOutput.builder()
                .stackResourceDetail(Descriptions.detail(stack, resource, DriftLook.last(view, resource)))
                .build();
    }
}
