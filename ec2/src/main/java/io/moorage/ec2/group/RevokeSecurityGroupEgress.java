package io.moorage.ec2.group;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.IpPermission;
import io.moorage.awsmodels.ec2.RevokeSecurityGroupEgressRequest;
import io.moorage.awsmodels.ec2.RevokeSecurityGroupEgressResult;
import io.moorage.ec2.api.Ec2;
import io.moorage.model.ec2.SecurityGroupRule.Direction;
import java.util.List;

/** Stops allowing traffic out, also traffic that flows. */
public record RevokeSecurityGroupEgress(Ec2 ec2)
        implements Action<RevokeSecurityGroupEgressRequest, RevokeSecurityGroupEgressResult> {
    @Override
    public Operation<RevokeSecurityGroupEgressRequest, RevokeSecurityGroupEgressResult> operation() {
        return Ec2Operations.REVOKE_SECURITY_GROUP_EGRESS;
    }

    @Override
    public RevokeSecurityGroupEgressResult handle(RevokeSecurityGroupEgressRequest input, RequestContext context) {
        List<IpPermission> permissions = RuleChanges.withOlder(
                input.ipPermissions(),
                input.ipProtocol(),
                input.fromPort(),
                input.toPort(),
                input.cidrIp(),
                input.sourceSecurityGroupName());
        new RuleChanges(ec2, Direction.EGRESS)
                .revoke(input.groupId(), null, permissions, input.securityGroupRuleIds(), input.dryRun());
        return RevokeSecurityGroupEgressResult.builder().returnValue(true).build();
    }
}
