package io.moorage.ec2.permission;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Permission;
import io.moorage.awsmodels.ec2.IamInstanceProfileSpecification;
import io.moorage.awsmodels.ec2.InstanceNetworkInterfaceSpecification;
import io.moorage.awsmodels.ec2.RunInstancesRequest;
import io.moorage.awsmodels.ec2.Tag;
import io.moorage.ec2.template.TemplateLaunch;
import io.moorage.model.iam.InstanceProfile;
import io.moorage.model.iam.Role;
import io.moorage.store.IamTables;
import io.moorage.store.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What launching needs: all that instances are made of, and to pass them their role (EC2 user guide, "Launch instances (RunInstances)"). */
final class LaunchPermissions {
    private static final String RUN = "ec2:RunInstances";

    private final Store store;

    LaunchPermissions(Store store) {
        this.store = store;
    }

    List<Permission> of(RunInstancesRequest given, Ec2Names names) {
        RunInstancesRequest input = resolved(given);
        List<Permission> all = new ArrayList<>();
        List<String> used = new ArrayList<>();
        used.add(names.arn("image", any(input.imageId())));
        used.add(names.arn("subnet", subnet(input)));
        groups(input, names).forEach(group -> used.add(names.arn("security-group", group)));
        Optional.ofNullable(input.keyName()).ifPresent(name -> used.add(names.arn("key-pair", name)));
        Map<String, List<String>> keys = launchKeys(given, input, names);
        template(given, names).ifPresent(used::add);
        for (String made : List.of("instance", "network-interface", "volume")) {
            Map<String, List<String>> ofMade = new HashMap<>(keys);
            ofMade.putAll(Ec2Permissions.tagKeys(tags(input, made)));
            all.add(new Permission(RUN, List.of(names.arn(made, "*")), ofMade));
        }
        all.add(new Permission(RUN, used, keys));
        for (String made : List.of("instance", "network-interface", "volume")) {
            all.addAll(Ec2Permissions.tagging("RunInstances", List.of(names.arn(made, "*")), tags(input, made)));
        }
        return withRole(all, Optional.ofNullable(input.iamInstanceProfile()), names);
    }

    /** With the permission to hand the profile's role to EC2. */
    List<Permission> withRole(
            List<Permission> permissions, Optional<IamInstanceProfileSpecification> profile, Ec2Names names) {
        Optional<String> role = profile.flatMap(this::profile)
                .flatMap(InstanceProfile::roleName)
                .flatMap(name -> names.view().find(IamTables.ROLES, name))
                .map(Role::arn);
        List<Permission> all = new ArrayList<>(permissions);
        role.ifPresent(arn -> all.add(new Permission(
                "iam:PassRole", List.of(arn), Map.of("iam:PassedToService", List.of("ec2.amazonaws.com")))));
        return all;
    }

    private Optional<InstanceProfile> profile(IamInstanceProfileSpecification given) {
        return given.arn() != null
                ? store.view().by(IamTables.INSTANCE_PROFILES, IamTables.INSTANCE_PROFILES_BY_ARN, given.arn()).stream()
                        .findFirst()
                : Optional.ofNullable(given.name())
                        .flatMap(name -> store.view().find(IamTables.INSTANCE_PROFILES, name));
    }

    /** A template that is not there is refused later, by those who may know. */
    private RunInstancesRequest resolved(RunInstancesRequest given) {
        try {
            return TemplateLaunch.resolve(given, store.view());
        } catch (AwsException e) {
            return given;
        }
    }

    private Map<String, List<String>> launchKeys(RunInstancesRequest given, RunInstancesRequest input, Ec2Names names) {
        Map<String, List<String>> keys = new HashMap<>(names.region());
        keys.put("ec2:InstanceType", List.of(input.instanceType() == null ? "m1.small" : input.instanceType()));
        keys.put("ec2:EbsOptimized", List.of(Boolean.toString(Boolean.TRUE.equals(input.ebsOptimized()))));
        keys.put("ec2:Tenancy", List.of("default"));
        keys.put("ec2:IsLaunchTemplateResource", List.of(Boolean.toString(given.launchTemplate() != null)));
        template(given, names).ifPresent(arn -> keys.put("ec2:LaunchTemplate", List.of(arn)));
        Optional.ofNullable(input.iamInstanceProfile())
                .flatMap(this::profile)
                .ifPresent(profile -> keys.put("ec2:InstanceProfile", List.of(profile.arn())));
        if (input.placement() != null && input.placement().availabilityZone() != null) {
            keys.put("ec2:AvailabilityZone", List.of(input.placement().availabilityZone()));
        }
        if (input.metadataOptions() != null && input.metadataOptions().httpTokens() != null) {
            keys.put("ec2:MetadataHttpTokens", List.of(input.metadataOptions().httpTokens()));
        }
        if (input.keyName() != null) {
            keys.put("ec2:KeyPairName", List.of(input.keyName()));
        }
        return keys;
    }

    private static Optional<String> template(RunInstancesRequest given, Ec2Names names) {
        var template = given.launchTemplate();
        if (template == null) {
            return Optional.empty();
        }
        return Optional.ofNullable(template.launchTemplateId())
                .or(() -> Optional.ofNullable(template.launchTemplateName()).flatMap(names::templateId))
                .map(id -> names.arn("launch-template", id));
    }

    private static String subnet(RunInstancesRequest input) {
        return any(Optional.ofNullable(input.subnetId())
                .or(() -> input.networkInterfaces().stream()
                        .map(InstanceNetworkInterfaceSpecification::subnetId)
                        .flatMap(id -> Optional.ofNullable(id).stream())
                        .findFirst())
                .orElse(null));
    }

    private static List<String> groups(RunInstancesRequest input, Ec2Names names) {
        List<String> groups = new ArrayList<>(input.securityGroupIds());
        input.securityGroups().forEach(name -> groups.add(names.groupId(name).orElse("*")));
        input.networkInterfaces().forEach(each -> groups.addAll(each.groups()));
        return groups.isEmpty() ? List.of("*") : groups;
    }

    private static List<Tag> tags(RunInstancesRequest input, String type) {
        return input.tagSpecifications().stream()
                .filter(each -> type.equals(each.resourceType()))
                .flatMap(each -> each.tags().stream())
                .toList();
    }

    private static String any(@Nullable String id) {
        return id == null ? "*" : id;
    }
}
