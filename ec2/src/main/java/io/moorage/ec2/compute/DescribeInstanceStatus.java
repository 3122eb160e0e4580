package io.moorage.ec2.compute;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.DescribeInstanceStatusRequest;
import io.moorage.awsmodels.ec2.DescribeInstanceStatusResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.InstanceStatus;
import io.moorage.awsmodels.ec2.InstanceStatusDetails;
import io.moorage.awsmodels.ec2.InstanceStatusSummary;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Filters;
import io.moorage.ec2.api.Page;
import io.moorage.ec2.api.Resource;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.InstanceState;
import java.util.List;

/** Status checks of instances; only of running ones unless all are asked for. Nobody schedules events here. */
public record DescribeInstanceStatus(Ec2 ec2)
        implements Action<DescribeInstanceStatusRequest, DescribeInstanceStatusResult> {
    @Override
    public Operation<DescribeInstanceStatusRequest, DescribeInstanceStatusResult> operation() {
        return Ec2Operations.DESCRIBE_INSTANCE_STATUS;
    }

    @Override
    public DescribeInstanceStatusResult handle(DescribeInstanceStatusRequest input, RequestContext context) {
        Ec2Errors.refuseDryRun(input.dryRun());
        if (!input.instanceIds().isEmpty() && input.maxResults() != null) {
            throw Ec2Errors.invalidCombination(
                    "The parameter instancesSet cannot be used with the parameter maxResults");
        }
        boolean all = Boolean.TRUE.equals(input.includeAllInstances());
        List<Instance> shown = Resource.INSTANCE.named(ec2.view(), input.instanceIds()).stream()
                .filter(each -> all || each.state() == InstanceState.RUNNING)
                .toList();
        Filters<Instance> filters = Filters.<Instance>plain()
                .by("availability-zone", each -> each.launch().availabilityZone())
                .by("instance-state-name", each -> each.state().word())
                .by("instance-state-code", each -> Integer.toString(each.state().code()))
                .by("instance-status.status", DescribeInstanceStatus::status)
                .by("system-status.status", DescribeInstanceStatus::status)
                .by("instance-status.reachability", DescribeInstanceStatus::reachability)
                .by("system-status.reachability", DescribeInstanceStatus::reachability)
                .none("event.code", "event.description", "event.instance-event-id", "event.not-after")
                .none("event.not-before", "event.not-before-deadline");
        Page<Instance> page =
                Page.bounded(filters.keep(input.filters(), shown), Instance::id, input.maxResults(), input.nextToken());
        return DescribeInstanceStatusResult.builder()
                .instanceStatuses(
                        page.rows().stream().map(DescribeInstanceStatus::shape).toList())
                .nextToken(page.nextToken())
                .build();
    }

    /** A running instance's first process is alive: a dead one is stopped at once. */
    private static String status(Instance instance) {
        return switch (instance.state()) {
            case RUNNING -> "ok";
            case PENDING -> "initializing";
            case STOPPING, STOPPED, SHUTTING_DOWN, TERMINATED -> "not-applicable";
        };
    }

    private static String reachability(Instance instance) {
        return instance.state() == InstanceState.RUNNING ? "passed" : "initializing";
    }

    private static InstanceStatus shape(Instance instance) {
        InstanceStatusSummary summary = InstanceStatusSummary.builder()
                .status(status(instance))
                .details(
                        instance.state().isUp()
                                ? List.of(InstanceStatusDetails.builder()
                                        .name("reachability")
                                        .status(reachability(instance))
                                        .build())
                                : null)
                .build();
        return InstanceStatus.builder()
                .instanceId(instance.id())
                .availabilityZone(instance.launch().availabilityZone())
                .instanceState(InstanceShapes.state(instance.state()))
                .events(List.of())
                .instanceStatus(summary)
                .systemStatus(summary)
                .build();
    }
}
