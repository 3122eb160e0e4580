package io.moorage.ec2.compute;

import static io.moorage.ec2.TestEc2.filter;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsmodels.ec2.AttributeBooleanValue;
import io.moorage.awsmodels.ec2.AttributeValue;
import io.moorage.awsmodels.ec2.CreateTagsRequest;
import io.moorage.awsmodels.ec2.DescribeInstanceAttributeRequest;
import io.moorage.awsmodels.ec2.DescribeInstanceStatusRequest;
import io.moorage.awsmodels.ec2.DescribeInstancesRequest;
import io.moorage.awsmodels.ec2.EbsInstanceBlockDeviceSpecification;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.InstanceAttribute;
import io.moorage.awsmodels.ec2.InstanceBlockDeviceMappingSpecification;
import io.moorage.awsmodels.ec2.ModifyInstanceAttributeRequest;
import io.moorage.awsmodels.ec2.ModifyInstanceMetadataOptionsRequest;
import io.moorage.awsmodels.ec2.ResetInstanceAttributeRequest;
import io.moorage.awsmodels.ec2.Tag;
import io.moorage.awsmodels.ec2.TerminateInstancesRequest;
import io.moorage.ec2.TestEc2;
import io.moorage.model.ec2.StateReason;
import io.moorage.store.Ec2Tables;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** EC2 API reference, {@code ModifyInstanceAttribute}, {@code ModifyInstanceMetadataOptions} and their kin. */
@NullUnmarked // Members of answers may be null by their model; one that is missing fails its test.
class InstanceAttributesTest {
    private final TestEc2 ec2 = new TestEc2();
    private String id;

    @BeforeEach
    void launch() {
        id = ec2.run(request -> {}).instances().getFirst().instanceId();
    }

    @AfterEach
    void close() {
        ec2.close();
    }

    /** "The instance must be stopped" to change its type and its user data. */
    @Test
    void typeAndUserDataChangeOnlyWhileItIsStopped() {
        refuses("IncorrectInstanceState", request -> request.instanceType(new AttributeValue("t2.large")));
        refuses("IncorrectInstanceState", request -> request.attribute("userData")
                .value("eA=="));
        stop();
        modify(request -> request.attribute("instanceType").value("t2.large"));
        modify(request -> request.attribute("userData").value(base64("#!/bin/sh")));
        refuses("InvalidParameterValue", request -> request.instanceType(new AttributeValue("x9.huge")));

        assertThat(attribute("instanceType").instanceType().value()).isEqualTo("t2.large");
        assertThat(attribute("userData").userData().value()).isEqualTo(base64("#!/bin/sh"));
    }

    @Test
    void protectionAndShutdownChangeAtAnyTimeByNameOrByMember() {
        modify(request -> request.disableApiTermination(new AttributeBooleanValue(true)));
        modify(request -> request.attribute("disableApiStop").value("true"));
        modify(request -> request.attribute("instanceInitiatedShutdownBehavior").value("terminate"));
        refuses("InvalidParameterValue", request -> request.attribute("instanceInitiatedShutdownBehavior")
                .value("sleep"));
        refuses("InvalidParameterValue", request -> request.attribute("disableApiStop")
                .value("maybe"));

        assertThat(attribute("disableApiTermination").disableApiTermination().value())
                .isTrue();
        assertThat(attribute("disableApiStop").disableApiStop().value()).isTrue();
        assertThat(attribute("instanceInitiatedShutdownBehavior")
                        .instanceInitiatedShutdownBehavior()
                        .value())
                .isEqualTo("terminate");
        ec2.refuses(
                "OperationNotPermitted",
                Ec2Operations.TERMINATE_INSTANCES,
                TerminateInstancesRequest.builder().instanceIds(List.of(id)).build());
    }

    @Test
    void aDiskMayOutliveItsInstance() {
        modify(request -> request.blockDeviceMappings(List.of(mapping("/dev/xvda"))));
        refuses("InvalidInstanceAttributeValue", request -> request.blockDeviceMappings(List.of(mapping("/dev/xvdz"))));

        assertThat(attribute("blockDeviceMapping")
                        .blockDeviceMappings()
                        .getFirst()
                        .ebs()
                        .deleteOnTermination())
                .isFalse();
    }

    @Test
    void whatCannotBeIsRefusedAndResettingWhatIsSoSucceeds() {
        refuses("UnsupportedOperation", request -> request.sourceDestCheck(new AttributeBooleanValue(false)));
        refuses("UnsupportedOperation", request -> request.kernel(new AttributeValue("aki-1")));
        refuses("InvalidGroup.NotFound", request -> request.groups(List.of("sg-00000000000000000")));
        ec2.call(
                Ec2Operations.RESET_INSTANCE_ATTRIBUTE,
                ResetInstanceAttributeRequest.builder()
                        .instanceId(id)
                        .attribute("sourceDestCheck")
                        .build());
        ec2.refuses(
                "UnsupportedOperation",
                Ec2Operations.RESET_INSTANCE_ATTRIBUTE,
                ResetInstanceAttributeRequest.builder()
                        .instanceId(id)
                        .attribute("kernel")
                        .build());
    }

