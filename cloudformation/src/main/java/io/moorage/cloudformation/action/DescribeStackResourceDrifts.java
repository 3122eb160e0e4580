package io.moorage.cloudformation.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudformation.CloudformationOperations;
import io.moorage.awsmodels.cloudformation.DescribeStackResourceDriftsInput;
import io.moorage.awsmodels.cloudformation.DescribeStackResourceDriftsOutput;
import io.moorage.base.Page;
import io.moorage.model.cloudformation.ResourceDrift;
import io.moorage.model.cloudformation.Stack;
import io.moorage.store.CloudFormationTables;
import java.util.Comparator;
import java.util.List;

/** What was found of a stack's resources when they were last looked at. */
record DescribeStackResourceDrifts(Cfn cfn)
        implements Action<DescribeStackResourceDriftsInput, DescribeStackResourceDriftsOutput> {
    @Override
    public Operation<DescribeStackResourceDriftsInput, DescribeStackResourceDriftsOutput> operation() {
        return CloudformationOperations.DESCRIBE_STACK_RESOURCE_DRIFTS;
    }

    @Override
    public List<String> resources(DescribeStackResourceDriftsInput input, RequestContext context) {
        return cfn.resource(input.stackName(), context);
    }

    @Override
    public DescribeStackResourceDriftsOutput handle(DescribeStackResourceDriftsInput input, RequestContext context) {
        Stack stack = Cfn.requireExisting(cfn.store().view(), input.stackName());
        List<ResourceDrift> rows = cfn
                .store()
                .view()
                .by(CloudFormationTables.DRIFTS, CloudFormationTables.DRIFTS_BY_STACK, stack.id())
                .stream()
                .filter(each -> input.stackResourceDriftStatusFilters().isEmpty()
                        || input.stackResourceDriftStatusFilters()
                                .contains(each.status().name()))
                .sorted(Comparator.comparing(ResourceDrift::logicalId))
                .toList();
        Page<ResourceDrift> page = Pages.of(rows, ResourceDrift::logicalId, input.nextToken());
        return DescribeStackResourceDriftsOutput.builder()
                .stackResourceDrifts(page.map(DriftLook::shape).items())
                .nextToken(page.next().orElse(null))
                .build();
    }
}
