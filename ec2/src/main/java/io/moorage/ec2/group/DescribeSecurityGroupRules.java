package io.moorage.ec2.group;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.DescribeSecurityGroupRulesRequest;
import io.moorage.awsmodels.ec2.DescribeSecurityGroupRulesResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Filters;
import io.moorage.ec2.api.Page;
import io.moorage.model.ec2.SecurityGroupRule;
import io.moorage.model.ec2.SecurityGroupRule.Direction;
import io.moorage.store.Ec2Tables;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Rules one by one, of all groups. */
public record DescribeSecurityGroupRules(Ec2 ec2)
        implements Action<DescribeSecurityGroupRulesRequest, DescribeSecurityGroupRulesResult> {
    @Override
    public Operation<DescribeSecurityGroupRulesRequest, DescribeSecurityGroupRulesResult> operation() {
        return Ec2Operations.DESCRIBE_SECURITY_GROUP_RULES;
    }

    private record Placed(String groupId, Direction direction, SecurityGroupRule rule) {}

    private static final Filters<Placed> FILTERS = Filters.<Placed>onTags(
                    each -> each.rule().tags())
            .by("group-id", Placed::groupId)
            .by("security-group-rule-id", each -> each.rule().id());

    @Override
    public DescribeSecurityGroupRulesResult handle(DescribeSecurityGroupRulesRequest input, RequestContext context) {
        Ec2Errors.refuseDryRun(input.dryRun());
        List<Placed> all = ec2.view().all(Ec2Tables.SECURITY_GROUPS).stream()
                .flatMap(group -> Stream.of(Direction.values())
                        .flatMap(way -> group.rules(way).stream().map(rule -> new Placed(group.id(), way, rule))))
                .sorted(Comparator.comparing(each -> each.rule().id()))
                .toList();
        for (String id : input.securityGroupRuleIds()) {
            if (all.stream().noneMatch(each -> each.rule().id().equals(id))) {
                throw Ec2Errors.refused(
                        "InvalidSecurityGroupRuleId.NotFound", "The security group rule ID '%s' does not exist", id);
            }
        }
        List<Placed> wanted = all.stream()
                .filter(each -> input.securityGroupRuleIds().isEmpty()
                        || input.securityGroupRuleIds().contains(each.rule().id()))
                .toList();
        Page<Placed> page = Page.of(
                FILTERS.keep(input.filters(), wanted), each -> each.rule().id(), input.maxResults(), input.nextToken());
        return DescribeSecurityGroupRulesResult.builder()
                .securityGroupRules(page.rows().stream()
                        .map(each -> Permissions.shape(
                                each.groupId(),
                                each.rule(),
                                each.direction(),
                                ec2.config().accountId()))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }
}
