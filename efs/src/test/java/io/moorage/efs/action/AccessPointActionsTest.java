package io.moorage.efs.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.efs.AccessPointDescription;
import io.moorage.awsmodels.efs.CreateAccessPointRequest;
import io.moorage.awsmodels.efs.CreateMountTargetRequest;
import io.moorage.awsmodels.efs.CreationInfo;
import io.moorage.awsmodels.efs.DeleteAccessPointRequest;
import io.moorage.awsmodels.efs.DescribeAccessPointsRequest;
import io.moorage.awsmodels.efs.DescribeAccessPointsResponse;
import io.moorage.awsmodels.efs.DescribeMountTargetsRequest;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.awsmodels.efs.ListTagsForResourceRequest;
import io.moorage.awsmodels.efs.PosixUser;
import io.moorage.awsmodels.efs.RootDirectory;
import io.moorage.awsmodels.efs.Tag;
import io.moorage.awsmodels.efs.TagResourceRequest;
import io.moorage.awsmodels.efs.UntagResourceRequest;
import io.moorage.efs.EfsWorld;
import io.moorage.efs.FileServers.AccessPointTerms;
import io.moorage.efs.FileServers.Terms;
import io.moorage.model.efs.AccessPoint;
import io.moorage.model.efs.LifeCycleState;
import io.moorage.store.EfsTables;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Access points, as the EFS API reference and the user guide's "Working with access points" have them. */
final class AccessPointActionsTest {
    private final EfsWorld world = new EfsWorld();

    /** API_CreateAccessPoint, and the file servers know it before it is available. */
    @Test
    void anAccessPointIsAvailableOnceTheFileServersKnowIt() throws Exception {
        String fileSystem = world.fileSystem("t");
        AccessPointDescription created = world.call(
                EfsOperations.CREATE_ACCESS_POINT,
                CreateAccessPointRequest.builder()
                        .clientToken("token")
                        .fileSystemId(fileSystem)
                        .posixUser(PosixUser.builder()
                                .uid(1000L)
                                .gid(4294967295L)
                                .secondaryGids(List.of(5L, 6L))
                                .build())
                        .rootDirectory(RootDirectory.builder()
                                .path("/apps/one")
                                .creationInfo(CreationInfo.builder()
                                        .ownerUid(1000L)
                                        .ownerGid(1001L)
                                        .permissions("0755")
                                        .build())
                                .build())
                        .tags(List.of(tag("Name", "one")))
                        .build());
        assertThat(created.accessPointId()).matches("fsap-[0-9a-f]{17}");
        assertThat(created.accessPointArn())
                .isEqualTo("arn:aws:elasticfilesystem:us-east-1:123456789012:access-point/" + created.accessPointId());
        assertThat(created.lifeCycleState()).isEqualTo("creating");
        assertThat(created.name()).isEqualTo("one");
        assertThat(created.ownerId()).isEqualTo(EfsWorld.ACCOUNT);

        world.servers.setReachable(false);
        world.settle();
        assertThat(described(id(created)).lifeCycleState()).isEqualTo("creating");
        world.servers.setReachable(true);
        world.settle();

        AccessPointDescription available = described(id(created));
        assertThat(available.lifeCycleState()).isEqualTo("available");
        assertThat(available.posixUser()).isEqualTo(created.posixUser());
        assertThat(available.rootDirectory()).isEqualTo(created.rootDirectory());
        assertThat(told(fileSystem))
                .containsExactly(new AccessPointTerms(
                        id(available),
                        EfsWorld.CONFIG.arns().accessPoint(id(available)),
                        Optional.of(new AccessPoint.PosixUser(1000, 4294967295L, List.of(5L, 6L))),
                        new AccessPoint.RootDirectory(
                                "/apps/one", Optional.of(new AccessPoint.CreationInfo(1000, 1001, "0755")))));
    }

    /** Without a user clients stay who they are; without a root directory they see the whole file system. */
    @Test
    void anAccessPointMayEnforceNothing() throws Exception {
        String fileSystem = world.fileSystem("t");
        String id = made("token", fileSystem);
        world.settle();
        assertThat(described(id).posixUser()).isNull();
        assertThat(described(id).rootDirectory())
                .isEqualTo(RootDirectory.builder().path("/").build());
        assertThat(told(fileSystem)).singleElement().satisfies(point -> assertThat(point.rootDirectory())
                .isEqualTo(AccessPoint.RootDirectory.WHOLE));
    }

