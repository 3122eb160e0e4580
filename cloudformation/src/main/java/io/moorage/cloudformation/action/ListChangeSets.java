package io.moorage.cloudformation.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudformation.ChangeSetSummary;
import io.moorage.awsmodels.cloudformation.CloudformationOperations;
import io.moorage.awsmodels.cloudformation.ListChangeSetsInput;
import io.moorage.awsmodels.cloudformation.ListChangeSetsOutput;
import io.moorage.base.Page;
import io.moorage.model.cloudformation.ChangeSet;
import io.moorage.model.cloudformation.Stack;
import io.moorage.store.CloudFormationTables;
import io.moorage.store.ReadView;
import java.util.List;

/** The change sets of a stack. */
record ListChangeSets(Cfn cfn) implements Action<ListChangeSetsInput, ListChangeSetsOutput> {
    @Override
    public Operation<ListChangeSetsInput, ListChangeSetsOutput> operation() {
        return CloudformationOperations.LIST_CHANGE_SETS;
    }

    @Override
    public List<String> resources(ListChangeSetsInput input, RequestContext context) {
        return cfn.resource(input.stackName(), context);
    }

    @Override
    public ListChangeSetsOutput handle(ListChangeSetsInput input, RequestContext context) {
        ReadView view = cfn.store().view();
        Stack stack = Cfn.requireExisting(view, input.stackName());
        Page<ChangeSet> page = Pages.of(
                view.by(CloudFormationTables.CHANGE_SETS, CloudFormationTables.CHANGE_SETS_BY_STACK, stack.id()),
                ChangeSet::id,
                input.nextToken());
        return ListChangeSetsOutput.builder()
                .summaries(page.items().stream()
                        .map(each -> ChangeSetSummary.builder()
                                .stackId(each.stackId())
                                .stackName(each.stackName())
                                .changeSetId(each.id())
                                .changeSetName(each.name())
                                .executionStatus(ChangeSets.executionStatus(view, each))
                                .status(each.status())
                                .statusReason(each.reason().orElse(null))
                                .creationTime(each.created())
                                .description(each.description().isEmpty() ? null : each.description())
                                .includeNestedStacks(false)
                                .build())
                        .toList())
                .nextToken(page.next().orElse(null))
                .build();
    }
}
