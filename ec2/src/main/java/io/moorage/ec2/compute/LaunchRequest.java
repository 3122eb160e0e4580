package io.moorage.ec2.compute;

import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.ec2.BlockDeviceMapping;
import io.moorage.awsmodels.ec2.EbsBlockDevice;
import io.moorage.awsmodels.ec2.IamInstanceProfileSpecification;
import io.moorage.awsmodels.ec2.InstanceNetworkInterfaceSpecification;
import io.moorage.awsmodels.ec2.Placement;
import io.moorage.awsmodels.ec2.RunInstancesRequest;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.MetadataTags;
import io.moorage.ec2.api.Resource;
import io.moorage.ec2.api.Tags;
import io.moorage.model.ec2.Ec2Id;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.Instance.BlockDevice;
import io.moorage.model.ec2.Instance.Launch;
import io.moorage.model.ec2.Instance.MetadataOptions;
import io.moorage.model.ec2.InstanceType;
import io.moorage.model.ec2.Subnet;
import io.moorage.model.iam.InstanceProfile;
import io.moorage.store.Ec2Tables;
import io.moorage.store.IamTables;
import io.moorage.store.ReadView;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * {@code RunInstances} understood: every default filled in, every name found, and refused where one is not.
 *
 * @param launch of the first instance
 * @param privateAddress asked for, for one instance only
 * @param present an interface that is there already, for one instance only
 */
