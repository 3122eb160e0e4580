package io.moorage.autoscaling.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.Permission;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.autoscaling.AutoscalingOperations;
import io.moorage.awsmodels.autoscaling.BlockDeviceMapping;
import io.moorage.awsmodels.autoscaling.CreateLaunchConfigurationType;
import io.moorage.awsmodels.autoscaling.Ebs;
import io.moorage.awsmodels.autoscaling.InstanceMetadataOptions;
import io.moorage.model.autoscaling.LaunchConfiguration;
import io.moorage.model.ec2.InstanceType;
import io.moorage.model.iam.Role;
import io.moorage.scaling.Uuids;
import io.moorage.store.AutoScalingTables;
import io.moorage.store.Ec2Tables;
import io.moorage.store.IamTables;
import io.moorage.store.ReadView;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes down how instances are to be made. */
record CreateLaunchConfiguration(AutoScaling autoScaling) implements Action<CreateLaunchConfigurationType, Empty> {
    /** Auto Scaling service quotas. */
    static final int MOST = 200;

    private static final int LONGEST_USER_DATA = 16 * 1024;

    @Override
    public Operation<CreateLaunchConfigurationType, Empty> operation() {
        return AutoscalingOperations.CREATE_LAUNCH_CONFIGURATION;
    }

    @Override
    public List<String> resources(CreateLaunchConfigurationType input, RequestContext context) {
        return List.of(Configurations.arn(autoScaling, input.launchConfigurationName()));
    }

    @Override
    public Map<String, List<String>> conditions(CreateLaunchConfigurationType input, RequestContext context) {
        Map<String, List<String>> conditions = new HashMap<>();
        if (input.imageId() != null) {
            conditions.put("autoscaling:ImageId", List.of(input.imageId()));
        }
        if (input.instanceType() != null) {
            conditions.put("autoscaling:InstanceType", List.of(input.instanceType()));
        }
        if (input.metadataOptions() != null && input.metadataOptions().httpTokens() != null) {
            conditions.put(
                    "autoscaling:MetadataHttpTokens",
                    List.of(input.metadataOptions().httpTokens()));
        }
        return conditions;
    }

    /** "iam:PassRole" on the role of the instance profile ("Launch template support", "Security"). */
    @Override
    public List<Permission> furtherPermissions(CreateLaunchConfigurationType input, RequestContext context) {
        String profile = input.iamInstanceProfile();
        if (profile == null) {
            return List.of();
        }
        List<String> roles = autoScaling.view().all(IamTables.INSTANCE_PROFILES).stream()
                .filter(each -> each.name().equals(profile) || each.arn().equals(profile))
                .flatMap(each -> each.roleName().stream())
                .flatMap(name -> autoScaling.view().find(IamTables.ROLES, name).stream())
                .map(Role::arn)
                .toList();
        return roles.isEmpty()
                ? List.of()
                : List.of(new Permission(
                        "iam:PassRole", roles, Map.of("iam:PassedToService", List.of("ec2.amazonaws.com"))));
    }

    @Override
    public Empty handle(CreateLaunchConfigurationType input, RequestContext context) {
        String name = input.launchConfigurationName();
        LaunchConfiguration wanted = read(input, context);
        return autoScaling.store().transact(tx -> {
            if (tx.find(AutoScalingTables.LAUNCH_CONFIGURATIONS, name).isPresent()) {
                throw Refusal.alreadyExists("Launch Configuration by this name already exists - A launch configuration "
                        + "already exists with the name " + name);
            }
            if (tx.all(AutoScalingTables.LAUNCH_CONFIGURATIONS).size() >= MOST) {
                throw Refusal.limitExceeded("There are " + MOST + " launch configurations already, which is the most.");
            }
            check(tx, wanted);
            tx.insert(AutoScalingTables.LAUNCH_CONFIGURATIONS, wanted);
            return Empty.VALUE;
        });
    }

