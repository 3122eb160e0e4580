package io.moorage.efs.action;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsmodels.efs.DeleteFileSystemPolicyRequest;
import io.moorage.awsmodels.efs.DescribeFileSystemPolicyRequest;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.awsmodels.efs.PutFileSystemPolicyRequest;
import io.moorage.efs.EfsWorld;
import io.moorage.efs.FileServers.Terms;
import io.moorage.store.EfsTables;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** File system policies, as the EFS API reference and the user guide's "Using IAM to control data access" have them. */
final class FileSystemPolicyActionsTest {
    /** What EFS's console writes: statements without a Resource, and a Deny of clients without TLS. */
    private static final String WIZARD = """
            {"Version": "2012-10-17", "Id": "efs-policy-wizard", "Statement": [
              {"Sid": "a", "Effect": "Allow", "Principal": {"AWS": "*"},
               "Action": ["elasticfilesystem:ClientRootAccess", "elasticfilesystem:ClientWrite", "elasticfilesystem:ClientMount"],
               "Condition": {"Bool": {"elasticfilesystem:AccessedViaMountTarget": "true"}}},
              {"Sid": "b", "Effect": "Deny", "Principal": {"AWS": "*"}, "Action": "*",
               "Condition": {"Bool": {"aws:SecureTransport": "false"}}}]}
            """;

    private final EfsWorld world = new EfsWorld();

    @Test
    void aPolicyIsKeptAsItWasGivenAndTheFileServersAreTold() throws Exception {
        String id = world.fileSystem("t");
        world.refused("PolicyNotFound", 404, id, () -> describe(id));

        put(id, WIZARD, null);
        assertThat(describe(id)).isEqualTo(WIZARD);
        world.settle();
        assertThat(world.servers.terms(id).flatMap(Terms::policy)).contains(WIZARD);

        delete(id);
        world.refused("PolicyNotFound", 404, id, () -> describe(id));
        world.settle();
        assertThat(world.servers.terms(id).flatMap(Terms::policy)).isEmpty();
        delete(id);
    }

    @Test
    void aPolicyGoesWithItsFileSystem() throws Exception {
        String id = world.fileSystem("t");
        put(id, WIZARD, null);
        world.deleteFileSystem(id);
        world.settle();
        assertThat(world.store.view().all(EfsTables.POLICIES)).isEmpty();
        world.refused("FileSystemNotFound", 404, id, () -> put(id, WIZARD, null));
        world.refused("FileSystemNotFound", 404, id, () -> describe(id));
        world.refused("FileSystemNotFound", 404, id, () -> delete(id));
    }

    /** API_PutFileSystemPolicy: InvalidPolicyException, 400, and the message says what to change. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            everybody | invalid Json
            {} | Syntax errors in policy.
            {"Version":"1999-01-01","Statement":[]} | valid version
            {"Statement":[{"Effect":"Perhaps","Principal":"*","Action":"*"}]} | Syntax errors in policy.
            {"Statement":[{"Effect":"Allow","Action":"elasticfilesystem:ClientMount"}]} | Principal
            {"Statement":[{"Effect":"Allow","Principal":"*"}]} | must contain actions
            {"Statement":[{"Effect":"Allow","Principal":"*","Action":"ClientMount"}]} | prefaced by a vendor
            {"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject"}]} | not about s3:GetObject
            {"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"my-files"}]} | ARN format
            {"Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Condition":{"Feels":{"a:b":"c"}}}]} | Invalid Condition type : Feels
            {"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:user/nobody"},"Action":"*"}]} | Invalid principal in policy: there is no arn:aws:iam::123456789012:user/nobody
            {"Statement":[{"Effect":"Allow","Principal":{"AWS":"arn:aws:iam::123456789012:role/nobody"},"Action":"*"}]} | arn:aws:iam::123456789012:role/nobody
            """)
    void aDocumentThatIsNoPolicyIsRefused(String document, String message) throws Exception {
        String id = world.fileSystem("t");
        world.refused("InvalidPolicyException", 400, message, () -> put(id, document, null));
    }

    /** API_PutFileSystemPolicy, BypassPolicyLockoutSafetyCheck. */
    @Test
    void nobodyLocksHimselfOutUnlessHeMeansIt() throws Exception {
        String id = world.fileSystem("t");
        String deny = "{\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Action\":\"elasticfilesystem:*\"}]}";
        world.refused("InvalidPolicyException", 400, "BypassPolicyLockoutSafetyCheck", () -> put(id, deny, null));
        world.refused("InvalidPolicyException", 400, "BypassPolicyLockoutSafetyCheck", () -> put(id, deny, false));
        String others =
                "{\"Statement\":[{\"Effect\":\"Deny\",\"Principal\":{\"AWS\":\"999999999999\"},\"Action\":\"*\"}]}";
        put(id, others, null);
        put(id, deny, true);
        assertThat(describe(id)).isEqualTo(deny);
    }

    private void put(String id, String document, @Nullable Boolean bypass) {
        world.call(
                EfsOperations.PUT_FILE_SYSTEM_POLICY,
                PutFileSystemPolicyRequest.builder()
                        .fileSystemId(id)
                        .policy(document)
                        .bypassPolicyLockoutSafetyCheck(bypass)
                        .build());
    }

    private @Nullable String describe(String id) {
        return world.call(
                        EfsOperations.DESCRIBE_FILE_SYSTEM_POLICY,
                        DescribeFileSystemPolicyRequest.builder()
                                .fileSystemId(id)
                                .build())
                .policy();
    }

    private void delete(String id) {
        world.call(
                EfsOperations.DELETE_FILE_SYSTEM_POLICY,
                DeleteFileSystemPolicyRequest.builder().fileSystemId(id).build());
    }
}
