package io.moorage.ec2.group;

import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Resource;
import io.moorage.model.ec2.SecurityGroup;
import io.moorage.model.ec2.Vpc;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds security groups the ways requests name them. */
public final class Groups {
    private Groups() {}

    /** The group of this name in this VPC. */
    public static SecurityGroup named(ReadView view, String vpcId, String name) {
        return view.by(Ec2Tables.SECURITY_GROUPS, Ec2Tables.SECURITY_GROUPS_BY_VPC, vpcId).stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> Ec2Errors.refused(
                        "InvalidGroup.NotFound", "The security group '%s' does not exist in VPC '%s'", name, vpcId));
    }

    /** By id, or by name in the default VPC. */
    static SecurityGroup idOrName(ReadView view, @Nullable String id, @Nullable String name) {
        if (id != null) {
            return Resource.SECURITY_GROUP.require(view, id);
        }
        String wanted = Ec2Errors.required(name, "GroupName or GroupId");
        return named(view, defaultVpc(view), wanted);
    }

    /** The ids, each once, of groups that are all of this VPC. */
    public static List<String> ofVpc(ReadView view, String vpcId, List<String> ids) {
        for (String each : ids) {
            if (!Resource.SECURITY_GROUP.require(view, each).vpcId().equals(vpcId)) {
                throw Ec2Errors.refused(
                        "InvalidGroup.NotFound", "The security group '%s' does not exist in VPC '%s'", each, vpcId);
            }
        }
        return ids.stream().distinct().toList();
    }

    /** The default VPC's id. */
    public static String defaultVpc(ReadView view) {
        return view.all(Ec2Tables.VPCS).stream()
                .filter(Vpc::isDefault)
                .map(Vpc::id)
                .findFirst()
                .orElseThrow(() -> Ec2Errors.refused("VPCIdNotSpecified", "No default VPC for this user"));
    }
}
