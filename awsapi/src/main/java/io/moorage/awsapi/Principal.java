package io.moorage.awsapi;

/**
 * The caller behind a verified signature, in the words of STS's GetCallerIdentity.
 *
 * @param arn e.g. {@code arn:aws:sts::123456789012:assumed-role/name/session}
 * @param userId the unique id, e.g. {@code AROA...:session}; the account id for root
 * @param entityArn the IAM entity whose policies decide: the role's ARN for an assumed role, else {@code arn}
 */
public record Principal(Kind kind, String accountId, String arn, String userId, String entityArn) {

    /** What kind of identity it is; root is never asked for a policy. */
    public enum Kind {
        ROOT,
        USER,
        ASSUMED_ROLE,
        SERVICE
    }

    public static Principal root(String accountId) {
        String arn = "arn:aws:iam::" + accountId + ":root";
        return new Principal(Kind.ROOT, accountId, arn, accountId, arn);
    }
}
