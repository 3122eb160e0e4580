package io.moorage.cloudformation.types.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.Type;
import io.moorage.awsmodels.ec2.DescribeSecurityGroupRulesRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.IpPermission;
import io.moorage.awsmodels.ec2.SecurityGroupRule;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Schema.Update;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Values;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** {@code AWS::EC2::SecurityGroupIngress} and {@code AWS::EC2::SecurityGroupEgress}: a rule that stands by itself. */
public final class SecurityGroupRuleType implements ResourceType {
    private final GroupRules direction;
    private final Schema schema;

    private SecurityGroupRuleType(GroupRules direction, String name, String... peers) {
        this.direction = direction;
        this.schema = Schema.of(name, IpPermission.SHAPE)
                .replaced("IpProtocol", "FromPort", "ToPort")
                .replaced(peers)
                .replaced("CidrIp", "CidrIpv6", "Description")
                .property("GroupId", Type.StringType.ANY, Update.REPLACEMENT)
                .required("IpProtocol", "GroupId")
                .attributes("Id")
                .build();
    }

    public static SecurityGroupRuleType ingress() {
        return new SecurityGroupRuleType(
                GroupRules.INGRESS,
                "AWS::EC2::SecurityGroupIngress",
                "SourceSecurityGroupId",
                "SourceSecurityGroupName",
                "SourceSecurityGroupOwnerId");
    }

    public static SecurityGroupRuleType egress() {
        return new SecurityGroupRuleType(
                GroupRules.EGRESS, "AWS::EC2::SecurityGroupEgress", "DestinationSecurityGroupId");
    }

    @Override
    public Schema schema() {
        return schema;
    }

    @Override
    public String create(Wanted wanted, Aws aws) {
        IpPermission permission = direction.permission(wanted.properties());
        try {
            return id(
                    direction.authorize(wanted.text("GroupId"), permission, aws).getFirst());
        } catch (AwsException e) {
            Optional<String> found = wanted.again() && e.code().equals("InvalidPermission.Duplicate")
                    ? find(wanted, permission, aws)
                    : Optional.empty();
            return found.orElseThrow(() -> e);
        }
    }

    private static String id(SecurityGroupRule rule) {
        return String.valueOf(rule.securityGroupRuleId());
    }

    private Optional<String> find(Wanted wanted, IpPermission permission, Aws aws) {
        return aws
                .call(
                        Ec2Operations.DESCRIBE_SECURITY_GROUP_RULES,
                        DescribeSecurityGroupRulesRequest.builder()
                                .filters(List.of(Ec2Tags.filter("group-id", wanted.text("GroupId"))))
                                .build())
                .securityGroupRules()
                .stream()
                .filter(rule -> Boolean.valueOf(direction == GroupRules.EGRESS).equals(rule.isEgress()))
                .filter(rule -> isSame(rule, permission))
                .map(SecurityGroupRuleType::id)
                .findFirst();
    }

    private static boolean isSame(SecurityGroupRule rule, IpPermission permission) {
        boolean ports = Objects.equals(rule.ipProtocol(), permission.ipProtocol())
                && ("-1".equals(permission.ipProtocol())
                        || (Objects.equals(rule.fromPort(), permission.fromPort())
                                && Objects.equals(rule.toPort(), permission.toPort())));
        boolean address =
                permission.ipRanges().stream().anyMatch(range -> Objects.equals(range.cidrIp(), rule.cidrIpv4()));
        boolean group = rule.referencedGroupInfo() != null
                && permission.userIdGroupPairs().stream()
                        .anyMatch(pair -> Objects.equals(
                                pair.groupId(), rule.referencedGroupInfo().groupId()));
        return ports && (address || group);
    }

    @Override
    public Progress delete(String id, Wanted last, Aws aws) {
        direction.revoke(last.text("GroupId"), id, aws);
        return Progress.DONE;
    }

    @Override
    public Map<String, JsonNode> attributes(String id, Wanted wanted, Aws aws) {
        return Map.of("Id", Values.text(id));
    }
}
