package io.moorage.awsapi.testing;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.AwsException;
import io.moorage.awsmodels.Empty;
import io.moorage.awsmodels.ec2.DescribeInstancesRequest;
import io.moorage.awsmodels.ec2.DescribeInstancesResult;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.Instance;
import io.moorage.awsmodels.ec2.InstanceState;
import io.moorage.awsmodels.ec2.Reservation;
import io.moorage.awsmodels.ec2.RunInstancesRequest;
import io.moorage.awsmodels.ecs.Cluster;
import io.moorage.awsmodels.ecs.CreateClusterRequest;
import io.moorage.awsmodels.ecs.CreateClusterResponse;
import io.moorage.awsmodels.ecs.EcsOperations;
import io.moorage.awsmodels.ecs.RegisterTaskDefinitionRequest;
import io.moorage.awsmodels.ecs.RegisterTaskDefinitionResponse;
import io.moorage.awsmodels.ecs.TaskDefinition;
import io.moorage.awsmodels.efs.CreateFileSystemRequest;
import io.moorage.awsmodels.efs.DescribeFileSystemsResponse;
import io.moorage.awsmodels.efs.EfsOperations;
import io.moorage.awsmodels.efs.FileSystemDescription;
import io.moorage.awsmodels.efs.FileSystemSize;
import io.moorage.awsmodels.iam.CreateRoleRequest;
import io.moorage.awsmodels.iam.CreateRoleResponse;
import io.moorage.awsmodels.iam.IamOperations;
import io.moorage.awsmodels.iam.ListRolesResponse;
import io.moorage.awsmodels.iam.Role;
import io.moorage.awsmodels.sts.GetCallerIdentityResponse;
import io.moorage.awsmodels.sts.StsOperations;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Actions that say back what they were told. */
public final class TestActions {
    public static final Instant TIME = Instant.parse("2026-11-22T18:00:00.250Z");

    private TestActions() {}

    public static List<Action<?, ?>> all() {
        return List.of(
                TestAction.of(EcsOperations.CREATE_CLUSTER, (input, context) -> createCluster(input)),
                TestAction.of(EcsOperations.REGISTER_TASK_DEFINITION, (input, context) -> taskDefinition(input)),
                TestAction.of(EcsOperations.LIST_CLUSTERS, (input, context) -> {
                    throw new IllegalStateException("a defect, with a secret in it");
                }),
                TestAction.of(EfsOperations.CREATE_FILE_SYSTEM, (input, context) -> createFileSystem(input)),
                TestAction.of(
                        EfsOperations.DESCRIBE_FILE_SYSTEMS, (input, context) -> DescribeFileSystemsResponse.builder()
                                .fileSystems(List.of())
                                .nextMarker(input.marker() + "/" + input.maxItems())
                                .build()),
                TestAction.of(EfsOperations.DELETE_FILE_SYSTEM, (input, context) -> {
                    throw new AwsException(
                            EfsOperations.ERROR_FILE_SYSTEM_NOT_FOUND,
                            "File system '" + input.fileSystemId() + "' does not exist.");
                }),
                TestAction.of(EfsOperations.UNTAG_RESOURCE, (input, context) -> {
                    if (!input.tagKeys().equals(List.of("a", "b c"))) {
                        throw new AwsException(EfsOperations.ERROR_BAD_REQUEST, input.toString());
                    }
                    return Empty.VALUE;
                }),
                TestAction.of(Ec2Operations.RUN_INSTANCES, (input, context) -> runInstances(input)),
                TestAction.of(Ec2Operations.DESCRIBE_INSTANCES, (input, context) -> describeInstances(input)),
                TestAction.of(Ec2Operations.CREATE_TAGS, (input, context) -> Empty.VALUE),
                TestAction.of(IamOperations.CREATE_ROLE, (input, context) -> createRole(input)),
                TestAction.of(IamOperations.LIST_ROLES, (input, context) -> ListRolesResponse.builder()
                        .roles(List.of())
                        .isTruncated(false)
                        .build()),
                new OwnStackAction(),
                TestAction.of(IamOperations.ATTACH_ROLE_POLICY, (input, context) -> Empty.VALUE),
                new TestAction<>(
                        StsOperations.GET_CALLER_IDENTITY,
                        (input, context) -> GetCallerIdentityResponse.builder()
                                .account(context.principal().accountId())
                                .arn(context.principal().arn())
                                .userId(context.principal().userId())
                                .build(),
                        false));
    }

