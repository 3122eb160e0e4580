package io.moorage.cloudformation.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudformation.Change;
import io.moorage.awsmodels.cloudformation.CloudformationOperations;
import io.moorage.awsmodels.cloudformation.DescribeChangeSetInput;
import io.moorage.awsmodels.cloudformation.DescribeChangeSetOutput;
import io.moorage.awsmodels.cloudformation.ResourceChange;
import io.moorage.awsmodels.cloudformation.ResourceChangeDetail;
import io.moorage.awsmodels.cloudformation.ResourceTargetDefinition;
import io.moorage.awsmodels.cloudformation.RollbackConfiguration;
import io.moorage.model.cloudformation.ChangeSet;
import io.moorage.store.ReadView;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What would change. */
record DescribeChangeSet(Cfn cfn) implements Action<DescribeChangeSetInput, DescribeChangeSetOutput> {
    @Override
    public Operation<DescribeChangeSetInput, DescribeChangeSetOutput> operation() {
        return CloudformationOperations.DESCRIBE_CHANGE_SET;
    }

    @Override
    public Map<String, List<String>> conditions(DescribeChangeSetInput input, RequestContext context) {
        return ConditionKeys.of(DescribeChangeSetInput.SHAPE, input);
    }

    @Override
    public List<String> resources(DescribeChangeSetInput input, RequestContext context) {
        return input.stackName() == null ? List.of("*") : cfn.resource(input.stackName(), context);
    }

    @Override
    public DescribeChangeSetOutput handle(DescribeChangeSetInput input, RequestContext context) {
        ReadView view = cfn.store().view();
        ChangeSet set = ChangeSets.require(view, input.changeSetName(), Optional.ofNullable(input.stackName()));
        return DescribeChangeSetOutput.builder()
                .changeSetName(set.name())
                .changeSetId(set.id())
                .stackId(set.stackId())
                .stackName(set.stackName())
                .description(set.description().isEmpty() ? null : set.description())
                .parameters(new Descriptions(cfn).parameters(set.wanted()))
                .creationTime(set.created())
                .executionStatus(ChangeSets.executionStatus(view, set))
                .status(set.status())
                .statusReason(set.reason().orElse(null))
                .notificationARNs(set.wanted().notificationArns())
                .rollbackConfiguration(RollbackConfiguration.builder().build())
                .capabilities(set.wanted().capabilities())
                .tags(Descriptions.tags(set.wanted().tags()))
                .changes(set.changes().stream().map(DescribeChangeSet::change).toList())
                .includeNestedStacks(false)
                .onStackFailure(set.onStackFailure().orElse(null))
                .build();
    }

    private static Change change(ChangeSet.Change each) {
        return Change.builder()
                .type("Resource")
                .resourceChange(ResourceChange.builder()
                        .action(each.action())
                        .logicalResourceId(each.logicalId())
                        .physicalResourceId(each.physicalId().orElse(null))
                        .resourceType(each.type())
                        .replacement(each.replacement().orElse(null))
                        .policyAction(each.policyAction().orElse(null))
                        .scope(each.scope())
                        .details(each.details().stream()
                                .map(DescribeChangeSet::detail)
                                .toList())
                        .build())
                .build();
    }

    private static ResourceChangeDetail detail(ChangeSet.Detail each) {
        return ResourceChangeDetail.builder()
                .target(ResourceTargetDefinition.builder()
                        .attribute(each.attribute())
                        .name(each.name().orElse(null))
                        .requiresRecreation(each.requiresRecreation())
                        .build())
                .evaluation(each.evaluation())
                .changeSource(each.source())
                .build();
    }
}
