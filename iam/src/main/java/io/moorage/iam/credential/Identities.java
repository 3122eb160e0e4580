package io.moorage.iam.credential;

import io.moorage.awsapi.Principal;
import io.moorage.model.iam.Role;
import io.moorage.model.iam.SessionScope;
import io.moorage.model.iam.User;

/** Users and roles as callers (IAM user guide, "Principal" and "aws:userid"). */
final class Identities {
    private Identities() {}

    static Principal of(User user, String accountId) {
        return of(user, accountId, Principal.Session.NONE);
    }

    static Principal of(User user, String accountId, Principal.Session session) {
        return new Principal(Principal.Kind.USER, accountId, user.arn(), user.id(), user.arn(), session);
    }

    static Principal of(Role role, String sessionName, String accountId, SessionScope scope) {
        return new Principal(
                Principal.Kind.ASSUMED_ROLE,
                accountId,
                assumedRoleArn(role, sessionName, accountId),
                role.id() + ":" + sessionName,
                role.arn(),
                session(scope));
    }

    /** @param holder ARN of the user, or of root, in whose name it acts */
    static Principal federated(String holder, String name, String accountId, SessionScope scope) {
        return new Principal(
                Principal.Kind.FEDERATED_USER,
                accountId,
                federatedUserArn(name, accountId),
                accountId + ":" + name,
                holder,
                session(scope));
    }

    static String federatedUserArn(String name, String accountId) {
        return "arn:aws:sts::" + accountId + ":federated-user/" + name;
    }

    /** The role's path does not appear in it. */
    static String assumedRoleArn(Role role, String sessionName, String accountId) {
        return "arn:aws:sts::" + accountId + ":assumed-role/" + role.name() + "/" + sessionName;
    }

    static Principal.Session session(SessionScope scope) {
        return new Principal.Session(
                true,
                scope.limited(),
                scope.policies(),
                scope.policyArns(),
                scope.tags(),
                scope.transitiveTags(),
                scope.sourceIdentity());
    }

    /** The last part of a user's or role's ARN, by which its row is found. */
    static String nameIn(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