    /** API_CreateAccessPoint: AccessPointAlreadyExists, 409, carries the id. */
    @Test
    void aClientTokenMakesOneAccessPoint() throws Exception {
        String fileSystem = world.fileSystem("t");
        String id = made("token", fileSystem);
        assertThatThrownBy(() -> create("token", fileSystem)).isInstanceOfSatisfying(AwsException.class, refusal -> {
            assertThat(refusal.code()).isEqualTo("AccessPointAlreadyExists");
            assertThat(refusal.httpStatus()).isEqualTo(409);
            assertThat(refusal.members()).containsEntry("AccessPointId", id);
        });
    }

    @Test
    void whatCannotBeIsRefused() throws Exception {
        String fileSystem = world.fileSystem("t");
        world.refused("FileSystemNotFound", 404, "fs-00000000", () -> create("token", "fs-00000000"));
        world.refused(
                "BadRequest",
                400,
                "NUL",
                () -> world.call(
                        EfsOperations.CREATE_ACCESS_POINT,
                        CreateAccessPointRequest.builder()
                                .clientToken("token")
                                .fileSystemId(fileSystem)
                                .rootDirectory(
                                        RootDirectory.builder().path("/a\0b").build())
                                .build()));
        world.deleteFileSystem(fileSystem);
        world.refused("IncorrectFileSystemLifeCycleState", 409, "deleting", () -> create("token", fileSystem));
        world.refused("AccessPointNotFound", 404, "fsap-00000000", () -> described("fsap-00000000"));
        world.refused("AccessPointNotFound", 404, "fsap-00000000", () -> delete("fsap-00000000"));
    }

    /** EFS user guide, quotas: 10,000 access points for a file system. */
    @Test
    void aFileSystemHasTenThousandAccessPoints() throws Exception {
        String fileSystem = world.fileSystem("t");
        world.store.transact(tx -> {
            for (int i = 0; i < 10_000; i++) {
                tx.insert(
                        EfsTables.ACCESS_POINTS,
                        new AccessPoint(
                                "fsap-%017x".formatted(i),
                                "token" + i,
                                fileSystem,
                                LifeCycleState.AVAILABLE,
                                Optional.empty(),
                                AccessPoint.RootDirectory.WHOLE,
                                Map.of()));
            }
            return tx;
        });
        world.refused("AccessPointLimitExceeded", 403, "10000", () -> create("one too many", fileSystem));
        assertThat(create("elsewhere", world.fileSystem("other")).lifeCycleState())
                .isEqualTo("creating");
    }

    /** API_DescribeAccessPoints: an AccessPointId or a FileSystemId, but not both; NextToken pages. */
    @Test
    void describePagesThroughAll() throws Exception {
        String one = world.fileSystem("one");
        String other = world.fileSystem("other");
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(made("token" + i, one));
        }
        String elsewhere = made("elsewhere", other);
        List<String> seen = new ArrayList<>();
        @Nullable String token = null;
        do {
            DescribeAccessPointsResponse page = world.call(
                    EfsOperations.DESCRIBE_ACCESS_POINTS,
                    DescribeAccessPointsRequest.builder()
                            .fileSystemId(one)
                            .maxResults(2)
                            .nextToken(token)
                            .build());
            assertThat(page.accessPoints()).hasSizeBetween(1, 2);
            page.accessPoints().forEach(point -> seen.add(point.accessPointId()));
            token = page.nextToken();
        } while (token != null);
        assertThat(seen).containsExactlyInAnyOrderElementsOf(made);

