package io.moorage.efs.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.efs.BackupPolicy;
import io.moorage.awsmodels.efs.CreateFileSystemRequest;
import io.moorage.awsmodels.efs.CreateMountTargetRequest;
import io.moorage.awsmodels.efs.CreateTagsRequest;
import io.moorage.awsmodels.efs.DeleteMountTargetRequest;
import io.moorage.awsmodels.efs.DeleteTagsRequest;
import io.moorage.awsmodels.efs.DescribeAccountPreferencesRequest;
import io.moorage.awsmodels.efs.DescribeBackupPolicyRequest;
import io.moorage.awsmodels.efs.DescribeFileSystemsRequest;
import io.moorage.awsmodels.efs.DescribeFileSystemsResponse;
import io.moorage.awsmodels.efs.DescribeLifecycleConfigurationRequest;
import io.moorage.awsmodels.efs.DescribeTagsRequest;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.awsmodels.efs.FileSystemDescription;
import io.moorage.awsmodels.efs.LifecyclePolicy;
import io.moorage.awsmodels.efs.ListTagsForResourceRequest;
import io.moorage.awsmodels.efs.PutAccountPreferencesRequest;
import io.moorage.awsmodels.efs.PutBackupPolicyRequest;
import io.moorage.awsmodels.efs.PutLifecycleConfigurationRequest;
import io.moorage.awsmodels.efs.Tag;
import io.moorage.awsmodels.efs.TagResourceRequest;
import io.moorage.awsmodels.efs.UntagResourceRequest;
import io.moorage.awsmodels.efs.UpdateFileSystemProtectionRequest;
import io.moorage.awsmodels.efs.UpdateFileSystemRequest;
import io.moorage.efs.EfsWorld;
import io.moorage.efs.loop.BackupLoop;
import io.moorage.model.efs.FileSystem;
import io.moorage.model.efs.LifecycleConfiguration;
import io.moorage.store.EfsTables;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** File systems and their tags, as the EFS API reference has them. */
final class FileSystemActionsTest {
    private final EfsWorld world = new EfsWorld();

    @Test
    void everyOperationOfTheModelHasItsAction() {
        assertThat(world.actions())
                .extracting(action -> action.operation().name())
                .containsExactlyInAnyOrderElementsOf(EfsOperations.ALL.stream()
                        .map(operation -> operation.name())
                        .toList());
    }

    /** API_CreateFileSystem: LifeCycleState creating at first; Name from the tag; a new one is metered at 6 KiB. */
    @Test
    void aNewFileSystemIsCreatingAndBecomesAvailable() throws Exception {
        FileSystemDescription created = create("token", tag("Name", "efs-docker"));

        assertThat(created.lifeCycleState()).isEqualTo("creating");
        assertThat(created.fileSystemId()).matches("fs-[0-9a-f]{17}");
        assertThat(created.fileSystemArn())
                .isEqualTo("arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/" + created.fileSystemId());
        assertThat(created.ownerId()).isEqualTo("123456789012");
        assertThat(created.name()).isEqualTo("efs-docker");
        assertThat(created.sizeInBytes().value()).isEqualTo(6144);
        assertThat(created.performanceMode()).isEqualTo("generalPurpose");
        assertThat(created.throughputMode()).isEqualTo("bursting");
        assertThat(created.numberOfMountTargets()).isZero();
        assertThat(created.creationTime()).isEqualTo(EfsWorld.NOW);

        world.settle();
        assertThat(world.servers.fileSystems()).containsExactly(created.fileSystemId());
        assertThat(world.describe(created.fileSystemId()).lifeCycleState()).isEqualTo("available");
    }