    private static CreateClusterResponse createCluster(CreateClusterRequest input) {
        if ("taken".equals(input.clusterName())) {
            throw new AwsException("ClientException", 400, "The cluster is <taken> & \"gone\".");
        }
        return CreateClusterResponse.builder()
                .cluster(Cluster.builder()
                        .clusterName(input.clusterName())
                        .tags(input.tags())
                        .statistics(List.of())
                        .build())
                .build();
    }

    private static RegisterTaskDefinitionResponse taskDefinition(RegisterTaskDefinitionRequest input) {
        return RegisterTaskDefinitionResponse.builder()
                .taskDefinition(TaskDefinition.builder()
                        .family(input.family())
                        .containerDefinitions(input.containerDefinitions())
                        .volumes(input.volumes())
                        .revision(7)
                        .registeredAt(TIME)
                        .build())
                .build();
    }

    private static FileSystemDescription createFileSystem(CreateFileSystemRequest input) {
        if (input.creationToken().equals("taken")) {
            throw new AwsException(
                    EfsOperations.ERROR_FILE_SYSTEM_ALREADY_EXISTS,
                    "File system 'fs-0123456789abcdef0' already exists with creation token 'taken'",
                    Map.of("FileSystemId", "fs-0123456789abcdef0"));
        }
        return FileSystemDescription.builder()
                .ownerId("123456789012")
                .creationToken(input.creationToken())
                .fileSystemId("fs-0123456789abcdef0")
                .creationTime(TIME)
                .lifeCycleState("creating")
                .numberOfMountTargets(0)
                .performanceMode("generalPurpose")
                .provisionedThroughputInMibps(input.provisionedThroughputInMibps())
                .sizeInBytes(FileSystemSize.builder().value(6144L).build())
                .tags(input.tags())
                .build();
    }

    private static Reservation runInstances(RunInstancesRequest input) {
        Instance instance = Instance.builder()
                .instanceId("i-0123456789abcdef0")
                .imageId(input.imageId())
                .instanceType(input.instanceType())
                .launchTime(TIME)
                .state(InstanceState.builder().code(0).name("pending").build())
                .tags(
                        input.tagSpecifications().isEmpty()
                                ? List.of()
                                : input.tagSpecifications().getFirst().tags())
                .subnetId(input.subnetId())
                .ebsOptimized(input.ebsOptimized())
                .build();
        return Reservation.builder()
                .reservationId("r-0123456789abcdef0")
                .instances(List.of(instance))
                .build();
    }

    private static DescribeInstancesResult describeInstances(DescribeInstancesRequest input) {
        if (!input.instanceIds().isEmpty()) {
            String id = input.instanceIds().getFirst();
            throw new AwsException("InvalidInstanceID.NotFound", 400, "The instance ID '" + id + "' does not exist");
        }
        return DescribeInstancesResult.builder()
                .nextToken(input.filters().toString())
                .reservations(List.of())
                .build();
    }

    private static CreateRoleResponse createRole(CreateRoleRequest input) {
        if (input.roleName().equals("taken")) {
            throw new AwsException(
                    IamOperations.ERROR_ENTITY_ALREADY_EXISTS_EXCEPTION, "Role with name taken already exists.");
        }
        return CreateRoleResponse.builder()
                .role(Role.builder()
                        .path("/")
                        .roleName(input.roleName())
                        .roleId("AROAEXAMPLE")
                        .arn("arn:aws:iam::123456789012:role/" + input.roleName())
                        .createDate(TIME)
                        .assumeRolePolicyDocument(input.assumeRolePolicyDocument())
                        .tags(input.tags())
                        .build())
                .build();
    }
}
