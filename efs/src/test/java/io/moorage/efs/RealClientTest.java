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
import software.amazon.awssdk.services.efs.model.FileSystemAlreadyExistsException;
import software.amazon.awssdk.services.efs.model.FileSystemInUseException;
import software.amazon.awssdk.services.efs.model.FileSystemNotFoundException;
import software.amazon.awssdk.services.efs.model.LifeCycleState;
import software.amazon.awssdk.services.efs.model.MountTargetConflictException;
import software.amazon.awssdk.services.efs.model.Tag;

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
}
