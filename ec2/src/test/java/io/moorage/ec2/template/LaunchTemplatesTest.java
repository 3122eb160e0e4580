package io.moorage.ec2.template;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsmodels.ec2.CreateLaunchTemplateRequest;
import io.moorage.awsmodels.ec2.CreateLaunchTemplateVersionRequest;
import io.moorage.awsmodels.ec2.DeleteLaunchTemplateRequest;
import io.moorage.awsmodels.ec2.DeleteLaunchTemplateVersionsRequest;
import io.moorage.awsmodels.ec2.DescribeLaunchTemplateVersionsRequest;
import io.moorage.awsmodels.ec2.DescribeLaunchTemplatesRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.Instance;
import io.moorage.awsmodels.ec2.LaunchTemplate;
import io.moorage.awsmodels.ec2.LaunchTemplateCpuOptionsRequest;
import io.moorage.awsmodels.ec2.LaunchTemplateInstanceNetworkInterfaceSpecificationRequest;
import io.moorage.awsmodels.ec2.LaunchTemplateSpecification;
import io.moorage.awsmodels.ec2.LaunchTemplateTagSpecificationRequest;
import io.moorage.awsmodels.ec2.LaunchTemplateVersion;
import io.moorage.awsmodels.ec2.LaunchTemplatesMonitoringRequest;
import io.moorage.awsmodels.ec2.ModifyLaunchTemplateRequest;
import io.moorage.awsmodels.ec2.RequestLaunchTemplateData;
import io.moorage.awsmodels.ec2.Tag;
import io.moorage.awsmodels.ec2.TagSpecification;
import io.moorage.ec2.TestEc2;
import io.moorage.store.Ec2Tables;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Launch templates, and instances from them (EC2 user guide, "Amazon EC2 launch templates"). */
class LaunchTemplatesTest {
    private final TestEc2 ec2 = new TestEc2();

    @AfterEach
    void close() {
        ec2.close();
    }

    @Test
    void versionsAndTheDefaultOne() {
        String id = create("web", data("t3.micro"));
        LaunchTemplateVersion second = requireNonNull(ec2.call(
                        Ec2Operations.CREATE_LAUNCH_TEMPLATE_VERSION,
                        CreateLaunchTemplateVersionRequest.builder()
                                .launchTemplateName("web")
                                .sourceVersion("1")
                                .versionDescription("larger")
                                .launchTemplateData(RequestLaunchTemplateData.builder()
                                        .instanceType("t3.large")
                                        .build())
                                .build())
                .launchTemplateVersion());
        assertThat(second.versionNumber()).isEqualTo(2);
        assertThat(second.defaultVersion()).isFalse();
        assertThat(requireNonNull(second.launchTemplateData()).imageId())
                .as("of version 1")
                .isEqualTo(ec2.image);
        LaunchTemplate changed = requireNonNull(ec2.call(
                        Ec2Operations.MODIFY_LAUNCH_TEMPLATE,
                        ModifyLaunchTemplateRequest.builder()
                                .launchTemplateId(id)
                                .defaultVersion("2")
                                .build())
                .launchTemplate());
        assertThat(changed.defaultVersionNumber()).isEqualTo(2);
        assertThat(changed.latestVersionNumber()).isEqualTo(2);
        assertThat(versions(id, "$Default", "$Latest", "1")).containsExactly(2L, 1L);
        var deleted = ec2.call(
                Ec2Operations.DELETE_LAUNCH_TEMPLATE_VERSIONS,
                DeleteLaunchTemplateVersionsRequest.builder()
                        .launchTemplateId(id)
                        .versions(List.of("1", "2", "9"))
                        .build());
        assertThat(deleted.successfullyDeletedLaunchTemplateVersions())
                .extracting(each -> each.versionNumber())
                .containsExactly(1L);
        assertThat(deleted.unsuccessfullyDeletedLaunchTemplateVersions())
                .extracting(each -> each.versionNumber())
                .containsExactly(2L, 9L);
        assertThat(versions(id)).containsExactly(2L);
        ec2.call(
                Ec2Operations.DELETE_LAUNCH_TEMPLATE,
                DeleteLaunchTemplateRequest.builder().launchTemplateName("web").build());
        assertThat(ec2.call(
                                Ec2Operations.DESCRIBE_LAUNCH_TEMPLATES,
                                DescribeLaunchTemplatesRequest.builder().build())
                        .launchTemplates())
                .isEmpty();
    }

