package io.moorage.efs.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.efs.CreateFileSystemRequest;
import io.moorage.awsmodels.efs.CreateMountTargetRequest;
import io.moorage.awsmodels.efs.CreateTagsRequest;
import io.moorage.awsmodels.efs.DeleteFileSystemRequest;
import io.moorage.awsmodels.efs.DeleteMountTargetRequest;
import io.moorage.awsmodels.efs.DeleteTagsRequest;
import io.moorage.awsmodels.efs.DescribeBackupPolicyRequest;
import io.moorage.awsmodels.efs.DescribeFileSystemPolicyRequest;
import io.moorage.awsmodels.efs.DescribeFileSystemsRequest;
import io.moorage.awsmodels.efs.DescribeFileSystemsResponse;
import io.moorage.awsmodels.efs.DescribeLifecycleConfigurationRequest;
import io.moorage.awsmodels.efs.DescribeTagsRequest;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.awsmodels.efs.FileSystemDescription;
import io.moorage.awsmodels.efs.LifecyclePolicy;
import io.moorage.awsmodels.efs.ListTagsForResourceRequest;
import io.moorage.awsmodels.efs.PutLifecycleConfigurationRequest;
import io.moorage.awsmodels.efs.Tag;
import io.moorage.awsmodels.efs.TagResourceRequest;
import io.moorage.awsmodels.efs.UntagResourceRequest;
import io.moorage.awsmodels.efs.UpdateFileSystemRequest;
import io.moorage.efs.EfsWorld;
import java.util.ArrayList;
import java.util.List;
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
        assertThat(describe(created.fileSystemId()).lifeCycleState()).isEqualTo("available");
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

    @Test
    void whatIsNotDoneYetIsRefusedByName() {
        assertThatThrownBy(() -> world.call(
                        EfsOperations.CREATE_FILE_SYSTEM,
                        CreateFileSystemRequest.builder()
                                .creationToken("t")
                                .encrypted(true)
                                .build()))
                .hasMessageContaining("encryption at rest");
        assertThatThrownBy(() -> world.call(
                        EfsOperations.CREATE_FILE_SYSTEM,
                        CreateFileSystemRequest.builder()
                                .creationToken("t")
                                .backup(true)
                                .build()))
                .hasMessageContaining("backups");
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
        refused("FileSystemNotFound", 404, () -> describe("fs-00000000000000000"));
    }

    /** API_DeleteFileSystem: FileSystemInUse, 409, while there are mount targets. */
    @Test
    void aFileSystemInUseIsNotDeleted() throws Exception {
        String id = available("token");
        String target = world.call(
                        EfsOperations.CREATE_MOUNT_TARGET,
                        CreateMountTargetRequest.builder()
                                .fileSystemId(id)
                                .subnetId("subnet-00000000a")
                                .build())
                .mountTargetId();
        world.settle();
        refused("FileSystemInUse", 409, () -> delete(id));
        assertThat(describe(id).numberOfMountTargets()).isEqualTo(1);

        world.call(
                EfsOperations.DELETE_MOUNT_TARGET,
                DeleteMountTargetRequest.builder().mountTargetId(target).build());
        world.settle();
        delete(id);
        assertThat(describe(id).lifeCycleState()).isEqualTo("deleting");
        world.settle();
        assertThat(world.servers.fileSystems()).isEmpty();
        refused("FileSystemNotFound", 404, () -> describe(id));
        refused("FileSystemNotFound", 404, () -> delete(id));
    }

    @Test
    void throughputIsChanged() throws Exception {
        String id = available("token");
        FileSystemDescription updated = world.call(
                EfsOperations.UPDATE_FILE_SYSTEM,
                UpdateFileSystemRequest.builder()
                        .fileSystemId(id)
                        .throughputMode("provisioned")
                        .provisionedThroughputInMibps(16.0)
                        .build());
        assertThat(updated.throughputMode()).isEqualTo("provisioned");
        assertThat(updated.provisionedThroughputInMibps()).isEqualTo(16.0);
        assertThat(updated.lifeCycleState()).isEqualTo("updating");
        world.settle();
        assertThat(world.call(
                                EfsOperations.UPDATE_FILE_SYSTEM,
                                UpdateFileSystemRequest.builder()
                                        .fileSystemId(id)
                                        .throughputMode("elastic")
                                        .build())
                        .provisionedThroughputInMibps())
                .isNull();
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
        assertThat(describe(id).name()).isEqualTo("two");

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
        assertThat(describe(id).name()).isNull();

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

    @Test
    void policiesAnswerForAFileSystemWithoutAny() throws Exception {
        String id = available("token");
        refused(
                "PolicyNotFound",
                404,
                () -> world.call(
                        EfsOperations.DESCRIBE_FILE_SYSTEM_POLICY,
                        DescribeFileSystemPolicyRequest.builder()
                                .fileSystemId(id)
                                .build()));
        assertThat(world.call(
                                EfsOperations.DESCRIBE_BACKUP_POLICY,
                                DescribeBackupPolicyRequest.builder()
                                        .fileSystemId(id)
                                        .build())
                        .backupPolicy())
                .extracting(policy -> policy == null ? "none" : policy.status())
                .isEqualTo("DISABLED");
        world.call(
                EfsOperations.PUT_LIFECYCLE_CONFIGURATION,
                PutLifecycleConfigurationRequest.builder()
                        .fileSystemId(id)
                        .lifecyclePolicies(List.of(LifecyclePolicy.builder()
                                .transitionToIA("AFTER_7_DAYS")
                                .build()))
                        .build());
        assertThat(world.call(
                                EfsOperations.DESCRIBE_LIFECYCLE_CONFIGURATION,
                                DescribeLifecycleConfigurationRequest.builder()
                                        .fileSystemId(id)
                                        .build())
                        .lifecyclePolicies())
                .extracting(LifecyclePolicy::transitionToIA)
                .containsExactly("AFTER_7_DAYS");
        refused(
                "BadRequest",
                400,
                () -> world.call(
                        EfsOperations.PUT_LIFECYCLE_CONFIGURATION,
                        PutLifecycleConfigurationRequest.builder()
                                .fileSystemId(id)
                                .lifecyclePolicies(
                                        List.of(LifecyclePolicy.builder().build()))
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

    private String available(String token) throws InterruptedException {
        String id = create(token).fileSystemId();
        world.settle();
        return id;
    }

    private FileSystemDescription describe(String id) {
        return world.call(
                        EfsOperations.DESCRIBE_FILE_SYSTEMS,
                        DescribeFileSystemsRequest.builder().fileSystemId(id).build())
                .fileSystems()
                .getFirst();
    }

    private void delete(String id) {
        world.call(
                EfsOperations.DELETE_FILE_SYSTEM,
                DeleteFileSystemRequest.builder().fileSystemId(id).build());
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
