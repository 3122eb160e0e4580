package io.moorage.awsapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.moorage.awsapi.testing.SdkClients;
import io.moorage.awsapi.testing.TestActions;
import io.moorage.awsapi.testing.TestEndpoint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RunInstancesResponse;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.ClientException;
import software.amazon.awssdk.services.ecs.model.Cluster;
import software.amazon.awssdk.services.ecs.model.EcsException;
import software.amazon.awssdk.services.ecs.model.TaskDefinition;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.efs.model.CreateFileSystemResponse;
import software.amazon.awssdk.services.efs.model.FileSystemAlreadyExistsException;
import software.amazon.awssdk.services.efs.model.FileSystemNotFoundException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.iam.model.CreateRoleResponse;
import software.amazon.awssdk.services.iam.model.EntityAlreadyExistsException;
import software.amazon.awssdk.services.sts.StsClient;

/** The AWS SDK for Java, unmodified, as the judge of every protocol. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("unchecked") // the SDK takes its builders as generic varargs
final class SdkClientsTest {
    private TestEndpoint endpoint;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        endpoint = new TestEndpoint(directory, List.of());
    }

    @AfterAll
    void stop() throws Exception {
        endpoint.close();
    }

    @Test
    void jsonCarriesStructuresListsMapsAndTimes() {
        try (EcsClient ecs = SdkClients.client(EcsClient.builder(), endpoint.uri(), SdkClients.anybody())) {
            TaskDefinition definition = ecs.registerTaskDefinition(
                            request -> request.family("mysql").containerDefinitions(container -> container
                                    .name("db")
                                    .image("mysql")
                                    .essential(true)
                                    .memory(512)
                                    .dockerLabels(Map.of("a", "b"))
                                    .mountPoints(mount -> mount.sourceVolume("efs")
                                            .containerPath("/var/lib/mysql")
                                            .readOnly(false))
                                    .environment(variable ->
                                            variable.name("MYSQL_ROOT_PASSWORD").value("pässword <&>"))))
                    .taskDefinition();

            assertThat(definition.revision()).isEqualTo(7);
            assertThat(definition.registeredAt()).isEqualTo(TestActions.TIME);
            assertThat(definition.containerDefinitions()).singleElement().satisfies(container -> {
                assertThat(container.dockerLabels()).containsEntry("a", "b");
                assertThat(container.environment().getFirst().value()).isEqualTo("pässword <&>");
                assertThat(container.mountPoints().getFirst().readOnly()).isFalse();
                assertThat(container.hasCommand()).isFalse();
            });
        }
    }

    @Test
    void jsonTellsAbsentListsFromEmptyOnes() {
        try (EcsClient ecs = SdkClients.client(EcsClient.builder(), endpoint.uri(), SdkClients.anybody())) {
            Cluster absent =
                    ecs.createCluster(request -> request.clusterName("c")).cluster();
            Cluster empty = ecs.createCluster(
                            request -> request.clusterName("c").tags(List.of()))
                    .cluster();

            assertThat(absent.hasTags()).isFalse();
            assertThat(absent.hasStatistics()).isTrue();
            assertThat(empty.hasTags()).isTrue();
        }
    }

    @Test
    void jsonErrorsAreTheSdksTypedOnes() {
        try (EcsClient ecs = SdkClients.client(EcsClient.builder(), endpoint.uri(), SdkClients.anybody())) {
            ClientException refused = catchThrowableOfType(
                    ClientException.class, () -> ecs.createCluster(request -> request.clusterName("taken")));

            assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo("The cluster is <taken> & \"gone\".");
            assertThat(refused.requestId()).hasSize(36);
        }
    }

    @Test
    void notImplementedIsNamed() {
        try (EcsClient ecs = SdkClients.client(EcsClient.builder(), endpoint.uri(), SdkClients.anybody());
                Ec2Client ec2 = SdkClients.client(Ec2Client.builder(), endpoint.uri(), SdkClients.anybody());
                EfsClient efs = SdkClients.client(EfsClient.builder(), endpoint.uri(), SdkClients.anybody())) {
            assertRefused(
                    catchThrowableOfType(
                            EcsException.class,
                            () -> ecs.executeCommand(
                                    r -> r.command("x").interactive(true).task("t"))),
                    400,
                    "UnsupportedOperationException",
                    "ExecuteCommand");
            assertRefused(
                    catchThrowableOfType(Ec2Exception.class, ec2::describeVolumes),
                    400,
                    "UnsupportedOperation",
                    "DescribeVolumes");
            assertRefused(
                    catchThrowableOfType(AwsServiceException.class, () -> efs.describeAccessPoints(r -> {})),
                    400,
                    "UnsupportedOperationException",
                    "DescribeAccessPoints");
        }
    }

    private static void assertRefused(AwsServiceException refused, int status, String code, String names) {
        assertThat(refused.statusCode()).isEqualTo(status);
        assertThat(refused.awsErrorDetails().errorCode()).isEqualTo(code);
        assertThat(refused.awsErrorDetails().errorMessage()).contains(names);
    }

    @Test
    void defectsStayInside() {
        try (EcsClient ecs = SdkClients.client(EcsClient.builder(), endpoint.uri(), SdkClients.anybody())) {
            EcsException failed = catchThrowableOfType(EcsException.class, ecs::listClusters);

            assertThat(failed.statusCode()).isEqualTo(500);
            assertThat(failed.awsErrorDetails().errorCode()).isEqualTo("ServerException");
            assertThat(failed.getMessage()).doesNotContain("secret");
        }
    }

    @Test
    void restJsonCarriesLabelsQueriesAndBodies() {
        try (EfsClient efs = SdkClients.client(EfsClient.builder(), endpoint.uri(), SdkClients.anybody())) {
            CreateFileSystemResponse made = efs.createFileSystem(request -> request.creationToken("token")
                    .throughputMode("provisioned")
                    .provisionedThroughputInMibps(1.5)
                    .tags(tag -> tag.key("Name").value("efs-docker")));

            assertThat(made.sdkHttpResponse().statusCode()).isEqualTo(201);
            assertThat(made.creationTime()).isEqualTo(TestActions.TIME);
            assertThat(made.sizeInBytes().value()).isEqualTo(6144);
            assertThat(made.provisionedThroughputInMibps()).isEqualTo(1.5);
            assertThat(made.tags().getFirst().value()).isEqualTo("efs-docker");
            assertThat(efs.describeFileSystems(
                                    request -> request.marker("a b+c/d").maxItems(3))
                            .nextMarker())
                    .isEqualTo("a b+c/d/3");
            String arn = "arn:aws:elasticfilesystem:us-east-1:123456789012:file-system/fs-0123456789abcdef0";
            assertThat(efs.untagResource(request -> request.resourceId(arn).tagKeys("a", "b c"))
                            .sdkHttpResponse()
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void restJsonErrorsAreTheSdksTypedOnes() {
        try (EfsClient efs = SdkClients.client(EfsClient.builder(), endpoint.uri(), SdkClients.anybody())) {
            FileSystemAlreadyExistsException taken = catchThrowableOfType(
                    FileSystemAlreadyExistsException.class,
                    () -> efs.createFileSystem(request -> request.creationToken("taken")));
            FileSystemNotFoundException unknown = catchThrowableOfType(
                    FileSystemNotFoundException.class,
                    () -> efs.deleteFileSystem(request -> request.fileSystemId("fs-00000000")));

            assertThat(taken.fileSystemId()).isEqualTo("fs-0123456789abcdef0");
            assertThat(taken.errorCode()).isEqualTo("FileSystemAlreadyExists");
            assertThat(taken.statusCode()).isEqualTo(409);
            assertThat(unknown.statusCode()).isEqualTo(404);
            assertThat(unknown.awsErrorDetails().errorMessage()).isEqualTo("File system 'fs-00000000' does not exist.");
        }
    }

    @Test
    void ec2QueryCarriesNestedLists() {
        try (Ec2Client ec2 = SdkClients.client(Ec2Client.builder(), endpoint.uri(), SdkClients.anybody())) {
            RunInstancesResponse run = ec2.runInstances(request -> request.imageId("ami-1")
                    .instanceType(InstanceType.T3_MICRO)
                    .minCount(1)
                    .maxCount(1)
                    .ebsOptimized(false)
                    .tagSpecifications(specification -> specification
                            .resourceType(ResourceType.INSTANCE)
                            .tags(tag -> tag.key("Name").value("a & b"))));

            assertThat(run.instances()).singleElement().satisfies(instance -> {
                assertThat(instance.state().name()).isEqualTo(InstanceStateName.PENDING);
                assertThat(instance.launchTime()).isEqualTo(TestActions.TIME);
                assertThat(instance.instanceType()).isEqualTo(InstanceType.T3_MICRO);
                assertThat(instance.ebsOptimized()).isFalse();
                assertThat(instance.tags().getFirst().value()).isEqualTo("a & b");
            });
            assertThat(ec2.describeInstances(request -> request.filters(
                                    filter -> filter.name("vpc-id").values("v1", "v2")))
                            .nextToken())
                    .isEqualTo("[Filter[name=vpc-id, values=[v1, v2]]]");
            assertThat(ec2.createTags(request -> request.resources("i-1")
                                    .tags(tag -> tag.key("k").value("")))
                            .sdkHttpResponse()
                            .isSuccessful())
                    .isTrue();
        }
    }

    @Test
    void ec2ErrorsAndDryRuns() {
        try (Ec2Client ec2 = SdkClients.client(Ec2Client.builder(), endpoint.uri(), SdkClients.anybody())) {
            Ec2Exception unknown = catchThrowableOfType(
                    Ec2Exception.class, () -> ec2.describeInstances(request -> request.instanceIds("i-7")));
            Ec2Exception dry = catchThrowableOfType(
                    Ec2Exception.class, () -> ec2.describeInstances(request -> request.dryRun(true)));

            assertRefused(unknown, 400, "InvalidInstanceID.NotFound", "The instance ID 'i-7' does not exist");
            assertThat(unknown.requestId()).hasSize(36);
            assertRefused(dry, 412, "DryRunOperation", "Request would have succeeded, but DryRun flag is set.");
        }
    }

    @Test
    void queryCarriesListsTimesAndResults() {
        try (IamClient iam = SdkClients.client(IamClient.builder(), endpoint.uri(), SdkClients.anybody())) {
            CreateRoleResponse made = iam.createRole(request -> request.roleName("r")
                    .assumeRolePolicyDocument("{\"Version\":\"2012-10-17\"}")
                    .tags(tag -> tag.key("k").value("v")));

            assertThat(made.role().createDate()).isEqualTo(TestActions.TIME);
            assertThat(made.role().assumeRolePolicyDocument()).isEqualTo("{\"Version\":\"2012-10-17\"}");
            assertThat(made.role().tags().getFirst().value()).isEqualTo("v");
            assertThat(iam.listRoles().roles()).isEmpty();
            assertThat(iam.listRoles().isTruncated()).isFalse();
            assertThat(iam.attachRolePolicy(request -> request.roleName("r")
                                    .policyArn("arn:aws:iam::aws:policy/AmazonElasticFileSystemReadOnly"))
                            .responseMetadata()
                            .requestId())
                    .hasSize(36);
            EntityAlreadyExistsException taken = catchThrowableOfType(
                    EntityAlreadyExistsException.class,
                    () -> iam.createRole(request -> request.roleName("taken").assumeRolePolicyDocument("{}")));
            assertThat(taken.statusCode()).isEqualTo(409);
        }
    }

    @Test
    void anUnknownKeyIsRootOnATrustingListener() {
        try (StsClient sts = SdkClients.client(StsClient.builder(), endpoint.uri(), SdkClients.anybody())) {
            assertThat(sts.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::123456789012:root");
        }
    }
}
