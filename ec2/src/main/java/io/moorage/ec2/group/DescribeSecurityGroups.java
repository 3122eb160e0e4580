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
import io.moorage.store.ReadView;
import java.util.Collection;
import java.util.List;
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
        List<SecurityGroup> rows = filters().keep(input.filters(), named);
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

    private Filters<SecurityGroup> filters() {
        return Filters.<SecurityGroup>onTags(SecurityGroup::tags)
                .by("group-id", SecurityGroup::id)
                .by("group-name", SecurityGroup::name)
                .by("description", SecurityGroup::description)
                .by("vpc-id", SecurityGroup::vpcId)
                .by("owner-id", each -> ec2.config().accountId())
                .byAny("ip-permission.cidr", each -> peers(each.ingress(), Peer.Kind.IPV4))
                .byAny("ip-permission.group-id", each -> peers(each.ingress(), Peer.Kind.GROUP))
                .byAny("ip-permission.protocol", each -> each.ingress().stream()
                        .map(SecurityGroupRule::protocol)
                        .toList())
                .byAny("ip-permission.from-port", each -> each.ingress().stream()
                        .map(rule -> Integer.toString(rule.fromPort()))
                        .toList())
                .byAny("ip-permission.to-port", each -> each.ingress().stream()
                        .map(rule -> Integer.toString(rule.toPort()))
                        .toList())
                .byAny("egress.ip-permission.cidr", each -> peers(each.egress(), Peer.Kind.IPV4))
                .byAny("egress.ip-permission.group-id", each -> peers(each.egress(), Peer.Kind.GROUP));
    }

    private static List<String> peers(List<SecurityGroupRule> rules, Peer.Kind kind) {
        return rules.stream()
                .filter(each -> each.peer().kind() == kind)
                .map(each -> each.peer().value())
                .toList();
    }
}
