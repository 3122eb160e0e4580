package io.moorage.cloudformation.types.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.Type;
import io.moorage.awsmodels.ec2.AttributeBooleanValue;
import io.moorage.awsmodels.ec2.AttributeValue;
import io.moorage.awsmodels.ec2.BlobAttributeValue;
import io.moorage.awsmodels.ec2.DescribeInstanceAttributeRequest;
import io.moorage.awsmodels.ec2.DescribeInstancesRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.IamInstanceProfileSpecification;
import io.moorage.awsmodels.ec2.Instance;
import io.moorage.awsmodels.ec2.InstanceNetworkInterfaceSpecification;
import io.moorage.awsmodels.ec2.ModifyInstanceAttributeRequest;
import io.moorage.awsmodels.ec2.Placement;
import io.moorage.awsmodels.ec2.RunInstancesMonitoringEnabled;
import io.moorage.awsmodels.ec2.RunInstancesRequest;
import io.moorage.awsmodels.ec2.StartInstancesRequest;
import io.moorage.awsmodels.ec2.StopInstancesRequest;
import io.moorage.awsmodels.ec2.TerminateInstancesRequest;
import io.moorage.cloudformation.resource.Actual;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.InvalidPropertyException;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Schema.Update;
import io.moorage.cloudformation.resource.Shapes;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Values;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** {@code AWS::EC2::Instance}. */
public final class InstanceType implements ResourceType {
    private static final Set<String> ABSENT = Set.of("InvalidInstanceID.NotFound");

    private static final Schema SCHEMA = Schema.of("AWS::EC2::Instance", RunInstancesRequest.SHAPE)
            .replaced(
                    "ImageId",
                    "KeyName",
                    "SubnetId",
                    "PrivateIpAddress",
                    "BlockDeviceMappings",
                    "EbsOptimized",
                    "SecurityGroups")
            .property("AvailabilityZone", Type.StringType.ANY, Update.REPLACEMENT)
            .property("NetworkInterfaces", null, Update.REPLACEMENT)
            .property("IamInstanceProfile", Type.StringType.ANY, Update.REPLACEMENT)
            .property("Monitoring", Type.BooleanType.ANY, Update.REPLACEMENT)
            .inPlace(
                    "InstanceType",
                    "UserData",
                    "SecurityGroupIds",
                    "DisableApiTermination",
                    "InstanceInitiatedShutdownBehavior")
            .tags("Tags")
            .attributes(
                    "InstanceId",
                    "AvailabilityZone",
                    "PrivateDnsName",
                    "PrivateIp",
                    "PublicDnsName",
                    "PublicIp",
                    "VpcId",
                    "State.Name")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    /** The client token makes it one instance, however often it is called. */
    @Override
    public String create(Wanted wanted, Aws aws) {
        RunInstancesRequest.Builder request = wanted
                .read(
                        RunInstancesRequest.SHAPE,
                        "Tags",
                        "AvailabilityZone",
                        "NetworkInterfaces",
                        "IamInstanceProfile",
                        "Monitoring")
                .toBuilder()
                .minCount(1)
                .maxCount(1)
                .clientToken(wanted.token())
                .tagSpecifications(Ec2Tags.of(wanted, "instance"));
        wanted.optional("AvailabilityZone")
                .ifPresent(zone -> request.placement(
                        Placement.builder().availabilityZone(zone).build()));
        wanted.optional("IamInstanceProfile")
                .ifPresent(name -> request.iamInstanceProfile(
                        IamInstanceProfileSpecification.builder().name(name).build()));
        wanted.flag("Monitoring").ifPresent(on -> request.monitoring(new RunInstancesMonitoringEnabled(on)));
        // What Ref of a group is, its id, is taken where a name is meant, as templates of the default VPC have it.
        request.securityGroups(groups(wanted, name -> !Ec2Tags.isGroupId(name)))
                .securityGroupIds(Stream.concat(
                                wanted.texts("SecurityGroupIds").stream(), groups(wanted, Ec2Tags::isGroupId).stream())
                        .toList());
        if (wanted.properties().has("NetworkInterfaces")) {
            request.networkInterfaces(wanted.list("NetworkInterfaces").stream()
                    .map(InstanceType::networkInterface)
                    .toList());
        }
        return String.valueOf(aws.call(Ec2Operations.RUN_INSTANCES, request.build())
                .instances()
                .getFirst()
                .instanceId());
    }

    private static List<String> groups(Wanted wanted, Predicate<String> kept) {
        return wanted.texts("SecurityGroups").stream().filter(kept).toList();
    }

    private static InstanceNetworkInterfaceSpecification networkInterface(JsonNode node) {
        List<String> groups = new ArrayList<>();
        node.path("GroupSet").forEach(each -> groups.add(each.asText()));
        InstanceNetworkInterfaceSpecification read = Shapes.read(
                InstanceNetworkInterfaceSpecification.SHAPE, Shapes.without(node, "GroupSet"), "NetworkInterfaces");
        return node.has("GroupSet") ? read.toBuilder().groups(groups).build() : read;
    }

    @Override
    public Progress settle(String id, Wanted wanted, Aws aws) {
        Optional<Instance> instance = find(id, aws);
        String state = instance.map(InstanceType::state).orElse("terminated");
        if (state.equals("terminated") || state.equals("shutting-down")) {
            String why = instance.map(Instance::stateReason)
                    .map(reason -> ": " + reason.message())
                    .orElse("");
            throw new InvalidPropertyException("Instance " + id + " failed to launch" + why);
        }
        return Progress.when(state.equals("running"), "the instance " + id + " to be running; it is " + state);
    }

    private static String state(Instance instance) {
        return instance.state() == null
                ? ""
                : Objects.requireNonNullElse(instance.state().name(), "");
    }

