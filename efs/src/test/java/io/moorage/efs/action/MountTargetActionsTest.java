package io.moorage.efs.action;

import static io.moorage.efs.action.FileSystemActionsTest.refused;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsmodels.efs.CreateFileSystemRequest;
import io.moorage.awsmodels.efs.CreateMountTargetRequest;
import io.moorage.awsmodels.efs.DeleteMountTargetRequest;
import io.moorage.awsmodels.efs.DescribeMountTargetSecurityGroupsRequest;
import io.moorage.awsmodels.efs.DescribeMountTargetsRequest;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.awsmodels.efs.ModifyMountTargetSecurityGroupsRequest;
import io.moorage.awsmodels.efs.MountTargetDescription;
import io.moorage.efs.EfsWorld;
import io.moorage.efs.FileServers.Export;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.store.Ec2Tables;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Mount targets, as the EFS API reference has them (API_CreateMountTarget and those after it). */
final class MountTargetActionsTest {
    private final EfsWorld world = new EfsWorld();
    private String fileSystem = "";

    @BeforeEach
    void makeAFileSystem() throws InterruptedException {
        fileSystem = createFileSystem("token", null);
        world.settle();
    }

    @Test
    void aMountTargetGetsAnAddressAndBecomesAvailableWhenItAnswers() throws Exception {
        MountTargetDescription created = create("subnet-00000000a");
        assertThat(created.lifeCycleState()).isEqualTo("creating");
        assertThat(created.mountTargetId()).matches("fsmt-[0-9a-f]{17}");
        assertThat(created.vpcId()).isEqualTo("vpc-1");
        assertThat(created.availabilityZoneName()).isEqualTo("us-east-1a");
        assertThat(created.ipAddress()).isEqualTo("10.0.1.4");

        world.servers.setAnswering(created.mountTargetId(), false);
        world.settle();
        assertThat(describe(created.mountTargetId()).lifeCycleState()).isEqualTo("creating");
        assertThat(world.mountTargets.waitingFor())
                .containsExactly("mount target " + created.mountTargetId() + " to answer");

        world.servers.setAnswering(created.mountTargetId(), true);
        world.settle();
        assertThat(describe(created.mountTargetId()).lifeCycleState()).isEqualTo("available");
        assertThat(world.servers.exports())
                .containsExactly(new Export(created.mountTargetId(), fileSystem, "vpc-1", "10.0.1.4"));
        assertThat(world.mountTargets.waitingFor()).isEmpty();
    }

    @Test
    void itsNetworkInterfaceIsEc2sToShow() {
        MountTargetDescription created = create("subnet-00000000a");
        NetworkInterface card = world.store
                .view()
                .find(Ec2Tables.INTERFACES, requireNonNull(created.networkInterfaceId()))
                .orElseThrow();
        assertThat(card.privateAddress()).isEqualTo(created.ipAddress());
        assertThat(card.requesterManaged()).isTrue();
        assertThat(card.securityGroups()).as("the VPC's default group").containsExactly("sg-00000000default1");
        assertThat(card.owner().description())
                .isEqualTo("EFS mount target for %s (%s)".formatted(fileSystem, created.mountTargetId()));
    }