        made.add(elsewhere);
        assertThat(describe(null, null))
                .extracting(AccessPointDescription::accessPointId)
                .containsExactlyInAnyOrderElementsOf(made);
        assertThat(described("arn:aws:elasticfilesystem:us-east-1:123456789012:access-point/" + elsewhere)
                        .fileSystemId())
                .isEqualTo(other);
        world.refused("BadRequest", 400, "not both", () -> describe(elsewhere, other));
        world.refused("FileSystemNotFound", 404, "fs-00000000", () -> describe(null, "fs-00000000"));
    }

    @Test
    void aDeletedAccessPointGoesOnceTheFileServersForgotIt() throws Exception {
        String fileSystem = world.fileSystem("t");
        String id = made("token", fileSystem);
        world.settle();
        delete(id);
        assertThat(described(id).lifeCycleState()).isEqualTo("deleting");
        world.servers.setReachable(false);
        world.settle();
        assertThat(described(id).lifeCycleState()).isEqualTo("deleting");
        world.servers.setReachable(true);
        world.settle();
        assertThat(told(fileSystem)).isEmpty();
        world.refused("AccessPointNotFound", 404, id, () -> described(id));
        assertThat(made("token", fileSystem)).as("the token is free").isNotEqualTo(id);
    }

    /** Deleting a file system takes its access points along. */
    @Test
    void accessPointsGoWithTheirFileSystem() throws Exception {
        String fileSystem = world.fileSystem("t");
        String id = made("token", fileSystem);
        world.settle();
        world.deleteFileSystem(fileSystem);
        assertThat(described(id).lifeCycleState()).isEqualTo("deleting");
        world.settle();
        assertThat(describe(null, null)).isEmpty();
        assertThat(world.store.view().all(EfsTables.ACCESS_POINTS)).isEmpty();
    }

    /** API_DescribeMountTargets, AccessPointId: the mount targets of its file system. */
    @Test
    void mountTargetsAreFoundByAccessPoint() throws Exception {
        String fileSystem = world.fileSystem("t");
        String id = made("token", fileSystem);
        String target = world.call(
                        EfsOperations.CREATE_MOUNT_TARGET,
                        CreateMountTargetRequest.builder()
                                .fileSystemId(fileSystem)
                                .subnetId("subnet-00000000a")
                                .build())
                .mountTargetId();
        assertThat(world.call(
                                EfsOperations.DESCRIBE_MOUNT_TARGETS,
                                DescribeMountTargetsRequest.builder()
                                        .accessPointId(id)
                                        .build())
                        .mountTargets())
                .singleElement()
                .satisfies(each -> assertThat(each.mountTargetId()).isEqualTo(target));
    }

    /** API_TagResource: "access point or file system". */
    @Test
    void accessPointsCarryTags() throws Exception {
        String id = made("token", world.fileSystem("t"));
        world.call(
                EfsOperations.TAG_RESOURCE,
                TagResourceRequest.builder()
                        .resourceId(id)
                        .tags(List.of(tag("Name", "one"), tag("b", "2")))
                        .build());
        assertThat(described(id).name()).isEqualTo("one");
        world.call(
                EfsOperations.UNTAG_RESOURCE,
                UntagResourceRequest.builder()
                        .resourceId("arn:aws:elasticfilesystem:us-east-1:123456789012:access-point/" + id)
                        .tagKeys(List.of("Name"))
                        .build());
        assertThat(world.call(
                                EfsOperations.LIST_TAGS_FOR_RESOURCE,
                                ListTagsForResourceRequest.builder()
                                        .resourceId(id)
                                        .build())
                        .tags())
                .containsExactly(tag("b", "2"));
    }

    private AccessPointDescription create(String token, String fileSystem) {
        return world.call(
                EfsOperations.CREATE_ACCESS_POINT,
                CreateAccessPointRequest.builder()
                        .clientToken(token)
                        .fileSystemId(fileSystem)
                        .build());
    }

    private String made(String token, String fileSystem) {
        return id(create(token, fileSystem));
    }

    private static String id(AccessPointDescription point) {
        return Objects.requireNonNull(point.accessPointId());
    }

    private void delete(String id) {
        world.call(
                EfsOperations.DELETE_ACCESS_POINT,
                DeleteAccessPointRequest.builder().accessPointId(id).build());
    }

    private AccessPointDescription described(String id) {
        return describe(id, null).getFirst();
    }

    private List<AccessPointDescription> describe(@Nullable String id, @Nullable String fileSystem) {
        return world.call(
                        EfsOperations.DESCRIBE_ACCESS_POINTS,
                        DescribeAccessPointsRequest.builder()
                                .accessPointId(id)
                                .fileSystemId(fileSystem)
                                .build())
                .accessPoints();
    }

    private List<AccessPointTerms> told(String fileSystem) {
        return world.servers.terms(fileSystem).map(Terms::accessPoints).orElse(List.of());
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
