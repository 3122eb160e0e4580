package io.moorage.ec2.catalog;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.DescribeInstanceTypesRequest;
import io.moorage.awsmodels.ec2.DescribeInstanceTypesResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.InstanceTypeInfo;
import io.moorage.awsmodels.ec2.MemoryInfo;
import io.moorage.awsmodels.ec2.ProcessorInfo;
import io.moorage.awsmodels.ec2.VCpuInfo;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Filters;
import io.moorage.ec2.api.Page;
import io.moorage.model.ec2.InstanceType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** The catalogue, by name and filter. */
public record DescribeInstanceTypes(Ec2 ec2)
        implements Action<DescribeInstanceTypesRequest, DescribeInstanceTypesResult> {
    @Override
    public Operation<DescribeInstanceTypesRequest, DescribeInstanceTypesResult> operation() {
        return Ec2Operations.DESCRIBE_INSTANCE_TYPES;
    }

    private static final Filters<InstanceType> FILTERS = Filters.<InstanceType>onTags(each -> Map.of())
            .by("instance-type", InstanceType::name)
            .by("current-generation", each -> Boolean.toString(isCurrent(each)))
            .by("free-tier-eligible", each -> Boolean.toString(each.freeTier()))
            .by("burstable-performance-supported", each -> Boolean.toString(each.burstable()))
            .by("bare-metal", each -> "false")
            .by("processor-info.supported-architecture", each -> "x86_64")
            .by("vcpu-info.default-vcpus", each -> Integer.toString(each.vcpus()))
            .by("memory-info.size-in-mib", each -> Integer.toString(each.memoryMib()));

    @Override
    public DescribeInstanceTypesResult handle(DescribeInstanceTypesRequest input, RequestContext context) {
        Ec2Errors.refuseDryRun(input.dryRun());
        List<InstanceType> asked = input.instanceTypes().isEmpty()
                ? InstanceType.catalogue().stream()
                        .sorted(Comparator.comparing(InstanceType::name))
                        .toList()
                : input.instanceTypes().stream()
                        .map(DescribeInstanceTypes::require)
                        .toList();
        Page<InstanceType> page = Page.of(
                FILTERS.keep(input.filters(), asked), InstanceType::name, input.maxResults(), input.nextToken());
        return DescribeInstanceTypesResult.builder()
                .instanceTypes(
                        page.rows().stream().map(DescribeInstanceTypes::shape).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static InstanceType require(String name) {
        return InstanceType.named(name)
                .orElseThrow(() -> Ec2Errors.refused(
                        "InvalidInstanceType", "The following supplied instance types do not exist: [%s]", name));
    }

    private static boolean isCurrent(InstanceType type) {
        return !type.name().startsWith("m1.") && !type.name().startsWith("m3.");
    }

    private static InstanceTypeInfo shape(InstanceType type) {
        return InstanceTypeInfo.builder()
                .instanceType(type.name())
                .currentGeneration(isCurrent(type))
                .freeTierEligible(type.freeTier())
                .supportedUsageClasses(List.of("on-demand"))
                .supportedRootDeviceTypes(List.of("ebs"))
                .supportedVirtualizationTypes(List.of("hvm"))
                .bareMetal(false)
                .processorInfo(ProcessorInfo.builder()
                        .supportedArchitectures(List.of("x86_64"))
                        .build())
                .vCpuInfo(VCpuInfo.builder()
                        .defaultVCpus(type.vcpus())
                        .defaultCores(type.vcpus())
                        .defaultThreadsPerCore(1)
                        .build())
                .memoryInfo(
                        MemoryInfo.builder().sizeInMiB((long) type.memoryMib()).build())
                .instanceStorageSupported(false)
                .hibernationSupported(false)
                .burstablePerformanceSupported(type.burstable())
                .dedicatedHostsSupported(false)
                .autoRecoverySupported(false)
                .build();
    }
}
