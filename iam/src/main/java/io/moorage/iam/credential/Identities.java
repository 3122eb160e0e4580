package io.moorage.iam.credential;

import io.moorage.awsapi.Principal;
import io.moorage.model.iam.Role;
import io.moorage.model.iam.User;

/** Users and roles as callers (IAM user guide, "Principal" and "aws:userid"). */
final class Identities {
    private Identities() {}

    static Principal of(User user, String accountId) {
        return new Principal(Principal.Kind.USER, accountId, user.arn(), user.id(), user.arn());
    }

    static Principal of(Role role, String sessionName, String accountId) {
        return new Principal(
                Principal.Kind.ASSUMED_ROLE,
                accountId,
                assumedRoleArn(role, sessionName, accountId),
                role.id() + ":" + sessionName,
                role.arn());
    }

    /** The role's path does not appear in it. */
    static String assumedRoleArn(Role role, String sessionName, String accountId) {
        return "arn:aws:sts::" + accountId + ":assumed-role/" + role.name() + "/" + sessionName;
    }

    /** The last part of a user's or role's ARN, by which its row is found. */
    static String nameIn(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
