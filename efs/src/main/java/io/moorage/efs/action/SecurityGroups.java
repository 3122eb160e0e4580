package io.moorage.efs.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.model.ec2.SecurityGroup;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import java.util.List;

/** The security groups a mount target may wear. */
final class SecurityGroups {
    private SecurityGroups() {}

    /** The groups asked for; the VPC's default group when none are. */
    static List<String> forMountTarget(List<String> asked, String vpcId, ReadView view) {
        if (asked.size() > Quotas.SECURITY_GROUPS_PER_MOUNT_TARGET) {
            throw new AwsException(
                    EfsOperations.ERROR_SECURITY_GROUP_LIMIT_EXCEEDED,
                    "A mount target has at most " + Quotas.SECURITY_GROUPS_PER_MOUNT_TARGET + " security groups.");
        }
        for (String id : asked) {
            if (view.find(Ec2Tables.SECURITY_GROUPS, id)
                    .filter(group -> group.vpcId().equals(vpcId))
                    .isEmpty()) {
                throw new AwsException(
                        EfsOperations.ERROR_SECURITY_GROUP_NOT_FOUND,
                        "The security group '" + id + "' does not exist in " + vpcId);
            }
        }
        return asked.isEmpty() ? defaultGroup(vpcId, view) : asked;
    }

    private static List<String> defaultGroup(String vpcId, ReadView view) {
        return view.by(Ec2Tables.SECURITY_GROUPS, Ec2Tables.SECURITY_GROUPS_BY_VPC, vpcId).stream()
                .filter(SecurityGroup::isDefault)
                .map(SecurityGroup::id)
                .toList();
    }
}
