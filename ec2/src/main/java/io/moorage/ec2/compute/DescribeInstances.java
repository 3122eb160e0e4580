package io.moorage.ec2.compute;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.DescribeInstancesRequest;
import io.moorage.awsmodels.ec2.DescribeInstancesResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Page;
import io.moorage.ec2.api.Resource;
import io.moorage.model.ec2.Instance;
import io.moorage.store.ReadView;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;

/** Instances by id and filter, gathered by reservation. */
public record DescribeInstances(Ec2 ec2) implements Action<DescribeInstancesRequest, DescribeInstancesResult> {
    @Override
    public Operation<DescribeInstancesRequest, DescribeInstancesResult> operation() {
        return Ec2Operations.DESCRIBE_INSTANCES;
    }

    @Override
    public DescribeInstancesResult handle(DescribeInstancesRequest input, RequestContext context) {
        Ec2Errors.refuseDryRun(input.dryRun());
        if (!input.instanceIds().isEmpty() && input.maxResults() != null) {
            throw Ec2Errors.invalidCombination(
                    "The parameter instancesSet cannot be used with the parameter maxResults");
        }
        ReadView view = ec2.view();
        List<Instance> rows = InstanceFilters.of(view, ec2.config())
                .keep(input.filters(), Resource.INSTANCE.named(view, input.instanceIds()));
        Page<Instance> page = Page.bounded(rows, Instance::id, input.maxResults(), input.nextToken());
        var reservations = new LinkedHashMap<String, List<Instance>>();
        page.rows().forEach(each -> reservations
                .computeIfAbsent(each.launch().reservationId(), id -> new ArrayList<>())
                .add(each));
        var shapes = new InstanceShapes(view, ec2.config());
        return DescribeInstancesResult.builder()
                .reservations(reservations.entrySet().stream()
                        .map(each -> shapes.reservation(each.getKey(), each.getValue()))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }
}
