package io.moorage.fileserver.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.policy.HeldPolicies;
import io.moorage.policy.PolicyParser;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** EFS user guide, "Using IAM to control access to file systems". */
final class JudgeTest {
    private static final String ARN = "arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/fs-01234567";
    private static final String POINT = "arn:aws:elasticfilesystem:us-east-1:123456789012:access-point/fsap-1";
    private static final String ROLE = "arn:aws:iam::123456789012:role/app";
    private static final Rights ALL = new Rights(true, true, true);
    private static final String READ = "\"elasticfilesystem:ClientMount\"";
    private static final String WRITE = "\"elasticfilesystem:ClientMount\",\"elasticfilesystem:ClientWrite\"";

    /** "The default EFS file system policy grants full access to any anonymous client". */
    @Test
    void withoutAPolicyEveryoneMayDoEverything() throws Exception {
        assertThat(judge(null, false, Optional.empty(), Optional.empty())).isEqualTo(ALL);
        assertThat(judge(null, true, Optional.of(POINT), Optional.of(role()))).isEqualTo(ALL);
        assertThat(judge(null, false, Optional.empty(), Optional.of(role(statement("Deny", WRITE, "")))))
                .isEqualTo(Rights.NONE);
    }

    @Test
    void aReadOnlyFileSystemIsReadOnlyToAll() throws Exception {
        assertThat(Judge.of(ARN, true, null).judge(false, Optional.empty(), Optional.empty()))
                .isEqualTo(new Rights(true, false, true));
    }

    @Test
    void whatAPolicyDoesNotAllowIsDenied() throws Exception {
        String policy = statement("Allow", READ, "\"Principal\":{\"AWS\":\"*\"},");
        assertThat(judge(policy, false, Optional.empty(), Optional.empty())).isEqualTo(new Rights(true, false, false));
        String toTheRole = statement("Allow", WRITE, "\"Principal\":{\"AWS\":\"" + ROLE + "\"},");
        assertThat(judge(toTheRole, true, Optional.empty(), Optional.empty())).isEqualTo(Rights.NONE);
        assertThat(judge(toTheRole, true, Optional.empty(), Optional.of(role())))
                .isEqualTo(new Rights(true, true, false));
    }

    /** "An allow permission on an action in either an IAM identity policy or a file system resource policy". */
    @Test
    void anIdentitysOwnPolicyAllowsToo() throws Exception {
        String policy = statement("Allow", READ, "\"Principal\":{\"AWS\":\"" + ROLE + "\"},");
        Identity may = role(statement("Allow", "\"elasticfilesystem:Client*\"", ""));
        assertThat(judge(policy, true, Optional.empty(), Optional.of(may))).isEqualTo(ALL);
        String elsewhere = statement("Allow", "\"elasticfilesystem:*\"", "").replace(":*/*", ":*/fs-other");
        assertThat(judge(policy, true, Optional.empty(), Optional.of(role(elsewhere))))
                .isEqualTo(new Rights(true, false, false));
    }

    /** IAM user guide, "AWS account principals": the account delegates to its identities' own policies. */
    @Test
    void namingTheAccountLeavesItToItsIdentities() throws Exception {
        String policy = statement("Allow", WRITE, "\"Principal\":{\"AWS\":\"123456789012\"},");
        assertThat(judge(policy, true, Optional.empty(), Optional.of(role()))).isEqualTo(Rights.NONE);
        String denied = statement("Deny", WRITE, "\"Principal\":{\"AWS\":\"123456789012\"},");
        Identity may = role(statement("Allow", "\"*\"", ""));
        assertThat(judge(denied, true, Optional.empty(), Optional.of(may))).isEqualTo(Rights.NONE);
    }

    @Test
    void theAccountItselfNeedsNoPolicyOfItsOwn() throws Exception {
        Identity account = new Identity(
                "arn:aws:iam::123456789012:root",
                "arn:aws:iam::123456789012:root",
                "123456789012",
                Optional.empty(),
                true,
                HeldPolicies.NONE);
        String policy = statement("Allow", READ, "\"Principal\":{\"AWS\":\"" + ROLE + "\"},");
        assertThat(judge(policy, true, Optional.empty(), Optional.of(account))).isEqualTo(ALL);
    }

    /** The two conditions that EFS' console offers. */
    @Test
    void transportAndAccessPointAreConditions() throws Exception {
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":["
                + "{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Action\":[" + WRITE + "],\"Condition\":"
                + "{\"StringEquals\":{\"elasticfilesystem:AccessPointArn\":\"" + POINT + "\"},"
                + "\"Bool\":{\"elasticfilesystem:AccessedViaMountTarget\":\"true\"}}},"
                + "{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"*\",\"Condition\":"
                + "{\"Bool\":{\"aws:SecureTransport\":\"false\"}}}]}";
        assertThat(judge(policy, true, Optional.of(POINT), Optional.empty())).isEqualTo(new Rights(true, true, false));
        assertThat(judge(policy, true, Optional.of(POINT + "2"), Optional.empty()))
                .isEqualTo(Rights.NONE);
        assertThat(judge(policy, true, Optional.empty(), Optional.empty())).isEqualTo(Rights.NONE);
        assertThat(judge(policy, false, Optional.of(POINT), Optional.empty())).isEqualTo(Rights.NONE);
    }

    private static Rights judge(
            @Nullable String policy, boolean encrypted, Optional<String> accessPoint, Optional<Identity> identity)
            throws Exception {
        return Judge.of(ARN, false, policy).judge(encrypted, accessPoint, identity);
    }

    private static Identity role(String... policies) throws Exception {
        PolicyParser parser = new PolicyParser();
        List<io.moorage.policy.PolicyDocument> documents = new java.util.ArrayList<>();
        for (String policy : policies) {
            documents.add(parser.identityPolicy(policy));
        }
        return new Identity(
                "arn:aws:sts::123456789012:assumed-role/app/i-1",
                ROLE,
                "123456789012",
                Optional.empty(),
                false,
                HeldPolicies.granting(documents));
    }

    private static String statement(String effect, String actions, String principal) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"" + effect + "\"," + principal + "\"Action\":["
                + actions + "],\"Resource\":\"arn:aws:elasticfilesystem:*:*:*/*\"}]}";
    }
}
