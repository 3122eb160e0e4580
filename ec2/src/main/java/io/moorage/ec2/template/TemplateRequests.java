package io.moorage.ec2.template;

import io.moorage.awsmodels.ec2.LaunchTemplateBlockDeviceMappingRequest;
import io.moorage.awsmodels.ec2.LaunchTemplateEbsBlockDeviceRequest;
import io.moorage.awsmodels.ec2.LaunchTemplateIamInstanceProfileSpecificationRequest;
import io.moorage.awsmodels.ec2.LaunchTemplateInstanceMetadataOptionsRequest;
import io.moorage.awsmodels.ec2.LaunchTemplateInstanceNetworkInterfaceSpecificationRequest;
import io.moorage.awsmodels.ec2.LaunchTemplatePlacementRequest;
import io.moorage.awsmodels.ec2.LaunchTemplateTagSpecificationRequest;
import io.moorage.awsmodels.ec2.LaunchTemplatesMonitoringRequest;
import io.moorage.awsmodels.ec2.RequestLaunchTemplateData;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Tags;
import io.moorage.model.ec2.InstanceType;
import io.moorage.model.ec2.LaunchTemplateData;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The data of a launch template, as requests describe it. */
final class TemplateRequests {
    private TemplateRequests() {}

    static LaunchTemplateData read(RequestLaunchTemplateData input) {
        refuseUnsupported(input);
        Optional<LaunchTemplateIamInstanceProfileSpecificationRequest> profile =
                Optional.ofNullable(input.iamInstanceProfile());
        return new LaunchTemplateData(
                Optional.ofNullable(input.imageId()),
                Optional.ofNullable(input.instanceType()).map(TemplateRequests::type),
                Optional.ofNullable(input.keyName()),
                profile.map(LaunchTemplateIamInstanceProfileSpecificationRequest::arn),
                profile.map(LaunchTemplateIamInstanceProfileSpecificationRequest::name),
                Optional.ofNullable(input.userData()).filter(each -> !each.isEmpty()),
                input.securityGroupIds(),
                input.securityGroups(),
                input.networkInterfaces().stream().map(TemplateRequests::nic).toList(),
                input.blockDeviceMappings().stream().map(TemplateRequests::disk).toList(),
                Optional.ofNullable(input.monitoring()).map(LaunchTemplatesMonitoringRequest::enabled),
                Optional.ofNullable(input.ebsOptimized()),
                Optional.ofNullable(input.instanceInitiatedShutdownBehavior()),
                Optional.ofNullable(input.disableApiTermination()),
                Optional.ofNullable(input.disableApiStop()),
                Optional.ofNullable(input.metadataOptions())
                        .map(LaunchTemplateInstanceMetadataOptionsRequest::httpTokens),
                Optional.ofNullable(input.placement()).map(LaunchTemplatePlacementRequest::availabilityZone),
                tags(input.tagSpecifications()),
                Optional.ofNullable(input.metadataOptions())
                        .map(TemplateRequests::metadata)
                        .orElse(LaunchTemplateData.Metadata.NONE));
    }

    private static LaunchTemplateData.Metadata metadata(LaunchTemplateInstanceMetadataOptionsRequest given) {
        refuse("enabled".equals(given.httpProtocolIpv6()), "The metadata service over IPv6");
        return new LaunchTemplateData.Metadata(
                Optional.ofNullable(given.httpEndpoint()),
                Optional.ofNullable(given.httpPutResponseHopLimit()),
                Optional.ofNullable(given.instanceMetadataTags()));
    }

    private static String type(String name) {
        if (InstanceType.named(name).isEmpty()) {
            throw Ec2Errors.invalidValue("Invalid value '%s' for InstanceType.", name);
        }
        return name;
    }

    private static LaunchTemplateData.Interface nic(LaunchTemplateInstanceNetworkInterfaceSpecificationRequest given) {
        if (given.networkInterfaceId() != null) {
            throw Ec2Errors.unsupported("A network interface of its own in a launch template");
        }
        return new LaunchTemplateData.Interface(
                Optional.ofNullable(given.deviceIndex()),
                Optional.ofNullable(given.subnetId()),
                given.groups(),
                Optional.ofNullable(given.associatePublicIpAddress()),
                Optional.ofNullable(given.privateIpAddress()),
                Optional.ofNullable(given.deleteOnTermination()));
    }

    private static LaunchTemplateData.Disk disk(LaunchTemplateBlockDeviceMappingRequest given) {
        Optional<LaunchTemplateEbsBlockDeviceRequest> ebs = Optional.ofNullable(given.ebs());
        return new LaunchTemplateData.Disk(
                Ec2Errors.required(given.deviceName(), "BlockDeviceMapping.DeviceName"),
                given.noDevice() != null,
                ebs.map(LaunchTemplateEbsBlockDeviceRequest::volumeSize),
                ebs.map(LaunchTemplateEbsBlockDeviceRequest::volumeType),
                ebs.map(LaunchTemplateEbsBlockDeviceRequest::deleteOnTermination));
    }

    private static Map<String, Map<String, String>> tags(List<LaunchTemplateTagSpecificationRequest> given) {
        Map<String, Map<String, String>> tags = new HashMap<>();
        for (LaunchTemplateTagSpecificationRequest each : given) {
            tags.put(
                    Ec2Errors.required(each.resourceType(), "TagSpecification.ResourceType"),
                    Tags.checked(each.tags()));
        }
        return tags;
    }

    private static void refuseUnsupported(RequestLaunchTemplateData input) {
        refuse(input.instanceRequirements() != null, "Instance requirements");
        refuse(input.instanceMarketOptions() != null, "A spot instance");
        refuse(input.kernelId() != null || input.ramDiskId() != null, "A kernel or RAM disk of one's own");
        refuse(input.cpuOptions() != null, "CPU options");
        refuse(input.capacityReservationSpecification() != null, "A capacity reservation");
        refuse(!input.licenseSpecifications().isEmpty(), "A license specification");
        refuse(
                input.hibernationOptions() != null
                        && Boolean.TRUE.equals(input.hibernationOptions().configured()),
                "Hibernation");
        refuse(
                input.enclaveOptions() != null
                        && Boolean.TRUE.equals(input.enclaveOptions().enabled()),
                "An enclave");
        refuse(
                !input.elasticGpuSpecifications().isEmpty()
                        || !input.elasticInferenceAccelerators().isEmpty(),
                "An accelerator");
    }

    private static void refuse(boolean asked, String what) {
        if (asked) {
            throw Ec2Errors.unsupported(what);
        }
    }
}
