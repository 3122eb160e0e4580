package io.moorage.ec2.catalog;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.DescribeInstanceTypesRequest;
import io.moorage.awsmodels.ec2.DescribeInstanceTypesResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.InstanceTypeInfo;
import io.moorage.awsmodels.ec2.MemoryInfo;
import io.moorage.awsmodels.ec2.NetworkInfo;
import io.moorage.awsmodels.ec2.ProcessorInfo;
import io.moorage.awsmodels.ec2.VCpuInfo;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Filters;
import io.moorage.ec2.api.Page;
import io.moorage.model.ec2.InstanceType;
import java.util.List;

/** The catalogue, by name and filter. */
public record DescribeInstanceTypes(Ec2 ec2)
        implements Action<DescribeInstanceTypesRequest, DescribeInstanceTypesResult> {
    @Override
    public Operation<DescribeInstanceTypesRequest, DescribeInstanceTypesResult> operation() {
        return Ec2Operations.DESCRIBE_INSTANCE_TYPES;
    }

    private static final Filters<InstanceType> FILTERS = Filters.<InstanceType>plain()
            .by("instance-type", InstanceType::name)
            .flag("current-generation", DescribeInstanceTypes::isCurrent)
            .flag("free-tier-eligible", InstanceType::freeTier)
            .flag("burstable-performance-supported", InstanceType::burstable)
            .same("auto-recovery-supported", "false")
            .same("bare-metal", "false")
            .same("dedicated-hosts-supported", "false")
            .same("hibernation-supported", "false")
            .same("hypervisor", "xen")
            .same("instance-storage-supported", "false")
            .same("network-info.ena-support", "supported")
            .same("network-info.efa-supported", "false")
            .same("network-info.ipv4-addresses-per-interface", "1")
            .same("network-info.ipv6-supported", "false")
            .same("network-info.maximum-network-cards", "1")
            .same("network-info.maximum-network-interfaces", "1")
            .same("supported-root-device-type", "ebs")
            .same("supported-usage-class", "on-demand")
            .same("supported-virtualization-type", "hvm")
            .same("processor-info.supported-architecture", "x86_64")
            .same("vcpu-info.default-threads-per-core", "1")
            .by("vcpu-info.default-cores", each -> Integer.toString(each.vcpus()))
            .by("vcpu-info.default-vcpus", each -> Integer.toString(each.vcpus()))
            .none("ebs-info.ebs-optimized-info.baseline-bandwidth-in-mbps")
            .none("ebs-info.ebs-optimized-info.baseline-iops")
            .none("ebs-info.ebs-optimized-info.baseline-throughput-in-mbps")
            .none("ebs-info.ebs-optimized-info.maximum-bandwidth-in-mbps")
            .none("ebs-info.ebs-optimized-info.maximum-iops")
            .none("ebs-info.ebs-optimized-info.maximum-throughput-in-mbps")
            .none("ebs-info.ebs-optimized-support", "ebs-info.encryption-support", "ebs-info.nvme-support")
            .none("instance-storage-info.disk.count", "instance-storage-info.disk.size-in-gb")
            .none("instance-storage-info.disk.type", "instance-storage-info.encryption-support")
            .none("instance-storage-info.nvme-support", "instance-storage-info.total-size-in-gb")
            .none("network-info.efa-info.maximum-efa-interfaces", "network-info.network-performance")
            .none("network-info.encryption-in-transit-supported", "network-info.ipv6-addresses-per-interface")
            .none("processor-info.sustained-clock-speed-in-ghz", "supported-boot-mode", "vcpu-info.valid-cores")
            .none("vcpu-info.valid-threads-per-core", "nitro-enclaves-support", "nitro-tpm-support")
            .by("memory-info.size-in-mib", each -> Integer.toString(each.memoryMib()));

    @Override
    public DescribeInstanceTypesResult handle(DescribeInstanceTypesRequest input, RequestContext context) {
        Ec2Errors.refuseDryRun(input.dryRun());
        List<InstanceType> asked = input.instanceTypes().isEmpty()
                ? InstanceType.catalogue()
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
                .networkInfo(NetworkInfo.builder()
                        .enaSupport("supported")
                        .efaSupported(false)
                        .ipv4AddressesPerInterface(1)
                        .ipv6Supported(false)
                        .maximumNetworkCards(1)
                        .maximumNetworkInterfaces(1)
                        .build())
                .hypervisor("xen")
                .hibernationSupported(false)
                .burstablePerformanceSupported(type.burstable())
                .dedicatedHostsSupported(false)
                .autoRecoverySupported(false)
                .build();
    }
}
