package io.moorage.model.ec2;

import java.util.List;
import java.util.Optional;

/**
 * How large an instance is, from EC2's catalogue ("Amazon EC2 instance types").
 *
 * @param vcpus weight among instances: on a machine with fewer processors it is a share, not an error
 * @param memoryMib a hard limit
 * @param burstable a T type with CPU credits
 */
public record InstanceType(String name, int vcpus, int memoryMib, boolean burstable, boolean freeTier) {
    private static final List<InstanceType> CATALOGUE = List.of(
            new InstanceType("m1.small", 1, 1740, false, false),
            new InstanceType("t2.nano", 1, 512, true, false),
            new InstanceType("t2.micro", 1, 1024, true, true),
            new InstanceType("t2.small", 1, 2048, true, false),
            new InstanceType("t2.medium", 2, 4096, true, false),
            new InstanceType("t2.large", 2, 8192, true, false),
            new InstanceType("t3.nano", 2, 512, true, false),
            new InstanceType("t3.micro", 2, 1024, true, true),
            new InstanceType("t3.small", 2, 2048, true, false),
            new InstanceType("t3.medium", 2, 4096, true, false),
            new InstanceType("t3.large", 2, 8192, true, false),
            new InstanceType("t3.xlarge", 4, 16_384, true, false),
            new InstanceType("m3.medium", 1, 3840, false, false),
            new InstanceType("m3.large", 2, 7680, false, false),
            new InstanceType("m4.large", 2, 8192, false, false),
            new InstanceType("m4.xlarge", 4, 16_384, false, false),
            new InstanceType("m5.large", 2, 8192, false, false),
            new InstanceType("m5.xlarge", 4, 16_384, false, false),
            new InstanceType("m5.2xlarge", 8, 32_768, false, false),
            new InstanceType("c4.large", 2, 3840, false, false),
            new InstanceType("c5.large", 2, 4096, false, false),
            new InstanceType("c5.xlarge", 4, 8192, false, false),
            new InstanceType("r4.large", 2, 15_616, false, false),
            new InstanceType("r5.large", 2, 16_384, false, false));

    /** What {@code RunInstances} runs when no type is named. */
    public static final String DEFAULT = "m1.small";

    public static List<InstanceType> catalogue() {
        return CATALOGUE;
    }

    public static Optional<InstanceType> named(String name) {
        return CATALOGUE.stream().filter(each -> each.name().equals(name)).findFirst();
    }
}