    /** "You can override parameters that are specified in the launch template." */
    @Test
    void instancesAreMadeFromThem() {
        String subnet = ec2.subnets().get(1).id();
        create(
                "web",
                data("t3.large")
                        .userData("aGVsbG8=")
                        .disableApiTermination(true)
                        .monitoring(new LaunchTemplatesMonitoringRequest(true))
                        .networkInterfaces(List.of(LaunchTemplateInstanceNetworkInterfaceSpecificationRequest.builder()
                                .deviceIndex(0)
                                .subnetId(subnet)
                                .associatePublicIpAddress(false)
                                .build()))
                        .tagSpecifications(List.of(LaunchTemplateTagSpecificationRequest.builder()
                                .resourceType("instance")
                                .tags(List.of(tag("Name", "template"), tag("owner", "me")))
                                .build())));
        Instance instance = ec2.run(each -> each.imageId(null)
                        .instanceType("t3.small")
                        .launchTemplate(LaunchTemplateSpecification.builder()
                                .launchTemplateName("web")
                                .build())
                        .tagSpecifications(List.of(TagSpecification.builder()
                                .resourceType("instance")
                                .tags(List.of(tag("Name", "mine")))
                                .build())))
                .instances()
                .getFirst();
        assertThat(instance.imageId()).isEqualTo(ec2.image);
        assertThat(instance.instanceType()).isEqualTo("t3.small");
        assertThat(instance.subnetId()).isEqualTo(subnet);
        assertThat(instance.publicIpAddress()).isNull();
        assertThat(requireNonNull(instance.monitoring()).state()).isEqualTo("enabled");
        assertThat(instance.tags()).containsExactly(tag("Name", "mine"), tag("owner", "me"));
        io.moorage.model.ec2.Instance.Launch launch = ec2.store
                .view()
                .find(Ec2Tables.INSTANCES, requireNonNull(instance.instanceId()))
                .orElseThrow()
                .launch();
        assertThat(launch.userData()).hasValue("aGVsbG8=");
        assertThat(launch.terminationProtected()).isTrue();
    }

    @Test
    void refusals() {
        create("web", data("t3.micro"));
        refusesToCreate("InvalidLaunchTemplateName.AlreadyExistsException", "web", data("t3.micro"));
        refusesToCreate("InvalidLaunchTemplateName.MalformedException", "a b c", data("t3.micro"));
        refusesToCreate("InvalidParameterValue", "other", data("z9.huge"));
        refusesToCreate(
                "UnsupportedOperation",
                "other",
                data("t3.micro")
                        .cpuOptions(LaunchTemplateCpuOptionsRequest.builder().build()));
        ec2.refuses(
                "InvalidLaunchTemplateName.NotFoundException",
                Ec2Operations.DELETE_LAUNCH_TEMPLATE,
                DeleteLaunchTemplateRequest.builder().launchTemplateName("nope").build());
        ec2.refuses(
                "InvalidLaunchTemplateId.NotFound",
                Ec2Operations.DELETE_LAUNCH_TEMPLATE,
                DeleteLaunchTemplateRequest.builder()
                        .launchTemplateId("lt-12345678")
                        .build());
        ec2.refuses(
                "InvalidLaunchTemplateId.Malformed",
                Ec2Operations.DELETE_LAUNCH_TEMPLATE,
                DeleteLaunchTemplateRequest.builder().launchTemplateId("lt-x").build());
        ec2.refuses(
                "MissingParameter",
                Ec2Operations.DELETE_LAUNCH_TEMPLATE,
                DeleteLaunchTemplateRequest.builder().build());
        ec2.refuses(
                "InvalidLaunchTemplateId.VersionNotFound",
                Ec2Operations.RUN_INSTANCES,
                ec2.request(each -> each.launchTemplate(LaunchTemplateSpecification.builder()
                        .launchTemplateName("web")
                        .version("7")
                        .build())));
        ec2.refuses(
                "InvalidLaunchTemplateVersion.Malformed",
                Ec2Operations.MODIFY_LAUNCH_TEMPLATE,
                ModifyLaunchTemplateRequest.builder()
                        .launchTemplateName("web")
                        .defaultVersion("newest")
                        .build());
    }

    private void refusesToCreate(String code, String name, RequestLaunchTemplateData.Builder data) {
        ec2.refuses(
                code,
                Ec2Operations.CREATE_LAUNCH_TEMPLATE,
                CreateLaunchTemplateRequest.builder()
                        .launchTemplateName(name)
                        .launchTemplateData(data.build())
                        .build());
    }

    private String create(String name, RequestLaunchTemplateData.Builder data) {
        LaunchTemplate made = requireNonNull(ec2.call(
                        Ec2Operations.CREATE_LAUNCH_TEMPLATE,
                        CreateLaunchTemplateRequest.builder()
                                .launchTemplateName(name)
                                .launchTemplateData(data.build())
                                .build())
                .launchTemplate());
        return requireNonNull(made.launchTemplateId());
    }

    private RequestLaunchTemplateData.Builder data(String type) {
        return RequestLaunchTemplateData.builder().imageId(ec2.image).instanceType(type);
    }

    private List<Long> versions(String id, String... versions) {
        return ec2
                .call(
                        Ec2Operations.DESCRIBE_LAUNCH_TEMPLATE_VERSIONS,
                        DescribeLaunchTemplateVersionsRequest.builder()
                                .launchTemplateId(id)
                                .versions(List.of(versions))
                                .build())
                .launchTemplateVersions()
                .stream()
                .map(LaunchTemplateVersion::versionNumber)
                .toList();
    }

    private static Tag tag(String key, String value) {
        return Tag.builder().key(key).value(value).build();
    }
}
