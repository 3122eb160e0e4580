package io.moorage.cloudformation.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudformation.CloudformationOperations;
import io.moorage.awsmodels.cloudformation.DescribeStackResourcesInput;
import io.moorage.awsmodels.cloudformation.DescribeStackResourcesOutput;
import io.moorage.model.cloudformation.Stack;
import io.moorage.store.CloudFormationTables;
import io.moorage.store.ReadView;
import java.util.List;

/** The resources of a stack, or of the stack that has a physical id. */
record DescribeStackResources(Cfn cfn) implements Action<DescribeStackResourcesInput, DescribeStackResourcesOutput> {
    @Override
    public Operation<DescribeStackResourcesInput, DescribeStackResourcesOutput> operation() {
        return CloudformationOperations.DESCRIBE_STACK_RESOURCES;
    }

    @Override
    public List<String> resources(DescribeStackResourcesInput input, RequestContext context) {
        return input.stackName() == null ? List.of("*") : cfn.resource(input.stackName(), context);
    }

    @Override
    public DescribeStackResourcesOutput handle(DescribeStackResourcesInput input, RequestContext context) {
        ReadView view = cfn.store().view();
        if ((input.stackName() == null) == (input.physicalResourceId() == null)) {
            throw Errors.validation("You must specify either a stack name or a physical resource ID, and not both.");
        }
        Stack stack = input.stackName() != null
                ? Cfn.require(view, input.stackName())
                : ofResource(view, String.valueOf(input.physicalResourceId()));
        return DescribeStackResourcesOutput.builder()
                .stackResources(Cfn.resources(view, stack).stream()
                        .filter(each -> input.logicalResourceId() == null
                                || each.logicalId().equals(input.logicalResourceId()))
                        .map(each -> Descriptions.resource(stack, each, DriftLook.last(view, each)))
                        .toList())
                .build();
    }

    private static Stack ofResource(ReadView view, String physicalId) {
        return view
                .by(CloudFormationTables.RESOURCES, CloudFormationTables.RESOURCES_BY_PHYSICAL_ID, physicalId)
                .stream()
                .filter(each -> !each.status().isGone())
                .flatMap(each -> view.find(CloudFormationTables.STACKS, each.stackId()).stream())
                .findFirst()
                .orElseThrow(() -> Errors.validation("Stack for " + physicalId + " does not exist"));
    }
}
