package io.moorage.ec2.group;

import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.ec2.IpPermission;
import io.moorage.awsmodels.ec2.IpRange;
import io.moorage.awsmodels.ec2.UserIdGroupPair;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.model.ec2.SecurityGroup;
import io.moorage.model.ec2.SecurityGroupRule;
import io.moorage.model.ec2.SecurityGroupRule.Direction;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Adds rules to a group and takes them out, for both directions. */
final class RuleChanges {
    private static final int MAX_RULES = 60;

    private final Ec2 ec2;
    private final Direction direction;

    RuleChanges(Ec2 ec2, Direction direction) {
        this.ec2 = ec2;
        this.direction = direction;
    }

    /** Adds them all, or refuses because one is there already. */
    List<io.moorage.awsmodels.ec2.SecurityGroupRule> authorize(
            @Nullable String id,
            @Nullable String name,
            List<IpPermission> permissions,
            Map<String, String> tags,
            @Nullable Boolean dryRun) {
        return ec2.store().transact(tx -> {
            SecurityGroup group = Groups.idOrName(tx, id, name);
            List<SecurityGroupRule> added = new Permissions(tx, group, ec2.random()).rules(permissions, tags);
            Ec2Errors.refuseDryRun(dryRun);
            var rules = new ArrayList<>(group.rules(direction));
            for (SecurityGroupRule each : added) {
                if (rules.stream().anyMatch(each::sameAs)) {
                    throw duplicate(each);
                }
                rules.add(each);
            }
            if (rules.size() > MAX_RULES) {
                throw Ec2Errors.refused(
                        "RulesPerSecurityGroupLimitExceeded",
                        "The maximum number of rules per security group has been reached.");
            }
            tx.update(Ec2Tables.SECURITY_GROUPS, group.withRules(direction, rules));
            return added.stream()
                    .map(each -> Permissions.shape(
                            group.id(), each, direction, ec2.config().accountId()))
                    .toList();
        });
    }

    private AwsException duplicate(SecurityGroupRule rule) {
        return Ec2Errors.refused(
                "InvalidPermission.Duplicate",
                "the specified rule \"peer: %s, %s, %s, ALLOW\" already exists",
                rule.peer().value(),
                rule.protocol().equals("-1") ? "ALL" : rule.protocol().toUpperCase(Locale.ROOT),
                "from port: " + rule.fromPort() + ", to port: " + rule.toPort());
    }

    /** Takes out the rules with these ids, or those the permissions describe; all of them must be there. */
    void revoke(
            @Nullable String id,
            @Nullable String name,
            List<IpPermission> permissions,
            List<String> ruleIds,
            @Nullable Boolean dryRun) {
        ec2.store().transact(tx -> {
            SecurityGroup group = Groups.idOrName(tx, id, name);
            Predicate<SecurityGroupRule> revoked =
                    ruleIds.isEmpty() ? described(tx, group, permissions) : identified(group, ruleIds);
            Ec2Errors.refuseDryRun(dryRun);
            List<SecurityGroupRule> kept =
                    group.rules(direction).stream().filter(revoked.negate()).toList();
            tx.update(Ec2Tables.SECURITY_GROUPS, group.withRules(direction, kept));
            return kept;
        });
    }

    private Predicate<SecurityGroupRule> identified(SecurityGroup group, List<String> ruleIds) {
        for (String each : ruleIds) {
            if (group.rules(direction).stream().noneMatch(rule -> rule.id().equals(each))) {
                throw Ec2Errors.refused(
                        "InvalidSecurityGroupRuleId.NotFound", "The security group rule ID '%s' does not exist", each);
            }
        }
        return rule -> ruleIds.contains(rule.id());
    }

    private Predicate<SecurityGroupRule> described(ReadView view, SecurityGroup group, List<IpPermission> permissions) {
        List<SecurityGroupRule> wanted = new Permissions(view, group, ec2.random()).rules(permissions, Map.of());
        for (SecurityGroupRule each : wanted) {
            if (group.rules(direction).stream().noneMatch(each::sameAs)) {
                throw Ec2Errors.refused(
                        "InvalidPermission.NotFound", "The specified rule does not exist in this security group.");
            }
        }
        return rule -> wanted.stream().anyMatch(rule::sameAs);
    }

    /** The rule that the older members of a request describe, if no permissions are given. */
    static List<IpPermission> withOlder(
            List<IpPermission> permissions,
            @Nullable String protocol,
            @Nullable Integer from,
            @Nullable Integer to,
            @Nullable String cidr,
            @Nullable String sourceGroup) {
        if (cidr == null && sourceGroup == null && protocol == null) {
            return permissions;
        }
        if (!permissions.isEmpty()) {
            throw Ec2Errors.invalidCombination("The parameter ipPermissions may not be used with cidrIp or ipProtocol");
        }
        return List.of(IpPermission.builder()
                .ipProtocol(protocol == null ? "-1" : protocol)
                .fromPort(from)
                .toPort(to)
                .ipRanges(
                        cidr == null
                                ? null
                                : List.of(IpRange.builder().cidrIp(cidr).build()))
                .userIdGroupPairs(
                        sourceGroup == null
                                ? null
                                : List.of(UserIdGroupPair.builder()
                                        .groupName(sourceGroup)
                                        .build()))
                .build());
    }
}
