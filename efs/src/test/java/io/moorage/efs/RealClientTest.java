package io.moorage.efs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.awsapi.Authorizer;
import io.moorage.awsapi.auth.Authenticator;
import io.moorage.awsapi.dispatch.Dispatcher;
import io.moorage.awsapi.endpoint.AwsEndpoint;
import io.moorage.awsapi.tls.PrivateCa;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.efs.model.AccessPointAlreadyExistsException;
import software.amazon.awssdk.services.efs.model.AccessPointNotFoundException;
import software.amazon.awssdk.services.efs.model.DestinationToCreate;
import software.amazon.awssdk.services.efs.model.FileSystemAlreadyExistsException;
import software.amazon.awssdk.services.efs.model.FileSystemInUseException;
import software.amazon.awssdk.services.efs.model.FileSystemNotFoundException;
import software.amazon.awssdk.services.efs.model.InvalidPolicyException;
import software.amazon.awssdk.services.efs.model.LifeCycleState;
import software.amazon.awssdk.services.efs.model.LifecyclePolicy;
import software.amazon.awssdk.services.efs.model.MountTargetConflictException;
import software.amazon.awssdk.services.efs.model.PolicyNotFoundException;
import software.amazon.awssdk.services.efs.model.ReplicationNotFoundException;
import software.amazon.awssdk.services.efs.model.ReplicationStatus;
import software.amazon.awssdk.services.efs.model.ResourceIdType;
import software.amazon.awssdk.services.efs.model.Status;
import software.amazon.awssdk.services.efs.model.Tag;
import software.amazon.awssdk.services.efs.model.ThroughputMode;
import software.amazon.awssdk.services.efs.model.TooManyRequestsException;
import software.amazon.awssdk.services.efs.model.TransitionToIARules;

/** EFS behind the real endpoint, called by AWS's own SDK. */
final class RealClientTest {
    private final EfsWorld world = new EfsWorld();
    private final AwsEndpoint endpoint;
    private final EfsClient efs;

