package io.moorage.cloudformation.types.iam;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsmodels.iam.CreateRoleRequest;
import io.moorage.awsmodels.iam.DeleteRoleRequest;
import io.moorage.awsmodels.iam.GetRoleRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.ListAttachedRolePoliciesRequest;
import io.moorage.awsmodels.iam.Role;
import io.moorage.awsmodels.iam.TagRoleRequest;
import io.moorage.awsmodels.iam.UntagRoleRequest;
import io.moorage.awsmodels.iam.UpdateAssumeRolePolicyRequest;
import io.moorage.awsmodels.iam.UpdateRoleRequest;
import io.moorage.cloudformation.resource.Actual;
import io.moorage.cloudformation.resource.Aws;
import io.moorage.cloudformation.resource.Progress;
import io.moorage.cloudformation.resource.ResourceType;
import io.moorage.cloudformation.resource.Schema;
import io.moorage.cloudformation.resource.Schema.Update;
import io.moorage.cloudformation.resource.Shapes;
import io.moorage.cloudformation.resource.Wanted;
import io.moorage.cloudformation.types.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** {@code AWS::IAM::Role}, with its policies. */
public final class RoleType implements ResourceType {
    private static final int LONGEST_NAME = 64;
    private static final int SHORTEST_SESSION = 3600;
    private static final Set<String> ABSENT = Set.of("NoSuchEntity");
    private static final String TRUST = "AssumeRolePolicyDocument";
    private static final String MANAGED = InlinePolicies.MANAGED;

    private static final Schema SCHEMA = Schema.of("AWS::IAM::Role", CreateRoleRequest.SHAPE)
            .replaced("RoleName", "Path")
            .inPlace("Description", "MaxSessionDuration", "PermissionsBoundary")
            .property(TRUST, null, Update.IN_PLACE)
            .property(InlinePolicies.PROPERTY, null, Update.IN_PLACE)
            .property(MANAGED, null, Update.IN_PLACE)
            .required(TRUST)
            .named("RoleName")
            .tags("Tags")
            .attributes("Arn", "RoleId")
            .build();

    @Override
    public Schema schema() {
        return SCHEMA;
    }

    @Override
    public String create(Wanted wanted, Aws aws) {
        String name = wanted.name(LONGEST_NAME);
        if (wanted.again()
                && find(name, aws)
                        .filter(role -> IamTags.isOwned(role.tags(), wanted))
                        .isPresent()) {
            return name;
        }
        aws.call(
                IamOperations.CREATE_ROLE,
                wanted
                        .read(CreateRoleRequest.SHAPE, "RoleName", TRUST, InlinePolicies.PROPERTY, MANAGED, "Tags")
                        .toBuilder()
                        .roleName(name)
                        .assumeRolePolicyDocument(wanted.document(TRUST).orElse(""))
                        .tags(IamTags.all(wanted))
                        .build());
        return name;
    }

    private static Optional<Role> find(String name, Aws aws) {
        return aws.unless(
                        ABSENT,
                        IamOperations.GET_ROLE,
                        GetRoleRequest.builder().roleName(name).build())
                .map(answer -> answer.role());
    }

    @Override
    public Progress settle(String name, Wanted wanted, Aws aws) {
        PolicyHolder.ROLE.give(name, wanted, aws);
        return Progress.DONE;
    }

    @Override
    public Progress update(String name, Wanted before, Wanted after, Aws aws) {
        if (!before.document(TRUST).equals(after.document(TRUST))) {
            aws.call(
                    IamOperations.UPDATE_ASSUME_ROLE_POLICY,
                    UpdateAssumeRolePolicyRequest.builder()
                            .roleName(name)
                            .policyDocument(after.document(TRUST).orElse(""))
                            .build());
        }
        aws.call(
                IamOperations.UPDATE_ROLE,
                UpdateRoleRequest.builder()
                        .roleName(name)
                        .description(after.optional("Description").orElse(""))
                        .maxSessionDuration(after.number("MaxSessionDuration").orElse(SHORTEST_SESSION))
                        .build());
        IamTags.update(
                before,
                after,
                gone -> aws.call(IamOperations.UNTAG_ROLE, new UntagRoleRequest(name, gone)),
                tags -> aws.call(IamOperations.TAG_ROLE, new TagRoleRequest(name, tags)));
        Boundary.ROLE.change(name, before, after, aws);
        PolicyHolder.ROLE.change(name, before, after, aws);
        return Progress.DONE;
    }

    /** Takes away what the template gave it; what others attached keeps it, as in AWS. */
    @Override
    public Progress delete(String name, Wanted last, Aws aws) {
        if (find(name, aws).isEmpty()) {
            return Progress.DONE;
        }
        PolicyHolder.ROLE.take(name, last, aws);
        aws.unless(
                ABSENT,
                IamOperations.DELETE_ROLE,
                DeleteRoleRequest.builder().roleName(name).build());
        return Progress.DONE;
    }

    @Override
    public Map<String, JsonNode> attributes(String name, Wanted wanted, Aws aws) {
        Role role = find(name, aws).orElseThrow();
        return Map.of("Arn", Values.text(role.arn()), "RoleId", Values.text(role.roleId()));
    }

    @Override
    public Actual current(String name, Wanted wanted, Aws aws) {
        return find(name, aws)
                .map(found -> Actual.properties()
                        .all(Shapes.json(Role.SHAPE, found), SCHEMA)
                        .without("Tags")
                        .without("PermissionsBoundary")
                        .node(TRUST, InlinePolicies.document(found.assumeRolePolicyDocument()))
                        .texts(MANAGED, attached(name, aws))
                        .build())
                .orElse(Actual.GONE);
    }

    private static List<String> attached(String name, Aws aws) {
        return aws
                .call(
                        IamOperations.LIST_ATTACHED_ROLE_POLICIES,
                        ListAttachedRolePoliciesRequest.builder().roleName(name).build())
                .attachedPolicies()
                .stream()
                .map(each -> String.valueOf(each.policyArn()))
                .toList();
    }
}
