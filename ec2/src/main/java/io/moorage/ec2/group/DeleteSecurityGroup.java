package io.moorage.ec2.group;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.DeleteSecurityGroupRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.model.ec2.SecurityGroup;
import io.moorage.model.ec2.SecurityGroupRule.Peer;
import io.moorage.store.Ec2Tables;
import io.moorage.store.ReadView;
import java.util.stream.Stream;

/** Refused for default groups, and while an interface wears the group or a rule of another names it. */
public record DeleteSecurityGroup(Ec2 ec2) implements Action<DeleteSecurityGroupRequest, Empty> {
    @Override
    public Operation<DeleteSecurityGroupRequest, Empty> operation() {
        return Ec2Operations.DELETE_SECURITY_GROUP;
    }

    @Override
    public Empty handle(DeleteSecurityGroupRequest input, RequestContext context) {
        return ec2.store().transact(tx -> {
            SecurityGroup group = Groups.idOrName(tx, input.groupId(), input.groupName());
            if (group.isDefault()) {
                throw Ec2Errors.refused(
                        "CannotDelete",
                        "the specified group: \"%s\" name: \"default\" cannot be deleted by a user",
                        group.id());
            }
            if (isWorn(tx, group) || isNamedByAnother(tx, group)) {
                throw Ec2Errors.refused("DependencyViolation", "resource %s has a dependent object", group.id());
            }
            Ec2Errors.refuseDryRun(input.dryRun());
            tx.delete(Ec2Tables.SECURITY_GROUPS, group.id());
            return Empty.VALUE;
        });
    }

    private static boolean isWorn(ReadView view, SecurityGroup group) {
        return view.by(Ec2Tables.INTERFACES, Ec2Tables.INTERFACES_BY_VPC, group.vpcId()).stream()
                .anyMatch(each -> each.securityGroups().contains(group.id()));
    }

    private static boolean isNamedByAnother(ReadView view, SecurityGroup group) {
        return view.all(Ec2Tables.SECURITY_GROUPS).stream()
                .filter(each -> !each.id().equals(group.id()))
                .flatMap(each -> Stream.concat(each.ingress().stream(), each.egress().stream()))
                .anyMatch(rule -> rule.peer().kind() == Peer.Kind.GROUP
                        && rule.peer().value().equals(group.id()));
    }
}
