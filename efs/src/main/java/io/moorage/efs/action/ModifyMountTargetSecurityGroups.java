package io.moorage.efs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.awsmodels.efs.ModifyMountTargetSecurityGroupsRequest;
import io.moorage.model.efs.MountTarget;
import io.moorage.store.Ec2Tables;
import io.moorage.store.Store;
import java.util.List;

/** Replaces the security groups on a mount target's network interface. */
final class ModifyMountTargetSecurityGroups implements Action<ModifyMountTargetSecurityGroupsRequest, Empty> {
    private final Store store;

    ModifyMountTargetSecurityGroups(Store store) {
        this.store = store;
    }

    @Override
    public Operation<ModifyMountTargetSecurityGroupsRequest, Empty> operation() {
        return EfsOperations.MODIFY_MOUNT_TARGET_SECURITY_GROUPS;
    }

    @Override
    public List<String> resources(ModifyMountTargetSecurityGroupsRequest input, RequestContext context) {
        return List.of(Lookup.arnOfMountTarget(context, store.view(), input.mountTargetId()));
    }

    @Override
    public Empty handle(ModifyMountTargetSecurityGroupsRequest input, RequestContext context) {

        return store.transact(tx -> {
            MountTarget target = Lookup.usableMountTarget(tx, input.mountTargetId());
            List<String> groups = SecurityGroups.forMountTarget(input.securityGroups(), target.vpcId(), tx);
            tx.find(Ec2Tables.INTERFACES, target.networkInterfaceId())
                    .ifPresent(card -> tx.update(Ec2Tables.INTERFACES, card.withSecurityGroups(groups)));
            return Empty.VALUE;
        });
    }
}
