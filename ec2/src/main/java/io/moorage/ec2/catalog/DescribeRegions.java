package io.moorage.ec2.catalog;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.DescribeRegionsRequest;
import io.moorage.awsmodels.ec2.DescribeRegionsResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.Region;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Filters;
import java.util.List;

/** The one region there is. */
public record DescribeRegions(Ec2 ec2) implements Action<DescribeRegionsRequest, DescribeRegionsResult> {
    @Override
    public Operation<DescribeRegionsRequest, DescribeRegionsResult> operation() {
        return Ec2Operations.DESCRIBE_REGIONS;
    }

    @Override
    public DescribeRegionsResult handle(DescribeRegionsRequest input, RequestContext context) {
        Ec2Errors.refuseDryRun(input.dryRun());
        String own = ec2.config().region();
        for (String each : input.regionNames()) {
            if (!each.equals(own)) {
                throw Ec2Errors.invalidValue("Invalid region name: %s", each);
            }
        }
        Filters<String> filters = Filters.<String>plain()
                .by("region-name", each -> each)
                .by("endpoint", DescribeRegions::endpoint)
                .same("opt-in-status", "opt-in-not-required");
        return DescribeRegionsResult.builder()
                .regions(filters.keep(input.filters(), List.of(own)).stream()
                        .map(each -> Region.builder()
                                .regionName(each)
                                .endpoint(endpoint(each))
                                .optInStatus("opt-in-not-required")
                                .build())
                        .toList())
                .build();
    }

    private static String endpoint(String region) {
        return "ec2." + region + ".amazonaws.com";
    }
}
