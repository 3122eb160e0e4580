package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.awsapi.testing.SdkClients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.waiters.WaiterOverrideConfiguration;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Ec2Exception;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.HttpTokensState;
import software.amazon.awssdk.services.ec2.model.Image;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceAttributeName;
import software.amazon.awssdk.services.ec2.model.InstanceMetadataEndpointState;
import software.amazon.awssdk.services.ec2.model.InstanceNetworkInterfaceSpecification;
import software.amazon.awssdk.services.ec2.model.KeyFormat;
import software.amazon.awssdk.services.ec2.model.KeyType;
import software.amazon.awssdk.services.ec2.model.NetworkInterface;
import software.amazon.awssdk.services.ec2.model.NetworkInterfaceStatus;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.waiters.Ec2Waiter;

/** EC2 as the AWS SDK for Java v2 speaks it, with its waiters and paginators, against {@code server --simulate}. */
final class Ec2SdkTest {
    private static final int MANY = 6;

    @Test
    void waitersPaginatorsAndErrorsAreTheStockClients(@TempDir Path home) throws Exception {
        try (SimulatedServer server = new SimulatedServer(home);
                Ec2Client ec2 = SdkClients.client(Ec2Client.builder(), server.uri(), SdkClients.anybody());
                Ec2Waiter waiter = Ec2Waiter.builder()
                        .client(ec2)
                        .overrideConfiguration(WaiterOverrideConfiguration.builder()
                                .backoffStrategyV2(BackoffStrategy.fixedDelay(Duration.ofMillis(100)))
                                .maxAttempts(300)
                                .build())
                        .build()) {
            String image = ec2.describeImages(it -> it.owners("amazon")).images().stream()
                    .map(Image::imageId)
                    .findFirst()
                    .orElseThrow();
            pages(ec2, waiter, image);
            attributes(ec2, waiter, image);
            keys(ec2);
            refusals(ec2, image);
        }
    }

    private static void pages(Ec2Client ec2, Ec2Waiter waiter, String image) {
        List<String> ids = ec2
                .runInstances(it -> it.imageId(image).minCount(MANY).maxCount(MANY))
                .instances()
                .stream()
                .map(Instance::instanceId)
                .toList();
        waiter.waitUntilInstanceRunning(it -> it.instanceIds(ids));
        waiter.waitUntilInstanceStatusOk(it -> it.instanceIds(ids));
        waiter.waitUntilSystemStatusOk(it -> it.instanceIds(ids));
        ec2.createTags(it ->
                it.resources(ids).tags(Tag.builder().key("Name").value("many").build()));
        assertThat(ec2
                        .describeInstancesPaginator(it -> it.maxResults(5)
                                .filters(Filter.builder()
                                        .name("tag:Name")
                                        .values("m?ny")
                                        .build()))
                        .reservations()
                        .stream()
                        .flatMap(each -> each.instances().stream())
                        .map(Instance::instanceId))
                .containsExactlyInAnyOrderElementsOf(ids);
        assertThat(ec2.describeInstanceStatusPaginator(it -> it.maxResults(5)).instanceStatuses().stream()
                        .count())
                .isEqualTo(MANY);
        assertThat(ec2
                        .describeTagsPaginator(it -> it.maxResults(5)
                                .filters(Filter.builder()
                                        .name("key")
                                        .values("Name")
                                        .build()))
                        .tags()
                        .stream()
                        .count())
                .isEqualTo(MANY);
        ec2.terminateInstances(it -> it.instanceIds(ids));
        waiter.waitUntilInstanceTerminated(it -> it.instanceIds(ids));
    }

    private static void attributes(Ec2Client ec2, Ec2Waiter waiter, String image) {
        String subnet = ec2.describeSubnets().subnets().stream()
                .findFirst()
                .orElseThrow()
                .subnetId();
        NetworkInterface card =
                ec2.createNetworkInterface(it -> it.subnetId(subnet)).networkInterface();
        waiter.waitUntilNetworkInterfaceAvailable(it -> it.networkInterfaceIds(card.networkInterfaceId()));
        String id = ec2.runInstances(it -> it.imageId(image)
                        .minCount(1)
                        .maxCount(1)
                        .networkInterfaces(InstanceNetworkInterfaceSpecification.builder()
                                .deviceIndex(0)
                                .networkInterfaceId(card.networkInterfaceId())
                                .build()))
                .instances()
                .getFirst()
                .instanceId();
        waiter.waitUntilInstanceRunning(it -> it.instanceIds(id));
        var options = ec2.modifyInstanceMetadataOptions(it -> it.instanceId(id)
                        .httpTokens(HttpTokensState.REQUIRED)
                        .httpPutResponseHopLimit(2)
                        .httpEndpoint(InstanceMetadataEndpointState.ENABLED))
                .instanceMetadataOptions();
        assertThat(options.httpTokens()).isEqualTo(HttpTokensState.REQUIRED);
        assertThat(options.httpPutResponseHopLimit()).isEqualTo(2);
        ec2.stopInstances(it -> it.instanceIds(id));
        waiter.waitUntilInstanceStopped(it -> it.instanceIds(id));
        ec2.modifyInstanceAttribute(
                it -> it.instanceId(id).userData(data -> data.value(SdkBytes.fromUtf8String("#!/bin/sh"))));
        ec2.modifyInstanceAttribute(it -> it.instanceId(id).instanceType(type -> type.value("t3.micro")));
        assertThat(ec2.describeInstanceAttribute(it -> it.instanceId(id).attribute(InstanceAttributeName.INSTANCE_TYPE))
                        .instanceType()
                        .value())
                .isEqualTo("t3.micro");
        ec2.terminateInstances(it -> it.instanceIds(id));
        waiter.waitUntilInstanceTerminated(it -> it.instanceIds(id));
        assertThat(ec2.describeNetworkInterfaces(it -> it.networkInterfaceIds(card.networkInterfaceId()))
                        .networkInterfaces()
                        .getFirst()
                        .status())
                .isEqualTo(NetworkInterfaceStatus.AVAILABLE);
        ec2.deleteNetworkInterface(it -> it.networkInterfaceId(card.networkInterfaceId()));
    }

    private static void keys(Ec2Client ec2) {
        var made = ec2.createKeyPair(
                it -> it.keyName("sdk").keyType(KeyType.ED25519).keyFormat(KeyFormat.PPK));
        assertThat(made.keyMaterial()).startsWith("PuTTY-User-Key-File-2: ssh-ed25519");
        String line = ec2.describeKeyPairs(it -> it.keyNames("sdk").includePublicKey(true))
                .keyPairs()
                .getFirst()
                .publicKey();
        assertThat(ec2.importKeyPair(it -> it.keyName("again").publicKeyMaterial(SdkBytes.fromUtf8String(line)))
                        .keyFingerprint())
                .isEqualTo(made.keyFingerprint());
    }

    private static void refusals(Ec2Client ec2, String image) {
        assertThatThrownBy(() -> ec2.describeInstances(it -> it.instanceIds("i-0123456789abcdef0")))
                .isInstanceOfSatisfying(Ec2Exception.class, e -> {
                    assertThat(e.awsErrorDetails().errorCode()).isEqualTo("InvalidInstanceID.NotFound");
                    assertThat(e.statusCode()).isEqualTo(400);
                    assertThat(e.requestId()).isNotBlank();
                });
        assertThatThrownBy(() -> ec2.runInstances(
                        it -> it.imageId(image).minCount(1).maxCount(1).dryRun(true)))
                .isInstanceOfSatisfying(
                        Ec2Exception.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("DryRunOperation"));
    }
}
