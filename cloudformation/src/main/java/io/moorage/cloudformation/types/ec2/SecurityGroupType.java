package io.moorage.cloudformation.types.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsmodels.ec2.CreateSecurityGroupRequest;
import io.moorage.awsmodels.ec2.DeleteSecurityGroupRequest;
import io.moorage.awsmodels.ec2.DescribeSecurityGroupsRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.IpPermission;
import io.moorage.awsmodels.ec2.SecurityGroup;
import io.moorage.cloudformation.resource.Actual;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Schema.Update;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::EC2::SecurityGroup}, with the rules that are written in it. */
public final class SecurityGroupType implements ResourceType {
    private static final int LONGEST_NAME = 255;
    private static final String IN = "SecurityGroupIngress";
    private static final String OUT = "SecurityGroupEgress";

    private static final Set<String> ABSENT = Set.of("InvalidGroup.NotFound");

    private static final Schema SCHEMA = Schema.of("AWS::EC2::SecurityGroup", CreateSecurityGroupRequest.SHAPE)
            .replaced("GroupName", "VpcId")
            .property("GroupDescription", io.moorage.awsmodels.Type.StringType.ANY, Update.REPLACEMENT)
            .required("GroupDescription")
            .property(IN, null, Update.IN_PLACE)
            .property(OUT, null, Update.IN_PLACE)
            .named("GroupName")
            .tags("Tags")
            .attributes("GroupId", "Id", "VpcId")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public String create(Wanted wanted, Aws aws) {
        return Ec2Tags.once(
                wanted,
                filters -> aws
                        .call(
                                Ec2Operations.DESCRIBE_SECURITY_GROUPS,
                                DescribeSecurityGroupsRequest.builder()
                                        .filters(filters)
                                        .build())
                        .securityGroups()
                        .stream()
                        .map(SecurityGroup::groupId),
                () -> aws.call(
                                Ec2Operations.CREATE_SECURITY_GROUP,
                                CreateSecurityGroupRequest.builder()
                                        .groupName(wanted.name(LONGEST_NAME))
                                        .description(wanted.text("GroupDescription"))
                                        .vpcId(wanted.orNull("VpcId"))
                                        .tagSpecifications(Ec2Tags.of(wanted, "security-group"))
                                        .build())
                        .groupId());
    }

    @Override
    public Progress settle(String id, Wanted wanted, Aws aws) {
        permissions(wanted, GroupRules.INGRESS, IN).forEach(each -> GroupRules.INGRESS.ensure(id, each, aws));
        if (wanted.properties().has(OUT)) {
            List<IpPermission> out = permissions(wanted, GroupRules.EGRESS, OUT);
            if (!out.contains(GroupRules.everything())) {
                GroupRules.EGRESS.revoke(id, GroupRules.everything(), aws);
            }
            out.forEach(each -> GroupRules.EGRESS.ensure(id, each, aws));
        }
        return Progress.DONE;
    }

    private static List<IpPermission> permissions(Wanted wanted, GroupRules direction, String property) {
        JsonNode node = wanted.properties().path(property);
        return node.isObject()
                ? List.of(direction.permission(node))
                : wanted.list(property).stream().map(direction::permission).toList();
    }

    @Override
    public Progress update(String id, Wanted before, Wanted after, Aws aws) {
        Ec2Tags.update(id, before, after, aws);
        change(id, before, after, GroupRules.INGRESS, IN, aws);
        List<IpPermission> all = List.of(GroupRules.everything());
        List<IpPermission> old = before.properties().has(OUT) ? permissions(before, GroupRules.EGRESS, OUT) : all;
        List<IpPermission> out = after.properties().has(OUT) ? permissions(after, GroupRules.EGRESS, OUT) : all;
        change(id, old, out, GroupRules.EGRESS, aws);
        return Progress.DONE;
    }

    private static void change(String id, Wanted before, Wanted after, GroupRules direction, String property, Aws aws) {
        change(id, permissions(before, direction, property), permissions(after, direction, property), direction, aws);
    }

    private static void change(
            String id, List<IpPermission> before, List<IpPermission> after, GroupRules direction, Aws aws) {
        before.stream().filter(each -> !after.contains(each)).forEach(each -> direction.revoke(id, each, aws));
        after.forEach(each -> direction.ensure(id, each, aws));
    }

    @Override
    public Progress delete(String id, Wanted last, Aws aws) {
        aws.unless(
                ABSENT,
                Ec2Operations.DELETE_SECURITY_GROUP,
                DeleteSecurityGroupRequest.builder().groupId(id).build());
        return Progress.DONE;
    }

    @Override
    public Map<String, JsonNode> attributes(String id, Wanted wanted, Aws aws) {
        SecurityGroup group = find(id, aws).orElseThrow();
        return Map.of("GroupId", Values.text(id), "Id", Values.text(id), "VpcId", Values.text(group.vpcId()));
    }

    @Override
    public Actual current(String id, Wanted wanted, Aws aws) {
        return find(id, aws)
                .map(found -> Actual.properties()
                        .text("GroupName", found.groupName())
                        .text("GroupDescription", found.description())
                        .text("VpcId", found.vpcId())
                        .node(IN, GroupRules.INGRESS.asWritten(found.ipPermissions()))
                        .node(OUT, GroupRules.EGRESS.asWritten(found.ipPermissionsEgress()))
                        .tags("Tags", Ec2Tags.map(found.tags()))
                        .build())
                .orElse(Actual.GONE);
    }

    private static Optional<SecurityGroup> find(String id, Aws aws) {
        return aws.unless(
                        ABSENT,
                        Ec2Operations.DESCRIBE_SECURITY_GROUPS,
                        DescribeSecurityGroupsRequest.builder()
                                .groupIds(List.of(id))
                                .build())
                .flatMap(answer -> answer.securityGroups().stream().findFirst());
    }
}
