package io.moorage.ec2.vpc;

import static io.moorage.ec2.TestEc2.filter;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsmodels.ec2.AttachNetworkInterfaceRequest;
import io.moorage.awsmodels.ec2.AttributeValue;
import io.moorage.awsmodels.ec2.CreateNetworkInterfaceRequest;
import io.moorage.awsmodels.ec2.DeleteNetworkInterfaceRequest;
import io.moorage.awsmodels.ec2.DescribeNetworkInterfaceAttributeRequest;
import io.moorage.awsmodels.ec2.DescribeNetworkInterfacesRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.Instance;
import io.moorage.awsmodels.ec2.InstanceNetworkInterfaceSpecification;
import io.moorage.awsmodels.ec2.ModifyNetworkInterfaceAttributeRequest;
import io.moorage.awsmodels.ec2.NetworkInterface;
import io.moorage.awsmodels.ec2.NetworkInterfaceAttachmentChanges;
import io.moorage.ec2.TestEc2;
import io.moorage.ec2.compute.Terminations;
import io.moorage.model.ec2.StateReason;
import io.moorage.store.Ec2Tables;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** EC2 API reference, {@code CreateNetworkInterface} and its kin. */
@NullUnmarked // Members of answers may be null by their model; one that is missing fails its test.
class NetworkInterfaceActionsTest {
    private final TestEc2 ec2 = new TestEc2();

    @AfterEach
    void close() {
        ec2.close();
    }

    @Test
    void anInterfaceWaitsForAnInstance() {
        NetworkInterface made = create(request -> request.description("spare").privateIpAddress("172.31.0.77"));

        assertThat(made.status()).isEqualTo("available");
        assertThat(made.attachment()).isNull();
        assertThat(made.privateIpAddress()).isEqualTo("172.31.0.77");
        assertThat(made.groups()).extracting("groupName").containsExactly("default");
        assertThat(found("status", "available")).containsExactly(made.networkInterfaceId());
        assertThat(found("description", "sp*")).containsExactly(made.networkInterfaceId());
        refuses("InvalidIPAddress.InUse", request -> request.privateIpAddress("172.31.0.77"));
        refuses("InvalidParameterValue", request -> request.privateIpAddress("10.0.0.1"));
        refuses("InvalidGroup.NotFound", request -> request.groups(List.of("sg-00000000000000000")));
        refuses("InvalidSubnetID.NotFound", request -> request.subnetId("subnet-00000000000000000"));
        refuses("UnsupportedOperation", request -> request.secondaryPrivateIpAddressCount(2));

        delete(made.networkInterfaceId());
        assertThat(ec2.store.view().all(Ec2Tables.INTERFACES)).isEmpty();
    }

    @Test
    void theSameTokenGivesTheSameInterface() {
        NetworkInterface first = create(request -> request.clientToken("once"));
        assertThat(create(request -> request.clientToken("once"))).isEqualTo(first);
        assertThat(ec2.store.view().all(Ec2Tables.INTERFACES)).hasSize(1);
    }

    /** "By default, network interfaces that you specify at launch are preserved when the instance is terminated". */
    @Test
    void anInstanceLaunchedWithItHasItsAddressAndLeavesItBehind() {
        NetworkInterface made = create(request -> {});
        Instance instance = launch(made.networkInterfaceId());

        assertThat(instance.privateIpAddress()).isEqualTo(made.privateIpAddress());
        assertThat(instance.networkInterfaces().getFirst().attachment().deleteOnTermination())
                .isFalse();
        assertThat(found("attachment.instance-id", instance.instanceId())).containsExactly(made.networkInterfaceId());
        ec2.refuses(
                "InvalidParameterValue",
                Ec2Operations.DELETE_NETWORK_INTERFACE,
                DeleteNetworkInterfaceRequest.builder()
                        .networkInterfaceId(made.networkInterfaceId())
                        .build());
        ec2.refuses(
                "InvalidNetworkInterface.InUse",
                Ec2Operations.RUN_INSTANCES,
                ec2.request(request -> request.networkInterfaces(List.of(with(made.networkInterfaceId())))));
        terminate(instance.instanceId());

        assertThat(found("status", "available")).containsExactly(made.networkInterfaceId());
        assertThat(launch(made.networkInterfaceId()).privateIpAddress()).isEqualTo(made.privateIpAddress());
    }