    RealClientTest(@TempDir Path directory) throws Exception {
        InstantSource clock = InstantSource.system();
        Dispatcher dispatcher = new Dispatcher(
                world.actions(),
                new Authenticator(id -> Optional.empty(), EfsWorld.ACCOUNT),
                query -> Authorizer.Allowed.ALLOWED,
                EfsWorld.ACCOUNT,
                EfsWorld.REGION,
                clock,
                () -> UUID.randomUUID().toString());
        PrivateCa ca = PrivateCa.open(directory, clock.instant(), new SecureRandom());
        endpoint = new AwsEndpoint(
                dispatcher, List.of(), List.of(), ca.serverContext(List.of("localhost"), clock.instant()));
        endpoint.start();
        int port = endpoint.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), true)
                .port();
        efs = EfsClient.builder()
                .endpointOverride(URI.create("http://127.0.0.1:" + port))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }

    @AfterEach
    void stop() throws Exception {
        efs.close();
        endpoint.close();
    }

    @Test
    void theLifeOfAFileSystem() throws Exception {
        var created = efs.createFileSystem(request -> request.creationToken("t")
                .tags(Tag.builder().key("Name").value("efs-docker").build()));
        assertThat(created.lifeCycleState()).isEqualTo(LifeCycleState.CREATING);
        assertThatThrownBy(() -> efs.createFileSystem(request -> request.creationToken("t")))
                .isInstanceOfSatisfying(
                        FileSystemAlreadyExistsException.class,
                        refusal -> assertThat(refusal.fileSystemId()).isEqualTo(created.fileSystemId()));
        world.settle();

        var target = efs.createMountTarget(request -> request.fileSystemId(created.fileSystemId())
                .subnetId("subnet-00000000a")
                .securityGroups("sg-000000001"));
        world.settle();
        var shown = efs.describeMountTargets(request -> request.fileSystemId(created.fileSystemId()))
                .mountTargets();
        assertThat(shown).singleElement().satisfies(each -> {
            assertThat(each.lifeCycleState()).isEqualTo(LifeCycleState.AVAILABLE);
            assertThat(each.ipAddress()).isEqualTo(target.ipAddress());
        });
        assertThatThrownBy(() -> efs.createMountTarget(
                        request -> request.fileSystemId(created.fileSystemId()).subnetId("subnet-00000000a2")))
                .isInstanceOf(MountTargetConflictException.class);
        assertThatThrownBy(() -> efs.deleteFileSystem(request -> request.fileSystemId(created.fileSystemId())))
                .isInstanceOf(FileSystemInUseException.class);
        var described = efs.describeFileSystems().fileSystems();
        assertThat(described).singleElement().satisfies(each -> {
            assertThat(each.name()).isEqualTo("efs-docker");
            assertThat(each.numberOfMountTargets()).isEqualTo(1);
            assertThat(each.sizeInBytes().value()).isEqualTo(6144);
        });

        efs.deleteMountTarget(request -> request.mountTargetId(target.mountTargetId()));
        world.settle();
        efs.deleteFileSystem(request -> request.fileSystemId(created.fileSystemId()));
        world.settle();
        assertThatThrownBy(() -> efs.describeFileSystems(request -> request.fileSystemId(created.fileSystemId())))
                .isInstanceOf(FileSystemNotFoundException.class);
    }

    @Test
    void theLifeOfAnAccessPoint() throws Exception {
        String fileSystem = world.fileSystem("t");
        var created = efs.createAccessPoint(request -> request.clientToken("token")
                .fileSystemId(fileSystem)
                .posixUser(user -> user.uid(1000L).gid(1001L).secondaryGids(5L))
                .rootDirectory(root -> root.path("/app")
                        .creationInfo(info -> info.ownerUid(1L).ownerGid(2L).permissions("0750")))
                .tags(Tag.builder().key("Name").value("app").build()));
        assertThat(created.lifeCycleState()).isEqualTo(LifeCycleState.CREATING);
        assertThatThrownBy(() -> efs.createAccessPoint(
                        request -> request.clientToken("token").fileSystemId(fileSystem)))
                .isInstanceOfSatisfying(
                        AccessPointAlreadyExistsException.class,
                        refusal -> assertThat(refusal.accessPointId()).isEqualTo(created.accessPointId()));
        world.settle();
        assertThat(efs.describeAccessPoints(
                                request -> request.fileSystemId(fileSystem).maxResults(1))
                        .accessPoints())
                .singleElement()
                .satisfies(point -> {
                    assertThat(point.lifeCycleState()).isEqualTo(LifeCycleState.AVAILABLE);
                    assertThat(point.name()).isEqualTo("app");
                    assertThat(point.posixUser()).isEqualTo(created.posixUser());
                    assertThat(point.rootDirectory()).isEqualTo(created.rootDirectory());
                });
        efs.tagResource(request -> request.resourceId(created.accessPointId())
                .tags(Tag.builder().key("a b").value("c").build()));
        efs.untagResource(
                request -> request.resourceId(created.accessPointArn()).tagKeys("Name"));
        assertThat(efs.listTagsForResource(request -> request.resourceId(created.accessPointId()))
                        .tags())
                .containsExactly(Tag.builder().key("a b").value("c").build());

        efs.deleteAccessPoint(request -> request.accessPointId(created.accessPointId()));
        world.settle();
        assertThatThrownBy(() -> efs.describeAccessPoints(request -> request.accessPointId(created.accessPointId())))
                .isInstanceOf(AccessPointNotFoundException.class);
    }

    @Test
    void policiesOfAFileSystem() throws Exception {
        String id = world.fileSystem("t");
        assertThatThrownBy(() -> efs.describeFileSystemPolicy(request -> request.fileSystemId(id)))
                .isInstanceOf(PolicyNotFoundException.class);
        String policy = """
                {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "elasticfilesystem:ClientMount"}]}""";
        efs.putFileSystemPolicy(request -> request.fileSystemId(id).policy(policy));
        assertThat(efs.describeFileSystemPolicy(request -> request.fileSystemId(id))
                        .policy())
                .isEqualTo(policy);
        assertThatThrownBy(() -> efs.putFileSystemPolicy(
                        request -> request.fileSystemId(id).policy("{}")))
                .isInstanceOf(InvalidPolicyException.class);
        efs.deleteFileSystemPolicy(request -> request.fileSystemId(id));

        efs.putBackupPolicy(request -> request.fileSystemId(id).backupPolicy(backup -> backup.status(Status.ENABLED)));
        assertThat(efs.describeBackupPolicy(request -> request.fileSystemId(id))
                        .backupPolicy()
                        .status())
                .isEqualTo(Status.ENABLING);
        efs.putLifecycleConfiguration(request -> request.fileSystemId(id)
                .lifecyclePolicies(LifecyclePolicy.builder()
                        .transitionToIA(TransitionToIARules.AFTER_14_DAYS)
                        .build()));
        assertThat(efs.describeLifecycleConfiguration(request -> request.fileSystemId(id))
                        .lifecyclePolicies())
                .hasSize(1);
        assertThat(efs.putAccountPreferences(request -> request.resourceIdType(ResourceIdType.LONG_ID))
                        .resourceIdPreference()
                        .resourceIdType())
                .isEqualTo(ResourceIdType.LONG_ID);
    }

    @Test
    void replicationAndThroughput() throws Exception {
        String source = world.fileSystem("source");
        String target = world.fileSystem("target");
        efs.updateFileSystemProtection(
                request -> request.fileSystemId(target).replicationOverwriteProtection("DISABLED"));
        var created = efs.createReplicationConfiguration(request -> request.sourceFileSystemId(source)
                .destinations(DestinationToCreate.builder().fileSystemId(target).build()));
        assertThat(created.destinations()).singleElement().satisfies(destination -> {
            assertThat(destination.fileSystemId()).isEqualTo(target);
            assertThat(destination.status()).isEqualTo(ReplicationStatus.ENABLING);
        });
        assertThatThrownBy(() -> efs.deleteFileSystem(request -> request.fileSystemId(target)))
                .isInstanceOf(FileSystemInUseException.class);
        efs.deleteReplicationConfiguration(
                request -> request.sourceFileSystemId(source).deletionMode("LOCAL_CONFIGURATION_ONLY"));
        world.settle();
        assertThatThrownBy(() -> efs.describeReplicationConfigurations(request -> request.fileSystemId(source)))
                .isInstanceOf(ReplicationNotFoundException.class);

        efs.updateFileSystem(request -> request.fileSystemId(source)
                .throughputMode(ThroughputMode.PROVISIONED)
                .provisionedThroughputInMibps(2.5));
        world.settle();
        assertThatThrownBy(() -> efs.updateFileSystem(
                        request -> request.fileSystemId(source).throughputMode(ThroughputMode.ELASTIC)))
                .isInstanceOf(TooManyRequestsException.class);
    }
}
