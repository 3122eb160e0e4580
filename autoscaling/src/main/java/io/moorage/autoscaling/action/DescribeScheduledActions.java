package io.moorage.autoscaling.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.DescribeScheduledActionsType;
import io.moorage.awsmodels.autoscaling.ScheduledActionsType;
import io.moorage.base.Page;
import io.moorage.model.autoscaling.ScheduledAction;
import io.moorage.store.AutoScalingTables;
import java.time.Instant;

/** Shows scheduled actions that are still to come. */
record DescribeScheduledActions(AutoScaling autoScaling)
        implements Action<DescribeScheduledActionsType, ScheduledActionsType> {
    private static final int MOST = 100;

    @Override
    public Operation<DescribeScheduledActionsType, ScheduledActionsType> operation() {
        return AutoscalingOperations.DESCRIBE_SCHEDULED_ACTIONS;
    }

    @Override
    public ScheduledActionsType handle(DescribeScheduledActionsType input, RequestContext context) {
        Page<ScheduledAction> page = Pages.of(
                autoScaling.view().all(AutoScalingTables.SCHEDULED_ACTIONS).stream()
                        .filter(each -> isAskedFor(each, input))
                        .toList(),
                ScheduledAction::key,
                input.nextToken(),
                input.maxRecords(),
                MOST);
        return ScheduledActionsType.builder()
                .scheduledUpdateGroupActions(page.map(ScheduledActions::shape).items())
                .nextToken(page.next().orElse(null))
                .build();
    }

    private static boolean isAskedFor(ScheduledAction action, DescribeScheduledActionsType input) {
        Instant due = action.next().or(action::start).orElse(Instant.EPOCH);
        return (input.autoScalingGroupName() == null
                        || input.autoScalingGroupName().equals(action.groupName()))
                && (input.scheduledActionNames().isEmpty()
                        || input.scheduledActionNames().contains(action.name()))
                && (input.startTime() == null || !due.isBefore(input.startTime()))
                && (input.endTime() == null || !due.isAfter(input.endTime()));
    }
}
