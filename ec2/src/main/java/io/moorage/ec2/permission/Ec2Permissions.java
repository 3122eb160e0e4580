package io.moorage.ec2.permission;

import io.moorage.awsapi.Permission;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsapi.permission.Inputs;
import io.moorage.awsapi.permission.PermissionRules;
import io.moorage.awsapi.permission.TagConditions;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.AssociateIamInstanceProfileRequest;
import io.moorage.awsmodels.ec2.CreateTagsRequest;
import io.moorage.awsmodels.ec2.DeleteTagsRequest;
import io.moorage.awsmodels.ec2.RunInstancesRequest;
import io.moorage.awsmodels.ec2.Tag;
import io.moorage.awsmodels.ec2.TagSpecification;
import io.moorage.store.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What callers of EC2 must be allowed (Service Authorization Reference, "Amazon EC2"). */
public final class Ec2Permissions implements PermissionRules {
    /** Operations that are not here name no resource: all those that describe, save three. */
    private static final String TABLE = """
        AllocateAddress               +elastic-ip
        AssociateAddress              elastic-ip=AllocationId? instance=InstanceId? network-interface=NetworkInterfaceId?
        AssociateRouteTable           route-table=RouteTableId subnet=SubnetId? internet-gateway=GatewayId?
        AttachInternetGateway         internet-gateway=InternetGatewayId vpc=VpcId
        AttachNetworkInterface        instance=InstanceId network-interface=NetworkInterfaceId
        AuthorizeSecurityGroupEgress  security-group=GroupId
        AuthorizeSecurityGroupIngress security-group=GroupId
        CreateInternetGateway         +internet-gateway
        CreateKeyPair                 +key-pair
        CreateLaunchTemplate          +launch-template
        CreateLaunchTemplateVersion   launch-template=LaunchTemplateId
        CreateNatGateway              +natgateway subnet=SubnetId elastic-ip=AllocationId?
        CreateNetworkInterface        +network-interface subnet=SubnetId security-group=Groups?
        CreateRoute                   route-table=RouteTableId
        CreateRouteTable              +route-table vpc=VpcId
        CreateSecurityGroup           +security-group vpc=VpcId?
        CreateSubnet                  +subnet vpc=VpcId
        CreateVpc                     +vpc
        DeleteInternetGateway         internet-gateway=InternetGatewayId
        DeleteKeyPair                 key-pair=KeyName
        DeleteLaunchTemplate          launch-template=LaunchTemplateId
        DeleteLaunchTemplateVersions  launch-template=LaunchTemplateId
        DeleteNatGateway              natgateway=NatGatewayId
        DeleteNetworkInterface        network-interface=NetworkInterfaceId
        DeleteRoute                   route-table=RouteTableId
        DeleteRouteTable              route-table=RouteTableId
        DeleteSecurityGroup           security-group=GroupId
        DeleteSubnet                  subnet=SubnetId
        DeleteVpc                     vpc=VpcId
        DescribeInstanceAttribute     instance=InstanceId
        DescribeNetworkInterfaceAttribute network-interface=NetworkInterfaceId
        DescribeVpcAttribute          vpc=VpcId
        DetachInternetGateway         internet-gateway=InternetGatewayId vpc=VpcId
        DisassociateAddress           elastic-ip=AllocationId
        DisassociateRouteTable        route-table=AssociationId
        GetConsoleOutput              instance=InstanceId
        ImportKeyPair                 +key-pair
        ModifyInstanceAttribute       instance=InstanceId security-group=Groups?
        ModifyInstanceMetadataOptions instance=InstanceId
        ModifyLaunchTemplate          launch-template=LaunchTemplateId
        ModifyNetworkInterfaceAttribute network-interface=NetworkInterfaceId security-group=Groups?
        ModifySubnetAttribute         subnet=SubnetId
        ModifyVpcAttribute            vpc=VpcId
        RebootInstances               instance=InstanceIds
        ReleaseAddress                elastic-ip=AllocationId
        ReplaceRoute                  route-table=RouteTableId
        ResetInstanceAttribute        instance=InstanceId
        RevokeSecurityGroupEgress     security-group=GroupId
        RevokeSecurityGroupIngress    security-group=GroupId
        StartInstances                instance=InstanceIds
        StopInstances                 instance=InstanceIds
        TerminateInstances            instance=InstanceIds
        """;