record LaunchRequest(
        Launch launch,
        int min,
        int count,
        Subnet subnet,
        List<String> groups,
        boolean publicAddress,
        Optional<String> privateAddress,
        Optional<PresentInterface> present,
        Map<String, String> tags) {
    private static final int MOST = 100;
    private static final int LONGEST_USER_DATA = 16 * 1024;
    private static final int LONGEST_TOKEN = 64;

    static LaunchRequest of(RunInstancesRequest input, ReadView view, Ec2 ec2, RequestContext context) {
        refuseUnsupported(input);
        int min = input.minCount();
        int max = input.maxCount();
        if (min < 1 || max < min) {
            throw Ec2Errors.invalidValue(
                    "Value (%d) for parameter minCount is invalid. It must be from 1 to maxCount (%d).", min, max);
        }
        if (min > MOST) {
            throw Ec2Errors.refused(
                    "InstanceLimitExceeded",
                    "You have requested more instances (%d) than your limit of %d.",
                    min,
                    MOST);
        }
        Optional<InstanceNetworkInterfaceSpecification> nic = interfaceOf(input);
        Subnet subnet = new LaunchPlace(view).subnet(input, nic);
        Optional<PresentInterface> present = nic.flatMap(each -> PresentInterface.of(view, each, max));
        Launch launch = MetadataOptionsRequests.changed(launch(input, view, ec2, subnet), input.metadataOptions());
        Map<String, String> tags =
                Tags.given(context, input.tagSpecifications(), "instance", "volume", "network-interface");
        MetadataTags.check(launch, tags.keySet());
        return new LaunchRequest(
                launch,
                min,
                Math.min(max, MOST),
                subnet,
                present.isPresent() ? List.of() : new LaunchPlace(view).groups(input, nic, subnet),
                nic.map(InstanceNetworkInterfaceSpecification::associatePublicIpAddress)
                        .orElse(subnet.mapPublicIpOnLaunch()),
                Optional.ofNullable(input.privateIpAddress())
                        .or(() -> nic.map(InstanceNetworkInterfaceSpecification::privateIpAddress)),
                present,
                tags);
    }

    private static Launch launch(RunInstancesRequest input, ReadView view, Ec2 ec2, Subnet subnet) {
        String image = Resource.IMAGE
                .require(view, Ec2Errors.required(input.imageId(), "ImageId"))
                .id();
        String token = Objects.requireNonNullElse(input.clientToken(), "");
        if (token.length() > LONGEST_TOKEN) {
            throw Ec2Errors.invalidValue("Client token is longer than %d characters", LONGEST_TOKEN);
        }
        return new Launch(
                Ec2Id.RESERVATION.next(ec2.random()),
                0,
                token,
                image,
                type(input.instanceType()),
                subnet.vpcId(),
                subnet.id(),
                subnet.availabilityZone(),
                key(view, input.keyName()),
                profile(view, input.iamInstanceProfile()),
                userData(input.userData()),
                "terminate".equals(input.instanceInitiatedShutdownBehavior()),
                Boolean.TRUE.equals(input.disableApiTermination()),
                Boolean.TRUE.equals(input.disableApiStop()),
                input.monitoring() != null
                        && Boolean.TRUE.equals(input.monitoring().enabled()),
                Boolean.TRUE.equals(input.ebsOptimized()),
                false,
                disks(input.blockDeviceMappings(), ec2.random()),
                MetadataOptions.DEFAULT);
    }

    /** The type's name, or the default one's; refused when the catalogue has none of that name. */
    static String type(@Nullable String given) {
        String name = Objects.requireNonNullElse(given, InstanceType.DEFAULT);
        return InstanceType.named(name)
                .map(InstanceType::name)
                .orElseThrow(() -> Ec2Errors.invalidValue("Invalid value '%s' for InstanceType.", name));
    }

    private static Optional<String> key(ReadView view, @Nullable String name) {
        if (name != null && view.find(Ec2Tables.KEY_PAIRS, name).isEmpty()) {
            throw Ec2Errors.refused("InvalidKeyPair.NotFound", "The key pair '%s' does not exist", name);
        }
        return Optional.ofNullable(name);
    }

    /** The ARN of the profile named by ARN or by name. */
    static Optional<String> profile(ReadView view, @Nullable IamInstanceProfileSpecification given) {
        if (given == null || (given.arn() == null && given.name() == null)) {
            return Optional.empty();
        }
        if (given.arn() != null && given.name() != null) {
            throw Ec2Errors.invalidCombination(
                    "The parameter 'iamInstanceProfile.name' may not be used in combination with 'iamInstanceProfile.arn'");
        }
        return view.all(IamTables.INSTANCE_PROFILES).stream()
                .filter(each -> each.arn().equals(given.arn()) || each.name().equals(given.name()))
                .map(InstanceProfile::arn)
                .findFirst()
                .or(() -> {
                    throw given.arn() == null
                            ? Ec2Errors.invalidValue(
                                    "Value (%s) for parameter iamInstanceProfile.name is invalid. Invalid IAM Instance Profile name",
                                    given.name())
                            : Ec2Errors.invalidValue(
                                    "Value (%s) for parameter iamInstanceProfile.arn is invalid. Invalid IAM Instance Profile ARN",
                                    given.arn());
                });
    }

    /** Base64 as it was sent; at most 16 KiB once decoded (EC2 user guide, "Instance user data considerations"). */
    static Optional<String> userData(@Nullable String given) {
        if (given == null || given.isEmpty()) {
            return Optional.empty();
        }
        int length;
        try {
            length = Base64.getMimeDecoder().decode(given).length;
            if (!given.matches("[A-Za-z0-9+/=\\s]*")) {
                throw new IllegalArgumentException("not base64");
            }
        } catch (IllegalArgumentException e) {
            throw Ec2Errors.invalidValue("Invalid BASE64 encoding of user data.");
        }
        if (length > LONGEST_USER_DATA) {
            throw Ec2Errors.invalidValue("User data is limited to %d bytes", LONGEST_USER_DATA);
        }
        return Optional.of(given);
    }

    private static List<BlockDevice> disks(List<BlockDeviceMapping> mappings, RandomGenerator random) {
        var disks = new LinkedHashMap<String, BlockDevice>();
        disks.put(
                InstanceShapes.ROOT_DEVICE,
                new BlockDevice(InstanceShapes.ROOT_DEVICE, Ec2Id.VOLUME.next(random), 30, "gp2", true));
        for (BlockDeviceMapping each : mappings) {
            String name = Ec2Errors.required(each.deviceName(), "BlockDeviceMapping.DeviceName");
            if (each.noDevice() != null) {
                disks.remove(name);
            } else if (each.ebs() != null) {
                EbsBlockDevice ebs = each.ebs();
                disks.put(
                        name,
                        new BlockDevice(
                                name,
                                Ec2Id.VOLUME.next(random),
                                Objects.requireNonNullElse(ebs.volumeSize(), 30),
                                Objects.requireNonNullElse(ebs.volumeType(), "gp2"),
                                !Boolean.FALSE.equals(ebs.deleteOnTermination())));
            }
        }
        return List.copyOf(disks.values());
    }

    private static Optional<InstanceNetworkInterfaceSpecification> interfaceOf(RunInstancesRequest input) {
        List<InstanceNetworkInterfaceSpecification> given = input.networkInterfaces();
        if (given.isEmpty()) {
            return Optional.empty();
        }
        if (input.subnetId() != null
                || !input.securityGroupIds().isEmpty()
                || !input.securityGroups().isEmpty()) {
            throw Ec2Errors.invalidCombination(
                    "Network interfaces and an instance-level subnet ID or security groups may not be "
                            + "specified on the same request");
        }
        InstanceNetworkInterfaceSpecification first = given.getFirst();
        if (given.size() > 1) {
            throw Ec2Errors.refused(
                    "AttachmentLimitExceeded",
                    "Interface count %d exceeds the limit for %s",
                    given.size(),
                    type(input.instanceType()));
        }
        if (first.deviceIndex() != null && first.deviceIndex() != 0) {
            throw Ec2Errors.invalidValue("Each network interface requires a device index; the first is 0.");
        }
        return Optional.of(first);
    }

    private static void refuseUnsupported(RunInstancesRequest input) {
        refuse(input.instanceMarketOptions() != null, "A spot instance");
        refuse(input.ipv6AddressCount() != null || !input.ipv6Addresses().isEmpty(), "IPv6");
        refuse(input.kernelId() != null || input.ramdiskId() != null, "A kernel or RAM disk of one's own");
        refuse(
                !input.elasticGpuSpecification().isEmpty()
                        || !input.elasticInferenceAccelerators().isEmpty(),
                "An accelerator");
        refuse(input.cpuOptions() != null, "CPU options");
        refuse(!input.licenseSpecifications().isEmpty(), "A license specification");
        refuse(
                input.hibernationOptions() != null
                        && Boolean.TRUE.equals(input.hibernationOptions().configured()),
                "Hibernation");
        refuse(
                input.enclaveOptions() != null
                        && Boolean.TRUE.equals(input.enclaveOptions().enabled()),
                "An enclave");
        Placement placement = input.placement();
        if (placement != null) {
            refuse(
                    placement.hostId() != null
                            || !Objects.requireNonNullElse(placement.groupName(), "")
                                    .isEmpty(),
                    "A placement group or host");
            refuse(placement.tenancy() != null && !placement.tenancy().equals("default"), "Dedicated tenancy");
        }
    }

    private static void refuse(boolean asked, String what) {
        if (asked) {
            throw Ec2Errors.unsupported(what);
        }
    }

    /** True when another request with the same token asked for the same. */
    boolean sameAs(List<Instance> made) {
        Launch other = made.getFirst().launch();
        return other.imageId().equals(launch.imageId())
                && other.instanceType().equals(launch.instanceType())
                && other.keyName().equals(launch.keyName())
                && other.userData().equals(launch.userData())
                && other.instanceProfileArn().equals(launch.instanceProfileArn())
                && made.size() >= min
                && made.size() <= count;
    }
}
