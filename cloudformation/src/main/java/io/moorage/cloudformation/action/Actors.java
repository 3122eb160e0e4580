package io.moorage.cloudformation.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Permission;
import io.moorage.awsapi.Principal;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.iam.GetRoleRequest;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.Role;
import io.moorage.model.cloudformation.Actor;
import io.moorage.model.iam.SessionScope;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** In whose name a stack is worked on: the caller's, or that of a role which the caller passes. */
final class Actors {
    private static final String SERVICE = "cloudformation.amazonaws.com";
    private static final String SESSION = "AWSCloudFormation";

    private final Cfn cfn;

    Actors(Cfn cfn) {
        this.cfn = cfn;
    }

    /** Who gives a stack a role must be allowed to pass it (IAM user guide, "Grant permissions to pass a role"). */
    static List<Permission> toPass(@Nullable String roleArn) {
        return roleArn == null
                ? List.of()
                : List.of(new Permission(
                        "iam:PassRole", List.of(roleArn), Map.of("iam:PassedToService", List.of(SERVICE))));
    }

    Actor of(RequestContext context, Optional<String> roleArn) {
        return roleArn.map(arn -> ofRole(context, arn)).orElseGet(() -> of(context.principal()));
    }

    private static Actor of(Principal principal) {
        return new Actor(
                principal.kind().name(),
                principal.accountId(),
                principal.arn(),
                principal.userId(),
                principal.entityArn(),
                scope(principal.session()));
    }

    private static SessionScope scope(Principal.Session session) {
        return new SessionScope(
                session.limited(),
                session.policies(),
                session.policyArns(),
                session.tags(),
                session.transitiveTags(),
                session.sourceIdentity());
    }

    /** The role must trust CloudFormation (user guide, "CloudFormation service role"). */
    private Actor ofRole(RequestContext context, String roleArn) {
        String name = roleArn.substring(roleArn.lastIndexOf('/') + 1);
        Role role;
        try {
            role = cfn.calls()
                    .call(
                            IamOperations.GET_ROLE,
                            GetRoleRequest.builder().roleName(name).build(),
                            service(context))
                    .role();
        } catch (AwsException e) {
            throw notAssumable(roleArn);
        }
        String trust = role.assumeRolePolicyDocument() == null ? "" : role.assumeRolePolicyDocument();
        String document = java.net.URLDecoder.decode(trust, java.nio.charset.StandardCharsets.UTF_8);
        if (!role.arn().equals(roleArn) || !document.contains("\"" + SERVICE + "\"")) {
            throw notAssumable(roleArn);
        }
        return new Actor(
                Principal.Kind.ASSUMED_ROLE.name(),
                context.accountId(),
                "arn:aws:sts::" + context.accountId() + ":assumed-role/" + name + "/" + SESSION,
                role.roleId() + ":" + SESSION,
                roleArn,
                SessionScope.NONE);
    }

    private static Principal service(RequestContext context) {
        return new Principal(Principal.Kind.SERVICE, context.accountId(), SERVICE, SERVICE, SERVICE);
    }

    private static AwsException notAssumable(String roleArn) {
        return Errors.validation("Role " + roleArn + " is invalid or cannot be assumed");
    }
}
