package io.moorage.ec2.group;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.AuthorizeSecurityGroupIngressRequest;
import io.moorage.awsmodels.ec2.AuthorizeSecurityGroupIngressResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.IpPermission;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Tags;
import io.moorage.model.ec2.SecurityGroupRule.Direction;
import java.util.List;

/** Allows traffic in; a rule that is there already is InvalidPermission.Duplicate. */
public record AuthorizeSecurityGroupIngress(Ec2 ec2)
        implements Action<AuthorizeSecurityGroupIngressRequest, AuthorizeSecurityGroupIngressResult> {
    @Override
    public Operation<AuthorizeSecurityGroupIngressRequest, AuthorizeSecurityGroupIngressResult> operation() {
        return Ec2Operations.AUTHORIZE_SECURITY_GROUP_INGRESS;
    }

    @Override
    public AuthorizeSecurityGroupIngressResult handle(
            AuthorizeSecurityGroupIngressRequest input, RequestContext context) {
        List<IpPermission> permissions = RuleChanges.withOlder(
                input.ipPermissions(),
                input.ipProtocol(),
                input.fromPort(),
                input.toPort(),
                input.cidrIp(),
                input.sourceSecurityGroupName());
        return AuthorizeSecurityGroupIngressResult.builder()
                .returnValue(true)
                .securityGroupRules(new RuleChanges(ec2, Direction.INGRESS)
                        .authorize(
                                input.groupId(),
                                input.groupName(),
                                permissions,
                                Tags.given(context, input.tagSpecifications(), "security-group-rule"),
                                input.dryRun()))
                .build();
    }
}