    @Test
    void anInterfaceMadeToGoWithItsInstanceGoes() {
        NetworkInterface made = create(request -> {});
        Instance instance = launch(made.networkInterfaceId());
        modify(
                made.networkInterfaceId(),
                request -> request.attachment(NetworkInterfaceAttachmentChanges.builder()
                        .attachmentId(instance.networkInterfaces()
                                .getFirst()
                                .attachment()
                                .attachmentId())
                        .deleteOnTermination(true)
                        .build()));
        terminate(instance.instanceId());

        assertThat(ec2.store.view().all(Ec2Tables.INTERFACES)).isEmpty();
    }

    @Test
    void aSecondInterfaceIsMoreThanAnyTypeAllows() {
        String spare = create(request -> {}).networkInterfaceId();
        String instance = ec2.run(request -> {}).instances().getFirst().instanceId();
        ec2.refuses("AttachmentLimitExceeded", Ec2Operations.ATTACH_NETWORK_INTERFACE, attach(instance, spare, 1));
        ec2.refuses("InvalidParameterValue", Ec2Operations.ATTACH_NETWORK_INTERFACE, attach(instance, spare, 0));
        ec2.refuses(
                "AttachmentLimitExceeded",
                Ec2Operations.RUN_INSTANCES,
                ec2.request(request -> request.networkInterfaces(List.of(
                        with(spare),
                        InstanceNetworkInterfaceSpecification.builder()
                                .deviceIndex(1)
                                .build()))));
    }

    @Test
    void descriptionAndGroupsChange() {
        String id = create(request -> {}).networkInterfaceId();
        modify(id, request -> request.description(new AttributeValue("other")));
        modify(id, request -> request.groups(List.of(ec2.defaultGroup().id())));

        assertThat(ec2.call(
                                Ec2Operations.DESCRIBE_NETWORK_INTERFACE_ATTRIBUTE,
                                DescribeNetworkInterfaceAttributeRequest.builder()
                                        .networkInterfaceId(id)
                                        .attribute("description")
                                        .build())
                        .description()
                        .value())
                .isEqualTo("other");
    }

    private Instance launch(String interfaceId) {
        return ec2.run(request -> request.networkInterfaces(List.of(with(interfaceId))))
                .instances()
                .getFirst();
    }

    private void terminate(String instanceId) {
        ec2.store.transact(tx -> {
            var row = tx.find(Ec2Tables.INSTANCES, instanceId).orElseThrow();
            tx.update(
                    Ec2Tables.INSTANCES,
                    row.shuttingDown(StateReason.USER_SHUTDOWN, TestEc2.NOW).terminated(TestEc2.NOW));
            Terminations.release(tx, row);
            return tx;
        });
    }

    private static InstanceNetworkInterfaceSpecification with(String interfaceId) {
        return InstanceNetworkInterfaceSpecification.builder()
                .deviceIndex(0)
                .networkInterfaceId(interfaceId)
                .build();
    }

    private static AttachNetworkInterfaceRequest attach(String instance, String interfaceId, int index) {
        return AttachNetworkInterfaceRequest.builder()
                .instanceId(instance)
                .networkInterfaceId(interfaceId)
                .deviceIndex(index)
                .build();
    }

    private NetworkInterface create(Consumer<CreateNetworkInterfaceRequest.Builder> more) {
        return ec2.call(Ec2Operations.CREATE_NETWORK_INTERFACE, request(more)).networkInterface();
    }

    private void refuses(String code, Consumer<CreateNetworkInterfaceRequest.Builder> more) {
        ec2.refuses(code, Ec2Operations.CREATE_NETWORK_INTERFACE, request(more));
    }

    private CreateNetworkInterfaceRequest request(Consumer<CreateNetworkInterfaceRequest.Builder> more) {
        var request = CreateNetworkInterfaceRequest.builder()
                .subnetId(ec2.subnets().getFirst().id());
        more.accept(request);
        return request.build();
    }

    private void modify(String id, Consumer<ModifyNetworkInterfaceAttributeRequest.Builder> change) {
        var request = ModifyNetworkInterfaceAttributeRequest.builder().networkInterfaceId(id);
        change.accept(request);
        ec2.call(Ec2Operations.MODIFY_NETWORK_INTERFACE_ATTRIBUTE, request.build());
    }

    private void delete(String id) {
        ec2.call(
                Ec2Operations.DELETE_NETWORK_INTERFACE,
                DeleteNetworkInterfaceRequest.builder().networkInterfaceId(id).build());
    }

    private List<String> found(String name, String value) {
        return ec2
                .call(
                        Ec2Operations.DESCRIBE_NETWORK_INTERFACES,
                        DescribeNetworkInterfacesRequest.builder()
                                .filters(List.of(filter(name, value)))
                                .build())
                .networkInterfaces()
                .stream()
                .map(each -> Optional.ofNullable(each.networkInterfaceId()).orElseThrow())
                .toList();
    }
}
