package io.moorage.awsapi;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The caller behind a verified signature, in the words of STS's GetCallerIdentity.
 *
 * @param arn e.g. {@code arn:aws:sts::123456789012:assumed-role/name/session}
 * @param userId the unique id, e.g. {@code AROA...:session}; the account id for root, the instance's id for an instance
 * @param entityArn the IAM entity whose policies decide: the role's ARN for an assumed role, the user's for a federated
 *     user, else {@code arn}
 */
public record Principal(Kind kind, String accountId, String arn, String userId, String entityArn, Session session) {

    /** Without a session, or with one that has nothing of its own. */
    public Principal(Kind kind, String accountId, String arn, String userId, String entityArn) {
        this(kind, accountId, arn, userId, entityArn, Session.NONE);
    }

    /** What kind of identity it is; root is never asked for a policy. */
    public enum Kind {
        ROOT,
        USER,
        ASSUMED_ROLE,
        FEDERATED_USER,
        SERVICE,
        /** An EC2 instance that shows who it is; allowed only what {@link Action#admitsInstance} lets it do. */
        INSTANCE
    }

    public static Principal instance(String accountId, String region, String instanceId) {
        String arn = "arn:aws:ec2:" + region + ":" + accountId + ":instance/" + instanceId;
        return new Principal(Kind.INSTANCE, accountId, arn, instanceId, arn);
    }

    /**
     * What a session with temporary keys carries.
     *
     * @param temporary true for a caller with temporary keys
     * @param limited true where policies were passed when it was made: its permissions must lie within them
     * @param policies documents
     * @param policyArns of managed policies
     * @param transitiveTags keys of tags that roles assumed from this session inherit
     */
    public record Session(
            boolean temporary,
            boolean limited,
            List<String> policies,
            List<String> policyArns,
            Map<String, String> tags,
            Set<String> transitiveTags,
            Optional<String> sourceIdentity) {
        public static final Session NONE =
                new Session(false, false, List.of(), List.of(), Map.of(), Set.of(), Optional.empty());

        public Session {
            policies = List.copyOf(policies);
            policyArns = List.copyOf(policyArns);
            tags = Map.copyOf(tags);
            transitiveTags = Set.copyOf(transitiveTags);
        }
    }

    public static Principal root(String accountId) {
        String arn = "arn:aws:iam::" + accountId + ":root";
        return new Principal(Kind.ROOT, accountId, arn, accountId, arn);
    }
}
