package io.moorage.awsapi.testing;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudformation.CloudformationOperations;
import io.moorage.awsmodels.cloudformation.DescribeStackResourceInput;
import io.moorage.awsmodels.cloudformation.DescribeStackResourceOutput;
import io.moorage.awsmodels.cloudformation.StackResourceDetail;
import java.util.List;

/** Lets every instance describe the stack {@code own}. */
record OwnStackAction() implements Action<DescribeStackResourceInput, DescribeStackResourceOutput> {
    @Override
    public Operation<DescribeStackResourceInput, DescribeStackResourceOutput> operation() {
        return CloudformationOperations.DESCRIBE_STACK_RESOURCE;
    }

    @Override
    public List<String> resources(DescribeStackResourceInput input, RequestContext context) {
        return List.of("arn:stack/" + input.stackName());
    }

    @Override
    public boolean admitsInstance(DescribeStackResourceInput input, RequestContext context) {
        return input.stackName().equals("own");
    }

    @Override
    public DescribeStackResourceOutput handle(DescribeStackResourceInput input, RequestContext context) {
        return DescribeStackResourceOutput.builder()
                .stackResourceDetail(StackResourceDetail.builder()
                        .logicalResourceId(input.logicalResourceId())
                        .metadata("{\"for\":\"" + context.principal().userId() + "\"}")
                        .lastUpdatedTimestamp(TestActions.TIME)
                        .resourceStatus("CREATE_COMPLETE")
                        .resourceType("AWS::EC2::Instance")
                        .build())
                .build();
    }
}