    private static Optional<Instance> find(String id, Aws aws) {
        return aws.unless(
                        ABSENT,
                        Ec2Operations.DESCRIBE_INSTANCES,
                        DescribeInstancesRequest.builder()
                                .instanceIds(List.of(id))
                                .build())
                .flatMap(answer -> answer.reservations().stream()
                        .flatMap(each -> each.instances().stream())
                        .findFirst());
    }

    @Override
    public Progress update(String id, Wanted before, Wanted after, Aws aws) {
        Ec2Tags.update(id, before, after, aws);
        after.flag("DisableApiTermination")
                .or(() -> before.flag("DisableApiTermination").map(old -> false))
                .ifPresent(on -> modify(aws, request(id).disableApiTermination(new AttributeBooleanValue(on))));
        after.optional("InstanceInitiatedShutdownBehavior")
                .ifPresent(
                        text -> modify(aws, request(id).instanceInitiatedShutdownBehavior(new AttributeValue(text))));
        List<String> groups = after.texts("SecurityGroupIds");
        if (!groups.isEmpty() && !groups.equals(before.texts("SecurityGroupIds"))) {
            modify(aws, request(id).groups(groups));
        }
        boolean needsStop = !before.optional("InstanceType").equals(after.optional("InstanceType"))
                || !before.optional("UserData").equals(after.optional("UserData"));
        return needsStop ? whileStopped(id, after, aws) : settle(id, after, aws);
    }

    private static ModifyInstanceAttributeRequest.Builder request(String id) {
        return ModifyInstanceAttributeRequest.builder().instanceId(id);
    }

    private static void modify(Aws aws, ModifyInstanceAttributeRequest.Builder request) {
        aws.call(Ec2Operations.MODIFY_INSTANCE_ATTRIBUTE, request.build());
    }

    /** Stopped, changed and started again ("some interruptions"); each look does what is next. */
    private Progress whileStopped(String id, Wanted after, Aws aws) {
        Instance instance = find(id, aws)
                .orElseThrow(() -> new AwsException(
                        "InvalidInstanceID.NotFound", 400, "The instance ID '" + id + "' does not exist"));
        boolean asWanted = isAsWanted(instance, after, aws);
        switch (state(instance)) {
            case "running" -> {
                if (asWanted) {
                    return Progress.DONE;
                }
                aws.call(
                        Ec2Operations.STOP_INSTANCES,
                        StopInstancesRequest.builder().instanceIds(List.of(id)).build());
            }
            case "stopped" -> {
                after.optional("InstanceType")
                        .ifPresent(type -> modify(aws, request(id).instanceType(new AttributeValue(type))));
                after.optional("UserData")
                        .ifPresent(data -> modify(
                                aws,
                                request(id)
                                        .userData(new BlobAttributeValue(
                                                Base64.getDecoder().decode(data)))));
                aws.call(
                        Ec2Operations.START_INSTANCES,
                        StartInstancesRequest.builder().instanceIds(List.of(id)).build());
            }
            default -> {}
        }
        return new Progress.Waiting("the instance " + id + " to stop, change and start");
    }

    private static boolean isAsWanted(Instance instance, Wanted after, Aws aws) {
        AttributeValue data = aws.call(
                        Ec2Operations.DESCRIBE_INSTANCE_ATTRIBUTE,
                        DescribeInstanceAttributeRequest.builder()
                                .instanceId(String.valueOf(instance.instanceId()))
                                .attribute("userData")
                                .build())
                .userData();
        String now = data == null ? "" : Objects.requireNonNullElse(data.value(), "");
        return after.optional("UserData").orElse("").equals(now)
                && after.optional("InstanceType")
                        .filter(type -> !type.equals(instance.instanceType()))
                        .isEmpty();
    }

    @Override
    public Progress delete(String id, Wanted last, Aws aws) {
        Optional<Instance> instance = find(id, aws);
        String state = instance.map(InstanceType::state).orElse("terminated");
        if (state.equals("terminated")) {
            return Progress.DONE;
        }
        if (!state.equals("shutting-down")) {
            aws.unless(
                    ABSENT,
                    Ec2Operations.TERMINATE_INSTANCES,
                    TerminateInstancesRequest.builder().instanceIds(List.of(id)).build());
        }
        return new Progress.Waiting("the instance " + id + " to be terminated");
    }

    @Override
    public Map<String, JsonNode> attributes(String id, Wanted wanted, Aws aws) {
        Instance instance = find(id, aws).orElseThrow();
        Placement placement = instance.placement();
        return Map.of(
                "InstanceId", Values.text(id),
                "AvailabilityZone", Values.text(placement == null ? null : placement.availabilityZone()),
                "PrivateDnsName", Values.text(instance.privateDnsName()),
                "PrivateIp", Values.text(instance.privateIpAddress()),
                "PublicDnsName", Values.text(instance.publicDnsName()),
                "PublicIp", Values.text(instance.publicIpAddress()),
                "VpcId", Values.text(instance.vpcId()),
                "State.Name", Values.text(state(instance)));
    }

    @Override
    public Actual current(String id, Wanted wanted, Aws aws) {
        return find(id, aws)
                .filter(found -> !state(found).equals("terminated"))
                .map(found -> Actual.properties()
                        .text("ImageId", found.imageId())
                        .text("InstanceType", found.instanceType())
                        .text("KeyName", found.keyName())
                        .text("SubnetId", found.subnetId())
                        .text("PrivateIpAddress", found.privateIpAddress())
                        .texts(
                                "SecurityGroupIds",
                                found.securityGroups().stream()
                                        .map(each -> String.valueOf(each.groupId()))
                                        .toList())
                        .tags("Tags", Ec2Tags.map(found.tags()))
                        .build())
                .orElse(Actual.GONE);
    }
}