    private LaunchConfiguration read(CreateLaunchConfigurationType input, RequestContext context) {
        refuse(input);
        String name = input.launchConfigurationName();
        if (input.imageId() == null || input.instanceType() == null) {
            throw Refusal.invalid("Valid requests must contain either the InstanceID parameter or both the ImageId and "
                    + "InstanceType parameters.");
        }
        return new LaunchConfiguration(
                name,
                Configurations.arn(autoScaling.config(), Uuids.next(autoScaling.random()), name),
                input.imageId(),
                text(input.keyName()),
                input.securityGroups(),
                userData(input.userData()),
                input.instanceType(),
                input.blockDeviceMappings().stream()
                        .map(CreateLaunchConfiguration::disk)
                        .toList(),
                input.instanceMonitoring() == null
                        || !Boolean.FALSE.equals(input.instanceMonitoring().enabled()),
                text(input.iamInstanceProfile()),
                Boolean.TRUE.equals(input.ebsOptimized()),
                Optional.ofNullable(input.associatePublicIpAddress()),
                Optional.ofNullable(input.metadataOptions()).map(InstanceMetadataOptions::httpTokens),
                context.now());
    }

    private static void refuse(CreateLaunchConfigurationType input) {
        Refusal.refuse(input.instanceId() != null, "A launch configuration from an instance (InstanceId)");
        Refusal.refuse(input.spotPrice() != null, "A spot price");
        Refusal.refuse(
                text(input.classicLinkVPCId()).isPresent()
                        || !input.classicLinkVPCSecurityGroups().isEmpty(),
                "EC2-Classic");
        Refusal.refuse(
                text(input.kernelId()).isPresent() || text(input.ramdiskId()).isPresent(),
                "A kernel or RAM disk of one's own");
        Refusal.refuse(
                input.placementTenancy() != null && !input.placementTenancy().equals("default"), "Dedicated tenancy");
        Refusal.refuse(
                input.metadataOptions() != null
                        && "disabled".equals(input.metadataOptions().httpEndpoint()),
                "Instances without metadata");
    }

    private static Optional<String> text(@Nullable String given) {
        return Optional.ofNullable(given).filter(each -> !each.isEmpty());
    }

    private static Optional<String> userData(@Nullable String given) {
        Optional<String> data = text(given);
        try {
            if (data.isPresent() && Base64.getMimeDecoder().decode(data.get()).length > LONGEST_USER_DATA) {
                throw Refusal.invalid("User data is limited to " + LONGEST_USER_DATA + " bytes");
            }
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("Invalid BASE64 encoding of user data.");
        }
        return data;
    }

    private static LaunchConfiguration.Disk disk(BlockDeviceMapping given) {
        Optional<Ebs> ebs = Optional.ofNullable(given.ebs());
        return new LaunchConfiguration.Disk(
                given.deviceName(),
                Boolean.TRUE.equals(given.noDevice()),
                Optional.ofNullable(given.virtualName()),
                ebs.map(Ebs::volumeSize),
                ebs.map(Ebs::volumeType),
                ebs.map(Ebs::deleteOnTermination));
    }

    /** What a launch would fail for at once. */
    private static void check(ReadView view, LaunchConfiguration wanted) {
        if (InstanceType.named(wanted.instanceType()).isEmpty()) {
            throw Refusal.invalid("Invalid value '" + wanted.instanceType() + "' for InstanceType.");
        }
        wanted.keyName()
                .filter(each -> view.find(Ec2Tables.KEY_PAIRS, each).isEmpty())
                .ifPresent(each -> {
                    throw Refusal.invalid("The key pair '" + each + "' does not exist");
                });
        wanted.profile()
                .filter(each -> view.all(IamTables.INSTANCE_PROFILES).stream()
                        .noneMatch(row -> row.name().equals(each) || row.arn().equals(each)))
                .ifPresent(each -> {
                    throw Refusal.invalid("Invalid IamInstanceProfile: " + each);
                });
        for (String group : wanted.securityGroups()) {
            if (group.startsWith("sg-")
                    && view.find(Ec2Tables.SECURITY_GROUPS, group).isEmpty()) {
                throw Refusal.invalid("The security group '" + group + "' does not exist");
            }
        }
    }
}
