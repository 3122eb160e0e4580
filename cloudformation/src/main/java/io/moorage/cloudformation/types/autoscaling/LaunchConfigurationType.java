package io.moorage.cloudformation.types.autoscaling;

import io.moorage.awsmodels.Type;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.CreateLaunchConfigurationType;
import io.moorage.awsmodels.autoscaling.InstanceMonitoring;
import io.moorage.awsmodels.autoscaling.LaunchConfigurationNameType;
import io.moorage.awsmodels.autoscaling.LaunchConfigurationNamesType;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Schema.Update;
import io.moorage.cloudformation.resource.Wanted;
import java.util.List;

/** {@code AWS::AutoScaling::LaunchConfiguration}: any change is another one. */
public final class LaunchConfigurationType implements ResourceType {
    private static final int LONGEST_NAME = 255;

    private static final Schema SCHEMA = Schema.of(
                    "AWS::AutoScaling::LaunchConfiguration", CreateLaunchConfigurationType.SHAPE)
            .replaced(
                    "LaunchConfigurationName",
                    "ImageId",
                    "KeyName",
                    "SecurityGroups",
                    "ClassicLinkVPCId",
                    "ClassicLinkVPCSecurityGroups",
                    "UserData",
                    "InstanceId",
                    "InstanceType",
                    "KernelId",
                    "BlockDeviceMappings",
                    "SpotPrice",
                    "IamInstanceProfile",
                    "EbsOptimized",
                    "AssociatePublicIpAddress",
                    "PlacementTenancy",
                    "MetadataOptions")
            .property("RamDiskId", Type.StringType.ANY, Update.REPLACEMENT)
            .property("InstanceMonitoring", Type.BooleanType.ANY, Update.REPLACEMENT)
            .named("LaunchConfigurationName")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    /** Nothing but its name says whose it is: what a repeated call finds under a generated name is its own. */
    @Override
    public String create(Wanted wanted, Aws aws) {
        String name = wanted.name(LONGEST_NAME);
        if (wanted.again() && exists(name, aws)) {
            return name;
        }
        CreateLaunchConfigurationType.Builder request = wanted
                .read(CreateLaunchConfigurationType.SHAPE, "LaunchConfigurationName", "RamDiskId", "InstanceMonitoring")
                .toBuilder()
                .launchConfigurationName(name)
                .ramdiskId(wanted.orNull("RamDiskId"));
        wanted.flag("InstanceMonitoring").ifPresent(on -> request.instanceMonitoring(new InstanceMonitoring(on)));
        aws.call(AutoscalingOperations.CREATE_LAUNCH_CONFIGURATION, request.build());
        return name;
    }

    private static boolean exists(String name, Aws aws) {
        return !aws.call(
                        AutoscalingOperations.DESCRIBE_LAUNCH_CONFIGURATIONS,
                        LaunchConfigurationNamesType.builder()
                                .launchConfigurationNames(List.of(name))
                                .build())
                .launchConfigurations()
                .isEmpty();
    }

    @Override
    public Progress delete(String name, Wanted last, Aws aws) {
        if (exists(name, aws)) {
            aws.call(AutoscalingOperations.DELETE_LAUNCH_CONFIGURATION, new LaunchConfigurationNameType(name));
        }
        return Progress.DONE;
    }
}
