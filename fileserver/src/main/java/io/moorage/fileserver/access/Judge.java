package io.moorage.fileserver.access;

import io.moorage.policy.AccessRequest;
import io.moorage.policy.HeldPolicies;
import io.moorage.policy.MalformedPolicyException;
import io.moorage.policy.PolicyDocument;
import io.moorage.policy.PolicyEngine;
import io.moorage.policy.PolicyParser;
import io.moorage.policy.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides what clients of one file system may do, by its policy and theirs: an Allow in either suffices, a Deny in either
 * wins (EFS user guide, "Using IAM to control access to file systems"). A file system policy that names the account leaves
 * it to the identity's own policies, as everywhere in IAM. Immutable.
 */
final class Judge {
    private static final String SERVICE = "elasticfilesystem:";

    /** EFS user guide, "Default EFS file system policy": everyone who comes through a mount target may do everything. */
    private static final String DEFAULT = """
        {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"},
         "Action": ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite",
                    "elasticfilesystem:ClientRootAccess"],
         "Condition": {"Bool": {"elasticfilesystem:AccessedViaMountTarget": "true"}}}]}\
        """;

    private final String fileSystemArn;
    private final boolean readOnly;
    private final PolicyDocument policy;

    private Judge(String fileSystemArn, boolean readOnly, PolicyDocument policy) {
        this.fileSystemArn = fileSystemArn;
        this.readOnly = readOnly;
        this.policy = policy;
    }

    /**
     * @param readOnly whatever the policies say, nobody may write
     * @param policy null for the default one
     * @throws MalformedPolicyException it is no policy: nobody may be judged by it
     */
    static Judge of(String fileSystemArn, boolean readOnly, @Nullable String policy) throws MalformedPolicyException {
        return new Judge(fileSystemArn, readOnly, new PolicyParser().resourcePolicy(policy == null ? DEFAULT : policy));
    }

    /**
     * What a client may do.
     *
     * @param accessPointArn of the access point it came through
     */
    Rights judge(boolean encrypted, Optional<String> accessPointArn, Optional<Identity> identity) {
        Map<String, List<String>> context = new HashMap<>();
        context.put("aws:SecureTransport", List.of(Boolean.toString(encrypted)));
        context.put("elasticfilesystem:AccessedViaMountTarget", List.of("true"));
        accessPointArn.ifPresent(arn -> context.put("elasticfilesystem:AccessPointArn", List.of(arn)));
        identity.ifPresent(who -> {
            context.put("aws:PrincipalArn", List.of(who.entityArn()));
            context.put("aws:PrincipalAccount", List.of(who.accountId()));
            who.userName().ifPresent(name -> context.put("aws:username", List.of(name)));
        });
        return new Rights(
                allows("ClientMount", identity, context),
                !readOnly && allows("ClientWrite", identity, context),
                allows("ClientRootAccess", identity, context));
    }

    private boolean allows(String action, Optional<Identity> identity, Map<String, List<String>> context) {
        if (identity.isEmpty()) {
            return ask(policy, List.of(), action, context) instanceof Verdict.Allowed;
        }
        Identity who = identity.get();
        List<String> own = List.of(who.arn(), who.entityArn());
        List<String> all = List.of(who.arn(), who.entityArn(), who.accountArn());
        if (ask(policy, all, action, context) instanceof Verdict.ExplicitDeny) {
            return false;
        }
        return who.root()
                || who.policies()
                                .judge(
                                        new AccessRequest(all, SERVICE + action, fileSystemArn, context),
                                        ask(policy, List.of(who.arn()), action, context),
                                        ask(policy, own, action, context))
                        instanceof HeldPolicies.Granted;
    }

    private Verdict ask(
            PolicyDocument document, List<String> principals, String action, Map<String, List<String>> context) {
        return PolicyEngine.evaluate(
                List.of(document), new AccessRequest(principals, SERVICE + action, fileSystemArn, context));
    }
}