    @Test
    void oneInEachZoneAndAllInOneVpc() {
        create("subnet-00000000a");
        refused("MountTargetConflict", 409, () -> create("subnet-00000000a"));
        refused("MountTargetConflict", 409, () -> create("subnet-00000000a2"));
        refused("MountTargetConflict", 409, () -> create("subnet-00000000other"));
        create("subnet-00000000b");
        create("subnet-00000000small");
        assertThat(describeAll()).hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "fs-00000000000000000,subnet-00000000a,,,FileSystemNotFound,404",
        ",subnet-00000000,,,SubnetNotFound,400",
        ",subnet-00000000a,10.0.9.9,,BadRequest,400",
        ",subnet-00000000a,10.0.1.3,,BadRequest,400",
        ",subnet-00000000a,10.0.1.255,,BadRequest,400",
        ",subnet-00000000a,not an address,,BadRequest,400",
        ",subnet-00000000a,,sg-00000000,SecurityGroupNotFound,400",
        ",subnet-00000000a,,sg-00000000default2,SecurityGroupNotFound,400",
        ",subnet-00000000a,,sg-000000001 sg-000000002 sg-000000003 sg-000000004 sg-000000005 sg-000000006,SecurityGroupLimitExceeded,400",
    })
    void badRequestsAreRefused(
            @Nullable String id,
            String subnet,
            @Nullable String address,
            @Nullable String groups,
            String code,
            int status) {
        long before = world.store.view().revision();
        refused(
                code,
                status,
                () -> world.call(
                        EfsOperations.CREATE_MOUNT_TARGET,
                        CreateMountTargetRequest.builder()
                                .fileSystemId(id == null ? fileSystem : id)
                                .subnetId(subnet)
                                .ipAddress(address)
                                .securityGroups(groups == null ? null : List.of(groups.split(" ")))
                                .build()));
        assertThat(world.store.view().revision()).as("nothing half made").isEqualTo(before);
    }

    @Test
    void anAddressGivenIsTakenOnce() throws Exception {
        assertThat(createAt("subnet-00000000a", "10.0.1.77", fileSystem).ipAddress())
                .isEqualTo("10.0.1.77");
        String second = createFileSystem("second", null);
        world.settle();
        refused("IpAddressInUse", 409, () -> createAt("subnet-00000000a", "10.0.1.77", second));
    }

    @Test
    void aFullSubnetHasNoAddress() throws Exception {
        for (int i = 0; i < 11; i++) {
            String id = createFileSystem("full" + i, null);
            world.settle();
            createAt("subnet-00000000small", null, id);
        }
        refused("NoFreeAddressesInSubnet", 409, () -> create("subnet-00000000small"));
    }

    @Test
    void aFileSystemStillInCreationHasNoMountTarget() {
        String young = createFileSystem("young", null);
        refused("IncorrectFileSystemLifeCycleState", 409, () -> createAt("subnet-00000000a", null, young));
    }

    @Test
    void aOneZoneFileSystemIsMountedInItsZoneOnly() throws Exception {
        String oneZone = createFileSystem("oz", "us-east-1b");
        world.settle();
        refused("AvailabilityZonesMismatch", 400, () -> createAt("subnet-00000000a", null, oneZone));
        assertThat(createAt("subnet-00000000b", null, oneZone).availabilityZoneName())
                .isEqualTo("us-east-1b");
    }

    @Test
    void securityGroupsAreShownAndReplaced() {
        String id = create("subnet-00000000a").mountTargetId();
        modify(id, List.of("sg-000000001", "sg-000000002"));
        assertThat(groups(id)).containsExactly("sg-000000001", "sg-000000002");
        refused("SecurityGroupNotFound", 400, () -> modify(id, List.of("sg-00000000default2")));
        refused(
                "SecurityGroupLimitExceeded",
                400,
                () -> modify(
                        id,
                        List.of(
                                "sg-000000001",
                                "sg-000000002",
                                "sg-000000003",
                                "sg-000000004",
                                "sg-000000005",
                                "sg-000000006")));
        refused("MountTargetNotFound", 404, () -> groups("fsmt-00000000000000000"));
    }

    @Test
    void aDeletedMountTargetIsServedNoMoreAndFreesItsAddress() throws Exception {
        MountTargetDescription created = create("subnet-00000000a");
        world.settle();
        delete(created.mountTargetId());
        assertThat(describe(created.mountTargetId()).lifeCycleState()).isEqualTo("deleting");
        refused("IncorrectMountTargetState", 409, () -> groups(created.mountTargetId()));

        world.servers.setReachable(false);
        world.settle();
        assertThat(describe(created.mountTargetId()).lifeCycleState())
                .as("not gone before a file server said so")
                .isEqualTo("deleting");
        world.servers.setReachable(true);
        world.settle();
        assertThat(world.servers.exports()).isEmpty();
        assertThat(world.store.view().find(Ec2Tables.INTERFACES, requireNonNull(created.networkInterfaceId())))
                .isEmpty();
        refused("MountTargetNotFound", 404, () -> describe(created.mountTargetId()));
        refused("MountTargetNotFound", 404, () -> delete(created.mountTargetId()));
    }

    @Test
    void describeAsksForExactlyOneThing() {
        refused(
                "BadRequest",
                400,
                () -> world.call(
                        EfsOperations.DESCRIBE_MOUNT_TARGETS,
                        DescribeMountTargetsRequest.builder().build()));
        refused(
                "BadRequest",
                400,
                () -> world.call(
                        EfsOperations.DESCRIBE_MOUNT_TARGETS,
                        DescribeMountTargetsRequest.builder()
                                .fileSystemId(fileSystem)
                                .mountTargetId("fsmt-1")
                                .build()));
        refused(
                "AccessPointNotFound",
                404,
                () -> world.call(
                        EfsOperations.DESCRIBE_MOUNT_TARGETS,
                        DescribeMountTargetsRequest.builder()
                                .accessPointId("fsap-1")
                                .build()));
        refused(
                "FileSystemNotFound",
                404,
                () -> world.call(
                        EfsOperations.DESCRIBE_MOUNT_TARGETS,
                        DescribeMountTargetsRequest.builder()
                                .fileSystemId("fs-00000000000000000")
                                .build()));
    }

    private String createFileSystem(String token, @Nullable String zone) {
        return world.call(
                        EfsOperations.CREATE_FILE_SYSTEM,
                        CreateFileSystemRequest.builder()
                                .creationToken(token)
                                .availabilityZoneName(zone)
                                .build())
                .fileSystemId();
    }

    private MountTargetDescription create(String subnet) {
        return createAt(subnet, null, fileSystem);
    }

    private MountTargetDescription createAt(String subnet, @Nullable String address, String id) {
        return world.call(
                EfsOperations.CREATE_MOUNT_TARGET,
                CreateMountTargetRequest.builder()
                        .fileSystemId(id)
                        .subnetId(subnet)
                        .ipAddress(address)
                        .build());
    }

    private MountTargetDescription describe(String id) {
        return world.call(
                        EfsOperations.DESCRIBE_MOUNT_TARGETS,
                        DescribeMountTargetsRequest.builder().mountTargetId(id).build())
                .mountTargets()
                .getFirst();
    }

    private List<MountTargetDescription> describeAll() {
        return world.call(
                        EfsOperations.DESCRIBE_MOUNT_TARGETS,
                        DescribeMountTargetsRequest.builder()
                                .fileSystemId(fileSystem)
                                .build())
                .mountTargets();
    }

    private void delete(String id) {
        world.call(
                EfsOperations.DELETE_MOUNT_TARGET,
                DeleteMountTargetRequest.builder().mountTargetId(id).build());
    }

    private void modify(String id, List<String> groups) {
        world.call(
                EfsOperations.MODIFY_MOUNT_TARGET_SECURITY_GROUPS,
                ModifyMountTargetSecurityGroupsRequest.builder()
                        .mountTargetId(id)
                        .securityGroups(groups)
                        .build());
    }

    private List<String> groups(String id) {
        return world.call(
                        EfsOperations.DESCRIBE_MOUNT_TARGET_SECURITY_GROUPS,
                        DescribeMountTargetSecurityGroupsRequest.builder()
                                .mountTargetId(id)
                                .build())
                .securityGroups();
    }
}
