package io.moorage.cloudformation.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudformation.CloudformationOperations;
import io.moorage.awsmodels.cloudformation.DescribeStacksInput;
import io.moorage.awsmodels.cloudformation.DescribeStacksOutput;
import io.moorage.base.Page;
import io.moorage.model.cloudformation.Stack;
import io.moorage.store.CloudFormationTables;
import io.moorage.store.ReadView;
import java.util.List;

/** Stacks that exist, or one by its id, which may be deleted. */
record DescribeStacks(Cfn cfn) implements Action<DescribeStacksInput, DescribeStacksOutput> {
    @Override
    public Operation<DescribeStacksInput, DescribeStacksOutput> operation() {
        return CloudformationOperations.DESCRIBE_STACKS;
    }

    @Override
    public List<String> resources(DescribeStacksInput input, RequestContext context) {
        return input.stackName() == null ? List.of("*") : cfn.resource(input.stackName(), context);
    }

    @Override
    public DescribeStacksOutput handle(DescribeStacksInput input, RequestContext context) {
        ReadView view = cfn.store().view();
        if (input.stackName() != null) {
            Stack stack = Cfn.require(view, input.stackName());
            return DescribeStacksOutput.builder()
                    .stacks(List.of(new Descriptions(cfn).stack(stack)))
                    .build();
        }
        List<Stack> all = view.all(CloudFormationTables.STACKS).stream()
                .filter(Stack::exists)
                .toList();
        Page<Stack> page = Pages.of(all, Stack::id, input.nextToken());
        return DescribeStacksOutput.builder()
                .stacks(page.items().stream().map(new Descriptions(cfn)::stack).toList())
                .nextToken(page.next().orElse(null))
                .build();
    }
}
