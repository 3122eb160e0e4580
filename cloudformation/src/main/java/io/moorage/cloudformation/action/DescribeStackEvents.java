package io.moorage.cloudformation.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.cloudformation.CloudformationOperations;
import io.moorage.awsmodels.cloudformation.DescribeStackEventsInput;
import io.moorage.awsmodels.cloudformation.DescribeStackEventsOutput;
import io.moorage.base.Page;
import io.moorage.model.cloudformation.Stack;
import io.moorage.model.cloudformation.StackEvent;
import io.moorage.store.CloudFormationTables;
import io.moorage.store.ReadView;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What happened to a stack, newest first. */
record DescribeStackEvents(Cfn cfn) implements Action<DescribeStackEventsInput, DescribeStackEventsOutput> {
    @Override
    public Operation<DescribeStackEventsInput, DescribeStackEventsOutput> operation() {
        return CloudformationOperations.DESCRIBE_STACK_EVENTS;
    }

    @Override
    public List<String> resources(DescribeStackEventsInput input, RequestContext context) {
        return input.stackName() == null ? List.of("*") : cfn.resource(input.stackName(), context);
    }

    @Override
    public DescribeStackEventsOutput handle(DescribeStackEventsInput input, RequestContext context) {
        ReadView view = cfn.store().view();
        if (input.stackName() == null) {
            throw Errors.validation("StackName must be specified.");
        }
        Stack stack = Cfn.require(view, input.stackName());
        List<StackEvent> newestFirst =
                new ArrayList<>(view.by(CloudFormationTables.EVENTS, CloudFormationTables.EVENTS_BY_STACK, stack.id()));
        Collections.reverse(newestFirst);
        Page<StackEvent> page = Pages.of(
                newestFirst,
                each -> String.format(Locale.ROOT, "%016d", Long.MAX_VALUE / 1000 - each.sequence()),
                input.nextToken());
        return DescribeStackEventsOutput.builder()
                .stackEvents(page.items().stream()
                        .map(each -> Descriptions.event(stack, each))
                        .toList())
                .nextToken(page.next().orElse(null))
                .build();
    }
}
