package io.moorage.model.ec2;

import java.util.List;
import java.util.Map;

/** What traffic the network interfaces wearing this group let in and out. What no rule allows is dropped. */
public record SecurityGroup(
        String id,
        String name,
        String description,
        String vpcId,
        List<SecurityGroupRule> ingress,
        List<SecurityGroupRule> egress,
        Map<String, String> tags) {
    public static final String DEFAULT_NAME = "default";

    public SecurityGroup {
        ingress = List.copyOf(ingress);
        egress = List.copyOf(egress);
        tags = Map.copyOf(tags);
    }

    /** The group every VPC is born with and that cannot be deleted. */
    public boolean isDefault() {
        return name.equals(DEFAULT_NAME);
    }

    public List<SecurityGroupRule> rules(SecurityGroupRule.Direction direction) {
        return direction == SecurityGroupRule.Direction.INGRESS ? ingress : egress;
    }

    public SecurityGroup withRules(SecurityGroupRule.Direction direction, List<SecurityGroupRule> rules) {
        return direction == SecurityGroupRule.Direction.INGRESS
                ? new SecurityGroup(id, name, description, vpcId, rules, egress, tags)
                : new SecurityGroup(id, name, description, vpcId, ingress, rules, tags);
    }

    public SecurityGroup withTags(Map<String, String> newTags) {
        return new SecurityGroup(id, name, description, vpcId, ingress, egress, newTags);
    }
}