    /** API_CreateFileSystem: FileSystemAlreadyExists, 409, carries the id. */
    @Test
    void aCreationTokenMakesOneFileSystem() {
        FileSystemDescription created = create("token");
        assertThatThrownBy(() -> create("token")).isInstanceOfSatisfying(AwsException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo("FileSystemAlreadyExists");
            assertThat(refusal.httpStatus()).isEqualTo(409);
            assertThat(refusal.members()).containsEntry("FileSystemId", created.fileSystemId());
        });
        assertThat(world.call(
                                EfsOperations.DESCRIBE_FILE_SYSTEMS,
                                DescribeFileSystemsRequest.builder().build())
                        .fileSystems())
                .hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "provisioned,,,,BadRequest",
        "bursting,8,,,BadRequest",
        ",,us-east-1z,,BadRequest",
        "elastic,,,maxIO,BadRequest",
    })
    void settingsThatDoNotFitAreRefused(
            @Nullable String mode,
            @Nullable Double mibps,
            @Nullable String zone,
            @Nullable String performance,
            String code) {
        refused(
                code,
                400,
                () -> world.call(
                        EfsOperations.CREATE_FILE_SYSTEM,
                        CreateFileSystemRequest.builder()
                                .creationToken("t")
                                .throughputMode(mode)
                                .provisionedThroughputInMibps(mibps)
                                .availabilityZoneName(zone)
                                .performanceMode(performance)
                                .build()));
        assertThat(world.store.view().revision())
                .as("nothing half made")
                .isEqualTo(new EfsWorld().store.view().revision());
    }

    /** API_CreateFileSystem, Encrypted and KmsKeyId: the default key is the account's key for EFS. */
    @Test
    void encryptionIsShownAsItWasAskedFor() {
        FileSystemDescription byDefault = world.call(
                EfsOperations.CREATE_FILE_SYSTEM,
                CreateFileSystemRequest.builder()
                        .creationToken("a")
                        .encrypted(true)
                        .build());
        assertThat(byDefault.encrypted()).isTrue();
        assertThat(byDefault.kmsKeyId()).isEqualTo("arn:aws:kms:us-east-1:123456789012:alias/aws/elasticfilesystem");
        FileSystemDescription byKey = world.call(
                EfsOperations.CREATE_FILE_SYSTEM,
                CreateFileSystemRequest.builder()
                        .creationToken("b")
                        .encrypted(true)
                        .kmsKeyId("1234abcd-12ab-34cd-56ef-1234567890ab")
                        .build());
        assertThat(byKey.kmsKeyId())
                .isEqualTo("arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab");
        assertThat(create("c").encrypted()).isFalse();
        world.refused(
                "BadRequest",
                400,
                "Encrypted",
                () -> world.call(
                        EfsOperations.CREATE_FILE_SYSTEM,
                        CreateFileSystemRequest.builder()
                                .creationToken("d")
                                .kmsKeyId("alias/mine")
                                .build()));
    }

    /** API_CreateFileSystem, Backup: "Default is false. However, if you specify an AvailabilityZoneName, the default is true." */
    @ParameterizedTest
    @CsvSource({",,DISABLED", "true,,ENABLED", ",us-east-1a,ENABLED", "false,us-east-1a,DISABLED"})
    void backupsAreOnByDefaultInOneZone(@Nullable Boolean backup, @Nullable String zone, String status)
            throws Exception {
        String id = world.fileSystem(CreateFileSystemRequest.builder()
                .creationToken("t")
                .backup(backup)
                .availabilityZoneName(zone)
                .build());
        assertThat(backupPolicy(id)).isEqualTo(status);
    }

    /** EFS user guide, quotas: 1,000 file systems in an account. */
    @Test
    void anAccountHasAThousandFileSystems() {
        for (int i = 0; i < 1000; i++) {
            create("token" + i);
        }
        world.refused("FileSystemLimitExceeded", 403, "1000", () -> create("one too many"));
        world.refused("FileSystemAlreadyExists", 409, "token7", () -> create("token7"));
    }

    @Test
    void describePagesThroughAllAndFindsByToken() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(create("token" + i).fileSystemId());
        }
        List<String> seen = new ArrayList<>();
        @Nullable String marker = null;
        do {
            DescribeFileSystemsResponse page = world.call(
                    EfsOperations.DESCRIBE_FILE_SYSTEMS,
                    DescribeFileSystemsRequest.builder()
                            .maxItems(2)
                            .marker(marker)
                            .build());
            assertThat(page.fileSystems()).hasSizeBetween(1, 2);
            page.fileSystems().forEach(each -> seen.add(each.fileSystemId()));
            marker = page.nextMarker();
        } while (marker != null);
        assertThat(seen).containsExactlyInAnyOrderElementsOf(made);

        assertThat(world.call(
                                EfsOperations.DESCRIBE_FILE_SYSTEMS,
                                DescribeFileSystemsRequest.builder()
                                        .creationToken("token3")
                                        .build())
                        .fileSystems())
                .extracting(FileSystemDescription::fileSystemId)
                .containsExactly(made.get(3));
        refused(
                "BadRequest",
                400,
                () -> world.call(
                        EfsOperations.DESCRIBE_FILE_SYSTEMS,
                        DescribeFileSystemsRequest.builder().marker("nonsense").build()));
        refused("FileSystemNotFound", 404, () -> world.describe("fs-00000000000000000"));
    }

    /** API_DeleteFileSystem: FileSystemInUse, 409, while there are mount targets. */
    @Test
    void aFileSystemInUseIsNotDeleted() throws Exception {
        String id = world.fileSystem("token");
        String target = world.call(
                        EfsOperations.CREATE_MOUNT_TARGET,
                        CreateMountTargetRequest.builder()
                                .fileSystemId(id)
                                .subnetId("subnet-00000000a")
                                .build())
                .mountTargetId();
        world.settle();
        refused("FileSystemInUse", 409, () -> world.deleteFileSystem(id));
        assertThat(world.describe(id).numberOfMountTargets()).isEqualTo(1);

        world.call(
                EfsOperations.DELETE_MOUNT_TARGET,
                DeleteMountTargetRequest.builder().mountTargetId(target).build());
        world.settle();
        world.deleteFileSystem(id);
        assertThat(world.describe(id).lifeCycleState()).isEqualTo("deleting");
        world.settle();
        assertThat(world.servers.fileSystems()).isEmpty();
        refused("FileSystemNotFound", 404, () -> world.describe(id));
        refused("FileSystemNotFound", 404, () -> world.deleteFileSystem(id));
    }

    @Test
    void throughputIsChanged() throws Exception {
        String id = world.fileSystem("token");
        FileSystemDescription updated = update(id, "provisioned", 16.0);
        assertThat(updated.throughputMode()).isEqualTo("provisioned");
        assertThat(updated.provisionedThroughputInMibps()).isEqualTo(16.0);
        assertThat(updated.lifeCycleState()).isEqualTo("updating");
        world.refused("IncorrectFileSystemLifeCycleState", 409, "updating", () -> update(id, null, 17.0));
        world.settle();
        assertThat(world.describe(id).lifeCycleState()).isEqualTo("available");
        assertThat(world.servers.terms(id)).hasValueSatisfying(terms -> {
            assertThat(terms.throughputMode()).isEqualTo("provisioned");
            assertThat(terms.provisionedThroughputInMibps()).contains(16.0);
        });
        assertThat(update(id, "provisioned", 16.0).lifeCycleState())
                .as("nothing to change")
                .isEqualTo("available");
    }

    /** EFS user guide, "Restrictions on switching throughput and changing provisioned amount". */
    @Test
    void provisionedThroughputIsNotTakenBackWithinADay() throws Exception {
        String id = world.fileSystem("token");
        changed(id, "elastic", null);
        changed(id, "bursting", null);
        changed(id, "provisioned", 16.0);
        changed(id, null, 32.0);
        world.refused("TooManyRequests", 429, "24 hours", () -> update(id, null, 16.0));
        world.refused("TooManyRequests", 429, "24 hours", () -> update(id, "elastic", null));

        world.now = EfsWorld.NOW.plus(Duration.ofHours(24)).minusSeconds(1);
        world.refused("TooManyRequests", 429, "24 hours", () -> update(id, "elastic", null));
        world.now = EfsWorld.NOW.plus(Duration.ofHours(24));
        assertThat(changed(id, "elastic", null).provisionedThroughputInMibps()).isNull();
    }

    @Test
    void throughputThatIsNotThereIsRefused() throws Exception {
        String id = world.fileSystem("token");
        world.refused("ThroughputLimitExceeded", 400, "3414", () -> update(id, "provisioned", 3415.0));
        world.refused("BadRequest", 400, "only for the throughput mode", () -> update(id, null, 8.0));
        String parallel = world.fileSystem(CreateFileSystemRequest.builder()
                .creationToken("parallel")
                .performanceMode("maxIO")
                .build());
        world.refused("BadRequest", 400, "maxIO", () -> update(parallel, "elastic", null));
    }

    /** API_UpdateFileSystemProtection. */
    @Test
    void overwriteProtectionIsTurnedOffAndOn() throws Exception {
        String id = world.fileSystem("token");
        assertThat(protection(id)).isEqualTo("ENABLED");
        protect(id, "DISABLED");
        assertThat(protection(id)).isEqualTo("DISABLED");
        assertThat(world.servers.terms(id)).isPresent();
        protect(id, "ENABLED");
        assertThat(protection(id)).isEqualTo("ENABLED");
        world.refused("BadRequest", 400, "REPLICATING", () -> protect(id, "REPLICATING"));
        world.refused("FileSystemNotFound", 404, "fs-00000000", () -> protect("fs-00000000", "DISABLED"));
    }

    private FileSystemDescription changed(String id, @Nullable String mode, @Nullable Double mibps)
            throws InterruptedException {
        FileSystemDescription changed = update(id, mode, mibps);
        world.settle();
        return changed;
    }

    private FileSystemDescription update(String id, @Nullable String mode, @Nullable Double mibps) {
        return world.call(
                EfsOperations.UPDATE_FILE_SYSTEM,
                UpdateFileSystemRequest.builder()
                        .fileSystemId(id)
                        .throughputMode(mode)
                        .provisionedThroughputInMibps(mibps)
                        .build());
    }

    private void protect(String id, String status) {
        var answer = world.call(
                EfsOperations.UPDATE_FILE_SYSTEM_PROTECTION,
                UpdateFileSystemProtectionRequest.builder()
                        .fileSystemId(id)
                        .replicationOverwriteProtection(status)
                        .build());
        assertThat(answer.replicationOverwriteProtection()).isEqualTo(status);
    }

    private @Nullable String protection(String id) {
        var protection = world.describe(id).fileSystemProtection();
        return protection == null ? null : protection.replicationOverwriteProtection();
    }

    private @Nullable String backupPolicy(String id) {
        var policy = world.call(
                        EfsOperations.DESCRIBE_BACKUP_POLICY,
                        DescribeBackupPolicyRequest.builder().fileSystemId(id).build())
                .backupPolicy();
        return policy == null ? null : policy.status();
    }

    @Test
    void tagsInTheOldCallsAndTheNew() {
        String id = create("token").fileSystemId();
        world.call(
                EfsOperations.CREATE_TAGS,
                CreateTagsRequest.builder()
                        .fileSystemId(id)
                        .tags(List.of(tag("Name", "one"), tag("b", "2")))
                        .build());
        world.call(
                EfsOperations.TAG_RESOURCE,
                TagResourceRequest.builder()
                        .resourceId("arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/" + id)
                        .tags(List.of(tag("Name", "two"), tag("a", "1")))
                        .build());
        assertThat(world.describe(id).name()).isEqualTo("two");

        world.call(
                EfsOperations.DELETE_TAGS,
                DeleteTagsRequest.builder()
                        .fileSystemId(id)
                        .tagKeys(List.of("b"))
                        .build());
        assertThat(world.call(
                                EfsOperations.DESCRIBE_TAGS,
                                DescribeTagsRequest.builder().fileSystemId(id).build())
                        .tags())
                .containsExactly(tag("Name", "two"), tag("a", "1"));
        world.call(
                EfsOperations.UNTAG_RESOURCE,
                UntagResourceRequest.builder()
                        .resourceId(id)
                        .tagKeys(List.of("Name"))
                        .build());
        assertThat(world.call(
                                EfsOperations.LIST_TAGS_FOR_RESOURCE,
                                ListTagsForResourceRequest.builder()
                                        .resourceId(id)
                                        .build())
                        .tags())
                .containsExactly(tag("a", "1"));
        assertThat(world.describe(id).name()).isNull();

        refused(
                "BadRequest",
                400,
                () -> world.call(
                        EfsOperations.TAG_RESOURCE,
                        TagResourceRequest.builder()
                                .resourceId(id)
                                .tags(List.of(tag("aws:x", "1")))
                                .build()));
        refused(
                "BadRequest",
                400,
                () -> world.call(
                        EfsOperations.TAG_RESOURCE,
                        TagResourceRequest.builder()
                                .resourceId(id)
                                .tags(List.of(tag("x", "1"), tag("x", "2")))
                                .build()));
        refused(
                "AccessPointNotFound",
                404,
                () -> world.call(
                        EfsOperations.LIST_TAGS_FOR_RESOURCE,
                        ListTagsForResourceRequest.builder()
                                .resourceId("fsap-1")
                                .build()));
        List<Tag> many = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            many.add(tag("k" + i, "v"));
        }
        refused(
                "BadRequest",
                400,
                () -> world.call(
                        EfsOperations.TAG_RESOURCE,
                        TagResourceRequest.builder().resourceId(id).tags(many).build()));
    }

    /** API_PutBackupPolicy: the policy is set to ENABLED or DISABLED. */
    @Test
    void backupsAreTurnedOnAndOff() throws Exception {
        BackupLoop backups =
                new BackupLoop(world.store, world.servers, InstantSource.fixed(EfsWorld.NOW), new Random(3));
        String id = world.fileSystem("token");
        assertThat(backupPolicy(id)).isEqualTo("DISABLED");
        backUp(id, "ENABLED");
        assertThat(backupPolicy(id)).isEqualTo("ENABLING");
        backups.step();
        assertThat(backupPolicy(id)).isEqualTo("ENABLED");
        backUp(id, "ENABLED");
        assertThat(backupPolicy(id)).isEqualTo("ENABLED");
        world.refused("BadRequest", 400, "DISABLING", () -> backUp(id, "DISABLING"));
        backUp(id, "DISABLED");
        assertThat(backupPolicy(id)).isEqualTo("DISABLING");
        backups.step();
        assertThat(backupPolicy(id)).isEqualTo("DISABLED");
    }

    private void backUp(String id, String status) {
        world.call(
                EfsOperations.PUT_BACKUP_POLICY,
                PutBackupPolicyRequest.builder()
                        .fileSystemId(id)
                        .backupPolicy(BackupPolicy.builder().status(status).build())
                        .build());
    }

    /** API_PutLifecycleConfiguration: it replaces; an empty list ends it. */
    @Test
    void lifecycleConfigurationIsReplacedAsAWhole() throws Exception {
        String id = elastic("token");
        lifecycle(id, toIa("AFTER_30_DAYS"), toArchive("AFTER_90_DAYS"), backOnAccess());
        assertThat(row(id).lifecycle())
                .isEqualTo(new LifecycleConfiguration(
                        Optional.of(Duration.ofDays(30)), Optional.of(Duration.ofDays(90)), true));
        assertThat(world.call(
                                EfsOperations.DESCRIBE_LIFECYCLE_CONFIGURATION,
                                DescribeLifecycleConfigurationRequest.builder()
                                        .fileSystemId(id)
                                        .build())
                        .lifecyclePolicies())
                .containsExactly(toIa("AFTER_30_DAYS"), toArchive("AFTER_90_DAYS"), backOnAccess());
        world.settle();
        assertThat(world.servers.terms(id))
                .as("file servers move files accordingly")
                .hasValueSatisfying(terms -> assertThat(terms.lifecycle()).isEqualTo(row(id).lifecycle()));
        lifecycle(id, toIa("AFTER_1_DAY"));
        assertThat(row(id).lifecycle().toIa()).contains(Duration.ofDays(1));
        assertThat(row(id).lifecycle().toArchive()).isEmpty();
        lifecycle(id);
        assertThat(row(id).lifecyclePolicies()).isEmpty();
    }

    /** API_PutLifecycleConfiguration: one transition each; Archive after IA, with elastic throughput. */
    @Test
    void lifecyclePoliciesThatDoNotFitAreRefused() throws Exception {
        String id = elastic("token");
        LifecyclePolicy both = LifecyclePolicy.builder()
                .transitionToIA("AFTER_7_DAYS")
                .transitionToPrimaryStorageClass("AFTER_1_ACCESS")
                .build();
        LifecyclePolicy none = LifecyclePolicy.builder().build();
        world.refused("BadRequest", 400, "exactly one transition", () -> lifecycle(id, none));
        world.refused("BadRequest", 400, "exactly one transition", () -> lifecycle(id, both));
        world.refused(
                "BadRequest",
                400,
                "TransitionToIA is given twice",
                () -> lifecycle(id, toIa("AFTER_1_DAY"), toIa("AFTER_7_DAYS")));
        world.refused(
                "BadRequest",
                400,
                "later than TransitionToIA",
                () -> lifecycle(id, toIa("AFTER_30_DAYS"), toArchive("AFTER_30_DAYS")));
        String bursting = world.fileSystem("bursting");
        world.refused("BadRequest", 400, "elastic", () -> lifecycle(bursting, toArchive("AFTER_30_DAYS")));
        lifecycle(id, toArchive("AFTER_30_DAYS"));
        world.refused("BadRequest", 400, "TransitionToArchive", () -> update(id, "bursting", null));
    }

    private String elastic(String token) throws InterruptedException {
        return world.fileSystem(CreateFileSystemRequest.builder()
                .creationToken(token)
                .throughputMode("elastic")
                .build());
    }

    private void lifecycle(String id, LifecyclePolicy... policies) {
        world.call(
                EfsOperations.PUT_LIFECYCLE_CONFIGURATION,
                PutLifecycleConfigurationRequest.builder()
                        .fileSystemId(id)
                        .lifecyclePolicies(List.of(policies))
                        .build());
    }

    private static LifecyclePolicy toIa(String after) {
        return LifecyclePolicy.builder().transitionToIA(after).build();
    }

    private static LifecyclePolicy toArchive(String after) {
        return LifecyclePolicy.builder().transitionToArchive(after).build();
    }

    private static LifecyclePolicy backOnAccess() {
        return LifecyclePolicy.builder()
                .transitionToPrimaryStorageClass("AFTER_1_ACCESS")
                .build();
    }

    private FileSystem row(String id) {
        return world.store.view().find(EfsTables.FILE_SYSTEMS, id).orElseThrow();
    }

    /** API_PutAccountPreferences: since October 2021 short ids are an error. */
    @Test
    void idsAreLong() {
        assertThat(world.call(
                                EfsOperations.PUT_ACCOUNT_PREFERENCES,
                                PutAccountPreferencesRequest.builder()
                                        .resourceIdType("LONG_ID")
                                        .build())
                        .resourceIdPreference())
                .isEqualTo(world.call(
                                EfsOperations.DESCRIBE_ACCOUNT_PREFERENCES,
                                DescribeAccountPreferencesRequest.builder().build())
                        .resourceIdPreference())
                .isNotNull();
        world.refused(
                "BadRequest",
                400,
                "LONG_ID",
                () -> world.call(
                        EfsOperations.PUT_ACCOUNT_PREFERENCES,
                        PutAccountPreferencesRequest.builder()
                                .resourceIdType("SHORT_ID")
                                .build()));
    }

    private FileSystemDescription create(String token, Tag... tags) {
        return world.call(
                EfsOperations.CREATE_FILE_SYSTEM,
                CreateFileSystemRequest.builder()
                        .creationToken(token)
                        .tags(List.of(tags))
                        .build());
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }

    static void refused(String code, int status, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOfSatisfying(AwsException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo(code);
            assertThat(refusal.httpStatus()).isEqualTo(status);
            assertThat(refusal.getMessage()).isNotBlank();
        });
    }
}
