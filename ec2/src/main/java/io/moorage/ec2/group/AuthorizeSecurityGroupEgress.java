package io.moorage.ec2.group;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.AuthorizeSecurityGroupEgressRequest;
import io.moorage.awsmodels.ec2.AuthorizeSecurityGroupEgressResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.IpPermission;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Tags;
import io.moorage.model.ec2.SecurityGroupRule.Direction;
import java.util.List;

/** Allows traffic out; a rule that is there already is InvalidPermission.Duplicate. */
public record AuthorizeSecurityGroupEgress(Ec2 ec2)
        implements Action<AuthorizeSecurityGroupEgressRequest, AuthorizeSecurityGroupEgressResult> {
    @Override
    public Operation<AuthorizeSecurityGroupEgressRequest, AuthorizeSecurityGroupEgressResult> operation() {
        return Ec2Operations.AUTHORIZE_SECURITY_GROUP_EGRESS;
    }

    @Override
    public AuthorizeSecurityGroupEgressResult handle(
            AuthorizeSecurityGroupEgressRequest input, RequestContext context) {
        List<IpPermission> permissions = RuleChanges.withOlder(
                input.ipPermissions(),
                input.ipProtocol(),
                input.fromPort(),
                input.toPort(),
                input.cidrIp(),
                input.sourceSecurityGroupName());
        return AuthorizeSecurityGroupEgressResult.builder()
                .returnValue(true)
                .securityGroupRules(new RuleChanges(ec2, Direction.EGRESS)
                        .authorize(
                                input.groupId(),
                                null,
                                permissions,
                                Tags.given(context, input.tagSpecifications(), "security-group-rule"),
                                input.dryRun()))
                .build();
    }
}
