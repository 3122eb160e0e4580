package io.moorage.awsapi;

/**
 * The caller behind a verified signature, in the words of STS's GetCallerIdentity.
 *
 * @param arn e.g. {@code arn:aws:sts::123456789012:assumed-role/name/session}
 * @param userId the unique id, e.g. {@code AROA...:session}; the account id for root, the instance's id for an instance
 * @param entityArn the IAM entity whose policies decide: the role's ARN for an assumed role, else {@code arn}
 */
public record Principal(Kind kind, String accountId, String arn, String userId, String entityArn) {

    /** What kind of identity it is; root is never asked for a policy. */
    public enum Kind {
        ROOT,
        USER,
        ASSUMED_ROLE,
        SERVICE,
        /** An EC2 instance that shows who it is; allowed only what {@link Action#admitsInstance} lets it do. */
        INSTANCE
    }

    public static Principal instance(String accountId, String region, String instanceId) {
        String arn = "arn:aws:ec2:" + region + ":" + accountId + ":instance/" + instanceId;
        return new Principal(Kind.INSTANCE, accountId, arn, instanceId, arn);
    }

    public static Principal root(String accountId) {
        String arn = "arn:aws:iam::" + accountId + ":root";
        return new Principal(Kind.ROOT, accountId, arn, accountId, arn);
    }
}
