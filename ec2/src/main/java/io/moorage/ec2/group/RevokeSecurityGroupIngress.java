package io.moorage.ec2.group;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.IpPermission;
import io.moorage.awsmodels.ec2.RevokeSecurityGroupIngressRequest;
import io.moorage.awsmodels.ec2.RevokeSecurityGroupIngressResult;
import io.moorage.ec2.api.Ec2;
import io.moorage.model.ec2.SecurityGroupRule.Direction;
import java.util.List;

/** Stops allowing traffic in, also traffic that flows. */
public record RevokeSecurityGroupIngress(Ec2 ec2)
        implements Action<RevokeSecurityGroupIngressRequest, RevokeSecurityGroupIngressResult> {
    @Override
    public Operation<RevokeSecurityGroupIngressRequest, RevokeSecurityGroupIngressResult> operation() {
        return Ec2Operations.REVOKE_SECURITY_GROUP_INGRESS;
    }

    @Override
    public RevokeSecurityGroupIngressResult handle(RevokeSecurityGroupIngressRequest input, RequestContext context) {
        List<IpPermission> permissions = RuleChanges.withOlder(
                input.ipPermissions(),
                input.ipProtocol(),
                input.fromPort(),
                input.toPort(),
                input.cidrIp(),
                input.sourceSecurityGroupName());
        new RuleChanges(ec2, Direction.INGRESS)
                .revoke(input.groupId(), input.groupName(), permissions, input.securityGroupRuleIds(), input.dryRun());
        return RevokeSecurityGroupIngressResult.builder().returnValue(true).build();
    }
}
