package io.moorage.ec2.group;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.CreateSecurityGroupRequest;
import io.moorage.awsmodels.ec2.CreateSecurityGroupResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Resource;
import io.moorage.ec2.api.Tags;
import io.moorage.ec2.vpc.NewVpc;
import io.moorage.model.ec2.Ec2Id;
import io.moorage.model.ec2.SecurityGroup;
import io.moorage.model.ec2.SecurityGroupRule;
import io.moorage.store.Ec2Tables;
import io.moorage.store.Transaction;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A group that lets nothing in and everything out. */
public record CreateSecurityGroup(Ec2 ec2) implements Action<CreateSecurityGroupRequest, CreateSecurityGroupResult> {
    @Override
    public Operation<CreateSecurityGroupRequest, CreateSecurityGroupResult> operation() {
        return Ec2Operations.CREATE_SECURITY_GROUP;
    }

    private static final String NAME = "[A-Za-z0-9 ._:/()#,@\\[\\]+=&;{}!$*-]{1,255}";

    @Override
    public CreateSecurityGroupResult handle(CreateSecurityGroupRequest input, RequestContext context) {
        String name = Ec2Errors.required(input.groupName(), "GroupName");
        String description = Ec2Errors.required(input.description(), "GroupDescription");
        if (!name.matches(NAME) || name.startsWith("sg-")) {
            throw Ec2Errors.invalidValue("Value (%s) for parameter GroupName is invalid.", name);
        }
        if (!description.matches(NAME)) {
            throw Ec2Errors.invalidValue(
                    "Value (%s) for parameter GroupDescription is invalid. Character sets beyond ASCII are not supported.",
                    description);
        }
        Map<String, String> tags = Tags.given(context, input.tagSpecifications(), "security-group");
        Ec2Errors.refuseDryRun(input.dryRun());
        String id = ec2.store().transact(tx -> create(tx, input.vpcId(), name, description, tags));
        return CreateSecurityGroupResult.builder()
                .groupId(id)
                .tags(Tags.list(tags))
                .build();
    }

    private String create(
            Transaction tx, @Nullable String given, String name, String description, Map<String, String> tags) {
        String vpcId = given == null
                ? Groups.defaultVpc(tx)
                : Resource.VPC.require(tx, given).id();
        if (tx.by(Ec2Tables.SECURITY_GROUPS, Ec2Tables.SECURITY_GROUPS_BY_VPC, vpcId).stream()
                .anyMatch(each -> each.name().equals(name))) {
            throw Ec2Errors.refused(
                    "InvalidGroup.Duplicate", "The security group '%s' already exists for VPC '%s'", name, vpcId);
        }
        String id = Ec2Id.SECURITY_GROUP.next(ec2.random());
        List<SecurityGroupRule> egress = List.of(new NewVpc(ec2.config(), ec2.random()).everythingOut());
        tx.insert(Ec2Tables.SECURITY_GROUPS, new SecurityGroup(id, name, description, vpcId, List.of(), egress, tags));
        return id;
    }
}