    private final Map<String, List<Ec2Rule>> rules = new TreeMap<>();
    private final Store store;
    private final LaunchPermissions launches;

    public Ec2Permissions(Store store) {
        this.store = store;
        this.launches = new LaunchPermissions(store);
        TABLE.lines().forEach(line -> {
            int space = line.indexOf(' ');
            rules.put(line.substring(0, space), Ec2Rule.parse(line.substring(space)));
        });
    }

    @Override
    public <I> List<Permission> of(Operation<I, ?> operation, I input, RequestContext context) {
        Ec2Names names = new Ec2Names(context, store.view());
        return switch (input) {
            case RunInstancesRequest launch -> launches.of(launch, names);
            case CreateTagsRequest tags ->
                List.of(new Permission(operation.iamAction(), names.tagged(tags.resources()), tagKeys(tags.tags())));
            case DeleteTagsRequest tags ->
                List.of(new Permission(operation.iamAction(), names.tagged(tags.resources()), tagKeys(tags.tags())));
            case AssociateIamInstanceProfileRequest association ->
                launches.withRole(
                        List.of(new Permission(
                                operation.iamAction(),
                                List.of(names.arn("instance", association.instanceId())),
                                names.region())),
                        Optional.ofNullable(association.iamInstanceProfile()),
                        names);
            default -> byTable(operation, input, names);
        };
    }

    private <I> List<Permission> byTable(Operation<I, ?> operation, I input, Ec2Names names) {
        List<Ec2Rule> wanted = rules.getOrDefault(operation.name(), List.of());
        if (wanted.isEmpty()) {
            return List.of(new Permission(operation.iamAction(), List.of("*"), names.region()));
        }
        List<Permission> all = new ArrayList<>();
        List<Permission> tagging = new ArrayList<>();
        for (Ec2Rule rule : wanted) {
            if (!rule.made()) {
                List<String> arns = names.of(rule, operation.input(), input);
                if (!arns.isEmpty()) {
                    all.add(new Permission(operation.iamAction(), arns, names.region()));
                }
                continue;
            }
            List<Tag> tags = tags(operation, input, rule.type());
            List<String> arn = List.of(names.made(rule, operation.input(), input));
            Map<String, List<String>> keys = new HashMap<>(tagKeys(tags));
            keys.putAll(names.region());
            Inputs.texts(operation.input(), input, "VpcId")
                    .forEach(id -> keys.put("ec2:Vpc", List.of(names.arn("vpc", id))));
            all.add(new Permission(operation.iamAction(), arn, keys));
            tagging.addAll(tagging(operation.name(), arn, tags));
        }
        all.addAll(tagging);
        return all;
    }

    /** To make something with tags is to tag it (EC2 user guide, "Grant permission to tag resources during creation"). */
    static List<Permission> tagging(String operation, List<String> arns, List<Tag> tags) {
        if (tags.isEmpty()) {
            return List.of();
        }
        Map<String, List<String>> keys = new HashMap<>(tagKeys(tags));
        keys.put("ec2:CreateAction", List.of(operation));
        return List.of(new Permission("ec2:CreateTags", arns, keys));
    }

    static Map<String, List<String>> tagKeys(List<Tag> tags) {
        return TagConditions.requested(tags, Tag::key, Tag::value);
    }

    private static <I> List<Tag> tags(Operation<I, ?> operation, I input, String type) {
        return Inputs.list(operation.input(), input, "TagSpecifications", TagSpecification.class).stream()
                .filter(each -> type.equals(each.resourceType()))
                .flatMap(each -> each.tags().stream())
                .toList();
    }
}
