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
import java.util.Map;

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
        return Filters.<String>onTags(each -> Map.of())
                .by("zone-name", each -> each)
                .by("zone-id", ec2.config()::zoneId)
                .by("region-name", each -> ec2.config().region())
                .by("zone-type", each -> "availability-zone")
                .by("opt-in-status", each -> "opt-in-not-required")
                .by("state", each -> "available");
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
