package io.moorage.ec2.catalog;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.AvailabilityZone;
import io.moorage.awsmodels.ec2.DescribeAvailabilityZonesRequest;
import io.moorage.awsmodels.ec2.DescribeAvailabilityZonesResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Filters;
import java.util.List;

/** The zones of the region. */
public record DescribeAvailabilityZones(Ec2 ec2)
        implements Action<DescribeAvailabilityZonesRequest, DescribeAvailabilityZonesResult> {
    @Override
    public Operation<DescribeAvailabilityZonesRequest, DescribeAvailabilityZonesResult> operation() {
        return Ec2Operations.DESCRIBE_AVAILABILITY_ZONES;
    }

    @Override
    public DescribeAvailabilityZonesResult handle(DescribeAvailabilityZonesRequest input, RequestContext context) {
        Ec2Errors.refuseDryRun(input.dryRun());
        List<String> zones = ec2.config().zones();
        for (String each : input.zoneNames()) {
            if (!zones.contains(each)) {
                throw Ec2Errors.invalidValue("Invalid availability zone: [%s]", each);
            }
        }
        List<String> asked = zones.stream()
                .filter(each -> input.zoneNames().isEmpty() || input.zoneNames().contains(each))
                .filter(each -> input.zoneIds().isEmpty()
                        || input.zoneIds().contains(ec2.config().zoneId(each)))
                .toList();
        return DescribeAvailabilityZonesResult.builder()
                .availabilityZones(filters().keep(input.filters(), asked).stream()
                        .map(this::shape)
                        .toList())
                .build();
    }

    private Filters<String> filters() {
        return Filters.<String>plain()
                .by("zone-name", each -> each)
                .by("zone-id", ec2.config()::zoneId)
                .same("region-name", ec2.config().region())
                .same("group-name", ec2.config().region())
                .same("zone-type", "availability-zone")
                .same("opt-in-status", "opt-in-not-required")
                .same("state", "available")
                .none("message", "parent-zone-id", "parent-zone-name", "parent-zoneID", "parent-zoneName");
    }

    private AvailabilityZone shape(String zone) {
        return AvailabilityZone.builder()
                .zoneName(zone)
                .zoneId(ec2.config().zoneId(zone))
                .regionName(ec2.config().region())
                .groupName(ec2.config().region())
                .networkBorderGroup(ec2.config().region())
                .zoneType("availability-zone")
                .optInStatus("opt-in-not-required")
                .state("available")
                .messages(List.of())
                .build();
    }
}
