package io.moorage.efs.action;

import io.moorage.awsapi.AwsException;
import io.moorage.awsapi.Principal;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.policy.AccessRequest;
import io.moorage.policy.MalformedPolicyException;
import io.moorage.policy.PolicyDocument;
import io.moorage.policy.PolicyEngine;
import io.moorage.policy.PolicyParser;
import io.moorage.policy.Statement;
import io.moorage.policy.Verdict;
import io.moorage.store.IamTables;
import io.moorage.store.ReadView;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** File system policies as requests give them (EFS user guide, "Using IAM to control file system data access"). */
final class FileSystemPolicies {
    private static final String SERVICE = "elasticfilesystem:";
    private static final String PUT = "elasticfilesystem:PutFileSystemPolicy";

    private final PolicyParser parser = new PolicyParser();

    /** Refuses a document that is no policy of a file system. */
    PolicyDocument parse(String text) {
        PolicyDocument document;
        try {
            document = parser.resourcePolicy(text);
        } catch (MalformedPolicyException e) {
            throw invalid(e.reason());
        }
        for (Statement statement : document.statements()) {
            for (String action : statement.actions().patterns()) {
                if (!action.equals("*") && !action.toLowerCase(Locale.ROOT).startsWith(SERVICE)) {
                    throw invalid("The policy of a file system is about actions of EFS, such as "
                            + "elasticfilesystem:ClientMount, not about " + action + ".");
                }
            }
        }
        return document;
    }

    /** Refuses a policy about users and roles of this account that are not there: it would never say what it seems to. */
    static void requireKnownPrincipals(PolicyDocument document, String accountId, ReadView view) {
        for (Statement statement : document.statements()) {
            for (String principal : statement.principals().patterns()) {
                if (!isKnown(principal, accountId, view)) {
                    throw invalid("Invalid principal in policy: there is no " + principal);
                }
            }
        }
    }

    private static boolean isKnown(String principal, String accountId, ReadView view) {
        String account = "arn:aws:iam::" + accountId + ":";
        String name = principal.substring(principal.lastIndexOf('/') + 1);
        if (principal.startsWith(account + "user/")) {
            return view.find(IamTables.USERS, name)
                    .filter(user -> user.arn().equals(principal))
                    .isPresent();
        }
        return !principal.startsWith(account + "role/")
                || view.find(IamTables.ROLES, name)
                        .filter(role -> role.arn().equals(principal))
                        .isPresent();
    }

    /**
     * The lockout safety check (PutFileSystemPolicy): whoever asks must not be denied to put another policy in its place.
     * What allows the caller now goes on to, unless it was the policy that is replaced.
     */
    static void refuseLockout(PolicyDocument document, RequestContext context, String fileSystemArn) {
        Principal caller = context.principal();
        AccessRequest next = new AccessRequest(
                List.of(
                        caller.entityArn(),
                        caller.arn(),
                        Principal.root(caller.accountId()).arn()),
                PUT,
                fileSystemArn,
                Map.of(
                        "aws:PrincipalArn", List.of(caller.entityArn()),
                        "aws:PrincipalAccount", List.of(caller.accountId()),
                        "aws:SourceIp", List.of(context.sourceAddress()),
                        "aws:SecureTransport", List.of("true")));
        if (PolicyEngine.evaluate(List.of(document), next) instanceof Verdict.ExplicitDeny) {
            throw invalid("The policy would deny you " + PUT + ", so that you could not put another in its place; set"
                    + " BypassPolicyLockoutSafetyCheck if it is to be so.");
        }
    }

    private static AwsException invalid(String why) {
        return new AwsException(EfsOperations.ERROR_INVALID_POLICY_EXCEPTION, why);
    }
}
