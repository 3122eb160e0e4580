package io.moorage.cloudformation.types.ec2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.ec2.AuthorizeSecurityGroupEgressRequest;
import io.moorage.awsmodels.ec2.AuthorizeSecurityGroupIngressRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.IpPermission;
import io.moorage.awsmodels.ec2.IpRange;
import io.moorage.awsmodels.ec2.Ipv6Range;
import io.moorage.awsmodels.ec2.RevokeSecurityGroupEgressRequest;
import io.moorage.awsmodels.ec2.RevokeSecurityGroupIngressRequest;
import io.moorage.awsmodels.ec2.SecurityGroupRule;
import io.moorage.awsmodels.ec2.UserIdGroupPair;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.InvalidPropertyException;
import io.moorage.cloudformation.resource.Shapes;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rules of security groups in one direction: from templates' words to EC2's. */
enum GroupRules {
    INGRESS("SourceSecurityGroupId"),
    EGRESS("DestinationSecurityGroupId");

    private static final Set<String> GONE =
            Set.of("InvalidPermission.NotFound", "InvalidGroup.NotFound", "InvalidSecurityGroupRuleId.NotFound");

    private final String groupMember;

    GroupRules(String groupMember) {
        this.groupMember = groupMember;
    }

    /** A rule as templates write it: a rule has one peer. */
    IpPermission permission(JsonNode rule) {
        JsonNode base = Shapes.without(
                rule,
                "CidrIp",
                "CidrIpv6",
                "Description",
                groupMember,
                "SourceSecurityGroupName",
                "SourceSecurityGroupOwnerId",
                "GroupId");
        String description = text(rule, "Description");
        IpPermission.Builder permission = Shapes.read(IpPermission.SHAPE, base, name()).toBuilder();
        if (rule.has("CidrIp")) {
            permission.ipRanges(List.of(IpRange.builder()
                    .cidrIp(text(rule, "CidrIp"))
                    .description(description)
                    .build()));
        } else if (rule.has("CidrIpv6")) {
            permission.ipv6Ranges(List.of(Ipv6Range.builder()
                    .cidrIpv6(text(rule, "CidrIpv6"))
                    .description(description)
                    .build()));
        } else if (rule.has(groupMember) || rule.has("SourceSecurityGroupName")) {
            permission.userIdGroupPairs(List.of(UserIdGroupPair.builder()
                    .groupId(text(rule, groupMember))
                    .groupName(text(rule, "SourceSecurityGroupName"))
                    .description(description)
                    .build()));
        } else {
            throw new InvalidPropertyException(
                    "Exactly one of CidrIp, CidrIpv6 and " + groupMember + " must be specified.");
        }
        return permission.build();
    }

    private static @Nullable String text(JsonNode rule, String member) {
        return rule.has(member) ? rule.get(member).asText() : null;
    }

    List<SecurityGroupRule> authorize(String groupId, IpPermission permission, Aws aws) {
        return switch (this) {
            case INGRESS ->
                aws.call(
                                Ec2Operations.AUTHORIZE_SECURITY_GROUP_INGRESS,
                                AuthorizeSecurityGroupIngressRequest.builder()
                                        .groupId(groupId)
                                        .ipPermissions(List.of(permission))
                                        .build())
                        .securityGroupRules();
            case EGRESS ->
                aws.call(
                                Ec2Operations.AUTHORIZE_SECURITY_GROUP_EGRESS,
                                AuthorizeSecurityGroupEgressRequest.builder()
                                        .groupId(groupId)
                                        .ipPermissions(List.of(permission))
                                        .build())
                        .securityGroupRules();
        };
    }

    /** As {@link #authorize}; a rule that is there already is as wanted. */
    void ensure(String groupId, IpPermission permission, Aws aws) {
        try {
            List<SecurityGroupRule> ignored = authorize(groupId, permission, aws);
        } catch (AwsException e) {
            if (!e.code().equals("InvalidPermission.Duplicate")) {
                throw e;
            }
        }
    }

    void revoke(String groupId, IpPermission permission, Aws aws) {
        switch (this) {
            case INGRESS ->
                aws.unless(
                        GONE,
                        Ec2Operations.REVOKE_SECURITY_GROUP_INGRESS,
                        RevokeSecurityGroupIngressRequest.builder()
                                .groupId(groupId)
                                .ipPermissions(List.of(permission))
                                .build());
            case EGRESS ->
                aws.unless(
                        GONE,
                        Ec2Operations.REVOKE_SECURITY_GROUP_EGRESS,
                        RevokeSecurityGroupEgressRequest.builder()
                                .groupId(groupId)
                                .ipPermissions(List.of(permission))
                                .build());
        }
    }

    void revoke(String groupId, String ruleId, Aws aws) {
        switch (this) {
            case INGRESS ->
                aws.unless(
                        GONE,
                        Ec2Operations.REVOKE_SECURITY_GROUP_INGRESS,
                        RevokeSecurityGroupIngressRequest.builder()
                                .groupId(groupId)
                                .securityGroupRuleIds(List.of(ruleId))
                                .build());
            case EGRESS ->
                aws.unless(
                        GONE,
                        Ec2Operations.REVOKE_SECURITY_GROUP_EGRESS,
                        RevokeSecurityGroupEgressRequest.builder()
                                .groupId(groupId)
                                .securityGroupRuleIds(List.of(ruleId))
                                .build());
        }
    }

    /** Rules that a group has, each with one peer, as templates write them. */
    JsonNode asWritten(List<IpPermission> permissions) {
        ArrayNode rules = JsonNodeFactory.instance.arrayNode();
        for (IpPermission each : permissions) {
            each.ipRanges()
                    .forEach(peer -> rule(rules, each, peer.description()).put("CidrIp", peer.cidrIp()));
            each.ipv6Ranges()
                    .forEach(peer -> rule(rules, each, peer.description()).put("CidrIpv6", peer.cidrIpv6()));
            each.userIdGroupPairs()
                    .forEach(peer -> rule(rules, each, peer.description()).put(groupMember, peer.groupId()));
        }
        return rules;
    }

    private static ObjectNode rule(ArrayNode rules, IpPermission permission, @Nullable String description) {
        ObjectNode rule = rules.addObject().put("IpProtocol", permission.ipProtocol());
        if (permission.fromPort() != null) {
            rule.put("FromPort", permission.fromPort()).put("ToPort", permission.toPort());
        }
        if (description != null) {
            rule.put("Description", description);
        }
        return rule;
    }

    /** What a new group lets out (EC2 user guide, "Security groups"). */
    static IpPermission everything() {
        return IpPermission.builder()
                .ipProtocol("-1")
                .ipRanges(List.of(IpRange.builder().cidrIp("0.0.0.0/0").build()))
                .build();
    }
}
