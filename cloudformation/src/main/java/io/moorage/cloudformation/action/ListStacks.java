package io.moorage.cloudformation.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudformation.CloudformationOperations;
import io.moorage.awsmodels.cloudformation.ListStacksInput;
import io.moorage.awsmodels.cloudformation.ListStacksOutput;
import io.moorage.base.Page;
import io.moorage.model.cloudformation.Stack;
import io.moorage.store.CloudFormationTables;
import java.util.List;

/** Every stack, also those deleted, in short. */
record ListStacks(Cfn cfn) implements Action<ListStacksInput, ListStacksOutput> {
    @Override
    public Operation<ListStacksInput, ListStacksOutput> operation() {
        return CloudformationOperations.LIST_STACKS;
    }

    @Override
    public ListStacksOutput handle(ListStacksInput input, RequestContext context) {
        List<Stack> all = cfn.store().view().all(CloudFormationTables.STACKS).stream()
                .filter(each -> input.stackStatusFilter().isEmpty()
                        || input.stackStatusFilter().contains(each.status().name()))
                .toList();
        Page<Stack> page = Pages.of(all, Stack::id, input.nextToken());
        return ListStacksOutput.builder()
                .stackSummaries(page.items().stream()
                        .map(new Descriptions(cfn)::summary)
                        .toList())
                .nextToken(page.next().orElse(null))
                .build();
    }
}
