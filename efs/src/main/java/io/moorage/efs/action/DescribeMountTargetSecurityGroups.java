package io.moorage.efs.action;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.efs.DescribeMountTargetSecurityGroupsRequest;
import io.moorage.awsmodels.efs.DescribeMountTargetSecurityGroupsResponse;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.model.efs.MountTarget;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import io.moorage.store.Store;
import java.util.List;

/** Shows the security groups on a mount target's network interface. */
final class DescribeMountTargetSecurityGroups
        implements Action<DescribeMountTargetSecurityGroupsRequest, DescribeMountTargetSecurityGroupsResponse> {
    private final Store store;

    DescribeMountTargetSecurityGroups(Store store) {
        this.store = store;
    }

    @Override
    public Operation<DescribeMountTargetSecurityGroupsRequest, DescribeMountTargetSecurityGroupsResponse> operation() {
        return EfsOperations.DESCRIBE_MOUNT_TARGET_SECURITY_GROUPS;
    }

    @Override
    public List<String> resources(DescribeMountTargetSecurityGroupsRequest input, RequestContext context) {
        return List.of(Lookup.arnOfMountTarget(context, store.view(), input.mountTargetId()));
    }

    @Override
    public DescribeMountTargetSecurityGroupsResponse handle(
            DescribeMountTargetSecurityGroupsRequest input, RequestContext context) {

        ReadView view = store.view();
        MountTarget target = Lookup.usableMountTarget(view, input.mountTargetId());
        return DescribeMountTargetSecurityGroupsResponse.builder()
                .securityGroups(view.find(Ec2Tables.INTERFACES, target.networkInterfaceId())
                        .map(NetworkInterface::securityGroups)
                        .orElse(List.of()))
                .build();
    }
}
