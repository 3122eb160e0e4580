package io.moorage.cloudformation.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudformation.CloudformationOperations;
import io.moorage.awsmodels.cloudformation.ListStackResourcesInput;
import io.moorage.awsmodels.cloudformation.ListStackResourcesOutput;
import io.moorage.base.Page;
import io.moorage.model.cloudformation.Stack;
import io.moorage.model.cloudformation.StackResource;
import io.moorage.store.ReadView;
import java.util.List;

/** The resources of a stack, in short. */
record ListStackResources(Cfn cfn) implements Action<ListStackResourcesInput, ListStackResourcesOutput> {
    @Override
    public Operation<ListStackResourcesInput, ListStackResourcesOutput> operation() {
        return CloudformationOperations.LIST_STACK_RESOURCES;
    }

    @Override
    public List<String> resources(ListStackResourcesInput input, RequestContext context) {
        return cfn.resource(input.stackName(), context);
    }

    @Override
    public ListStackResourcesOutput handle(ListStackResourcesInput input, RequestContext context) {
        ReadView view = cfn.store().view();
        Stack stack = Cfn.require(view, input.stackName());
        Page<StackResource> page = Pages.of(Cfn.resources(view, stack), StackResource::logicalId, input.nextToken());
        return ListStackResourcesOutput.builder()
                .stackResourceSummaries(page.items().stream()
                        .map(each -> Descriptions.summary(each, DriftLook.last(view, each)))
                        .toList())
                .nextToken(page.next().orElse(null))
                .build();
    }
}
