package io.moorage.fileserver.access;

import io.moorage.policy.HeldPolicies;
import java.util.Optional;

/**
 * Who a client proved to be.
 *
 * @param arn of the user, or of the role's session
 * @param entityArn of the user or role
 * @param root the account itself, which its own identity policies do not bind
 * @param policies of the user or role, with what limits them
 */
record Identity(
        String arn,
        String entityArn,
        String accountId,
        Optional<String> userName,
        boolean root,
        HeldPolicies policies) {
    String accountArn() {
        return "arn:aws:iam::" + accountId + ":root";
    }
}
