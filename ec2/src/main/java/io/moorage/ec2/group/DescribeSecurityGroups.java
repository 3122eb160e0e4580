package io.moorage.ec2.group;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.DescribeSecurityGroupsRequest;
import io.moorage.awsmodels.ec2.DescribeSecurityGroupsResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Filters;
import io.moorage.ec2.api.Page;
import io.moorage.ec2.api.Resource;
import io.moorage.ec2.api.Tags;
import io.moorage.model.ec2.SecurityGroup;
import io.moorage.model.ec2.SecurityGroupRule;
import io.moorage.model.ec2.SecurityGroupRule.Peer;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/** Security groups by id, name and filter. */
public record DescribeSecurityGroups(Ec2 ec2)
        implements Action<DescribeSecurityGroupsRequest, DescribeSecurityGroupsResult> {
    @Override
    public Operation<DescribeSecurityGroupsRequest, DescribeSecurityGroupsResult> operation() {
        return Ec2Operations.DESCRIBE_SECURITY_GROUPS;
    }

    @Override
    public DescribeSecurityGroupsResult handle(DescribeSecurityGroupsRequest input, RequestContext context) {
        Ec2Errors.refuseDryRun(input.dryRun());
        ReadView view = ec2.view();
        Collection<SecurityGroup> named = Resource.SECURITY_GROUP.named(view, input.groupIds());
        if (!input.groupNames().isEmpty()) {
            List<SecurityGroup> byName = input.groupNames().stream()
                    .map(each -> Groups.idOrName(view, null, each))
                    .toList();
            named = input.groupIds().isEmpty()
                    ? byName
                    : Stream.concat(named.stream(), byName.stream()).distinct().toList();
        }
        List<SecurityGroup> rows = filters(view).keep(input.filters(), named);
        Page<SecurityGroup> page = Page.of(rows, SecurityGroup::id, input.maxResults(), input.nextToken());
        return DescribeSecurityGroupsResult.builder()
                .securityGroups(page.rows().stream().map(this::shape).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private io.moorage.awsmodels.ec2.SecurityGroup shape(SecurityGroup row) {
        String account = ec2.config().accountId();
        return io.moorage.awsmodels.ec2.SecurityGroup.builder()
                .groupId(row.id())
                .groupName(row.name())
                .description(row.description())
                .vpcId(row.vpcId())
                .ownerId(account)
                .ipPermissions(Permissions.gathered(row.ingress(), account))
                .ipPermissionsEgress(Permissions.gathered(row.egress(), account))
                .tags(Tags.list(row.tags()))
                .build();
    }

    private Filters<SecurityGroup> filters(ReadView view) {
        Filters<SecurityGroup> filters = Filters.<SecurityGroup>onTags(SecurityGroup::tags)
                .by("group-id", SecurityGroup::id)
                .by("group-name", SecurityGroup::name)
                .by("description", SecurityGroup::description)
                .by("vpc-id", SecurityGroup::vpcId)
                .same("owner-id", ec2.config().accountId());
        rules("ip-permission.", filters, SecurityGroup::ingress, view);
        rules("egress.ip-permission.", filters, SecurityGroup::egress, view);
        return filters;
    }

    private void rules(
            String prefix,
            Filters<SecurityGroup> filters,
            Function<SecurityGroup, List<SecurityGroupRule>> rules,
            ReadView view) {
        filters.byAny(prefix + "cidr", each -> peers(rules.apply(each), Peer.Kind.IPV4))
                .byAny(prefix + "ipv6-cidr", each -> peers(rules.apply(each), Peer.Kind.IPV6))
                .byAny(prefix + "group-id", each -> peers(rules.apply(each), Peer.Kind.GROUP))
                .byAny(prefix + "group-name", each -> peers(rules.apply(each), Peer.Kind.GROUP).stream()
                        .flatMap(id -> view.find(Ec2Tables.SECURITY_GROUPS, id).stream())
                        .map(SecurityGroup::name)
                        .toList())
                .byAny(prefix + "user-id", each -> peers(rules.apply(each), Peer.Kind.GROUP).stream()
                        .map(id -> ec2.config().accountId())
                        .toList())
                .byAny(prefix + "protocol", each -> texts(rules.apply(each), SecurityGroupRule::protocol))
                .byAny(
                        prefix + "from-port",
                        each -> texts(rules.apply(each), rule -> Integer.toString(rule.fromPort())))
                .byAny(prefix + "to-port", each -> texts(rules.apply(each), rule -> Integer.toString(rule.toPort())))
                .none(prefix + "prefix-list-id");
    }

    private static List<String> texts(List<SecurityGroupRule> rules, Function<SecurityGroupRule, String> text) {
        return rules.stream().map(text).toList();
    }

    private static List<String> peers(List<SecurityGroupRule> rules, Peer.Kind kind) {
        return rules.stream()
                .filter(each -> each.peer().kind() == kind)
                .map(each -> each.peer().value())
                .toList();
    }
}