    /** "Possible values: Integers from 1 to 64"; what a request leaves out stays. */
    @Test
    void metadataOptionsChangeOneByOne() {
        options(request -> request.httpTokens("required"));
        options(request -> request.httpPutResponseHopLimit(2).instanceMetadataTags("enabled"));
        options(request -> request.httpEndpoint("disabled"));
        for (int hops : new int[] {0, 65}) {
            ec2.refuses(
                    "InvalidParameterValue",
                    Ec2Operations.MODIFY_INSTANCE_METADATA_OPTIONS,
                    ModifyInstanceMetadataOptionsRequest.builder()
                            .instanceId(id)
                            .httpPutResponseHopLimit(hops)
                            .build());
        }

        var shown = ec2.describe(id).metadataOptions();
        assertThat(shown.httpTokens()).isEqualTo("required");
        assertThat(shown.httpPutResponseHopLimit()).isEqualTo(2);
        assertThat(shown.instanceMetadataTags()).isEqualTo("enabled");
        assertThat(shown.httpEndpoint()).isEqualTo("disabled");
        assertThat(found("metadata-options.http-tokens", "required")).isEqualTo(1);
        assertThat(found("metadata-options.http-endpoint", "enabled")).isZero();
    }

    /** "...tag keys can only include letters, digits, and + - = . , _ : @" (EC2 user guide, "Instance tags in metadata"). */
    @Test
    void tagsAmongTheMetadataAreNamedSoThatPathsCanHoldThem() {
        tag("a/b");
        ec2.refuses(
                "InvalidParameterValue",
                Ec2Operations.MODIFY_INSTANCE_METADATA_OPTIONS,
                ModifyInstanceMetadataOptionsRequest.builder()
                        .instanceId(id)
                        .instanceMetadataTags("enabled")
                        .build());
        String other = ec2.run(request -> {}).instances().getFirst().instanceId();
        ec2.call(
                Ec2Operations.MODIFY_INSTANCE_METADATA_OPTIONS,
                ModifyInstanceMetadataOptionsRequest.builder()
                        .instanceId(other)
                        .instanceMetadataTags("enabled")
                        .build());
        ec2.refuses("InvalidParameterValue", Ec2Operations.CREATE_TAGS, tags(other, "a b"));
        ec2.call(Ec2Operations.CREATE_TAGS, tags(other, "a:b"));
    }

    /** "By default, only running instances are described." */
    @Test
    void statusIsOfRunningInstancesUnlessAllAreAskedFor() {
        assertThat(statuses(false)).isEmpty();
        assertThat(statuses(true)).containsExactly("initializing");
        ec2.store.transact(tx -> {
            tx.update(
                    Ec2Tables.INSTANCES,
                    tx.find(Ec2Tables.INSTANCES, id).orElseThrow().running(TestEc2.NOW));
            return tx;
        });
        assertThat(statuses(false)).containsExactly("ok");
        assertThat(found("instance-state-name", "run?ing")).isEqualTo(1);
    }

    private List<String> statuses(boolean all) {
        return ec2
                .call(
                        Ec2Operations.DESCRIBE_INSTANCE_STATUS,
                        DescribeInstanceStatusRequest.builder()
                                .includeAllInstances(all)
                                .build())
                .instanceStatuses()
                .stream()
                .map(each -> each.instanceStatus().status())
                .toList();
    }

    private int found(String name, String value) {
        return ec2.call(
                        Ec2Operations.DESCRIBE_INSTANCES,
                        DescribeInstancesRequest.builder()
                                .filters(List.of(filter(name, value)))
                                .build())
                .reservations()
                .size();
    }

    private void stop() {
        ec2.store.transact(tx -> {
            var row = tx.find(Ec2Tables.INSTANCES, id).orElseThrow();
            tx.update(
                    Ec2Tables.INSTANCES,
                    row.stopping(StateReason.USER_SHUTDOWN, TestEc2.NOW).stopped(Optional.empty(), TestEc2.NOW));
            return tx;
        });
    }

    private void tag(String key) {
        ec2.call(Ec2Operations.CREATE_TAGS, tags(id, key));
    }

    private static CreateTagsRequest tags(String instance, String key) {
        return CreateTagsRequest.builder()
                .resources(List.of(instance))
                .tags(List.of(Tag.builder().key(key).value("x").build()))
                .build();
    }

    private static InstanceBlockDeviceMappingSpecification mapping(String device) {
        return InstanceBlockDeviceMappingSpecification.builder()
                .deviceName(device)
                .ebs(EbsInstanceBlockDeviceSpecification.builder()
                        .deleteOnTermination(false)
                        .build())
                .build();
    }

    private InstanceAttribute attribute(String name) {
        return ec2.call(
                Ec2Operations.DESCRIBE_INSTANCE_ATTRIBUTE,
                DescribeInstanceAttributeRequest.builder()
                        .instanceId(id)
                        .attribute(name)
                        .build());
    }

    private void options(Consumer<ModifyInstanceMetadataOptionsRequest.Builder> change) {
        var request = ModifyInstanceMetadataOptionsRequest.builder().instanceId(id);
        change.accept(request);
        ec2.call(Ec2Operations.MODIFY_INSTANCE_METADATA_OPTIONS, request.build());
    }

    private void modify(Consumer<ModifyInstanceAttributeRequest.Builder> change) {
        ec2.call(Ec2Operations.MODIFY_INSTANCE_ATTRIBUTE, request(change));
    }

    private void refuses(String code, Consumer<ModifyInstanceAttributeRequest.Builder> change) {
        ec2.refuses(code, Ec2Operations.MODIFY_INSTANCE_ATTRIBUTE, request(change));
    }

    private ModifyInstanceAttributeRequest request(Consumer<ModifyInstanceAttributeRequest.Builder> change) {
        var request = ModifyInstanceAttributeRequest.builder().instanceId(id);
        change.accept(request);
        return request.build();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
