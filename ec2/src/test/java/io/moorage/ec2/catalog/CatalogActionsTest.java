package io.moorage.ec2.catalog;

import static io.moorage.ec2.TestEc2.filter;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.awsmodels.ec2.AvailabilityZone;
import io.moorage.awsmodels.ec2.CreateTagsRequest;
import io.moorage.awsmodels.ec2.DeleteTagsRequest;
import io.moorage.awsmodels.ec2.DescribeAvailabilityZonesRequest;
import io.moorage.awsmodels.ec2.DescribeImagesRequest;
import io.moorage.awsmodels.ec2.DescribeInstanceTypesRequest;
import io.moorage.awsmodels.ec2.DescribeRegionsRequest;
import io.moorage.awsmodels.ec2.DescribeTagsRequest;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.awsmodels.ec2.Image;
import io.moorage.awsmodels.ec2.Region;
import io.moorage.awsmodels.ec2.Tag;
import io.moorage.ec2.TestEc2;
import java.util.List;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What EC2 offers, and tags. */
@NullUnmarked // Members of answers may be null by their model; one that is missing fails its test.
class CatalogActionsTest {
    private final TestEc2 ec2 = new TestEc2();

    @AfterEach
    void close() {
        ec2.close();
    }

    @Test
    void thereAreThreeZonesInTheRegion() {
        assertThat(ec2.call(
                                Ec2Operations.DESCRIBE_AVAILABILITY_ZONES,
                                DescribeAvailabilityZonesRequest.builder().build())
                        .availabilityZones())
                .extracting(AvailabilityZone::zoneId)
                .containsExactly("use1-az1", "use1-az2", "use1-az3");
        assertThat(ec2.call(
                                Ec2Operations.DESCRIBE_REGIONS,
                                DescribeRegionsRequest.builder().build())
                        .regions())
                .extracting(Region::regionName)
                .containsExactly("us-east-1");
    }

    @Test
    void theImageIsFoundByOwnerAndName() {
        assertThat(ec2.call(
                                Ec2Operations.DESCRIBE_IMAGES,
                                DescribeImagesRequest.builder()
                                        .owners(List.of("amazon"))
                                        .filters(List.of(filter("name", "*ecs-optimized*")))
                                        .build())
                        .images())
                .extracting(Image::imageId)
                .containsExactly(ec2.image);
    }

    @Test
    void typesSayTheirSize() {
        var type = ec2.call(
                        Ec2Operations.DESCRIBE_INSTANCE_TYPES,
                        DescribeInstanceTypesRequest.builder()
                                .instanceTypes(List.of("t2.micro"))
                                .build())
                .instanceTypes()
                .getFirst();

        assertThat(type.memoryInfo().sizeInMiB()).isEqualTo(1024);
        assertThat(type.vCpuInfo().defaultVCpus()).isEqualTo(1);
        ec2.refuses(
                "InvalidInstanceType",
                Ec2Operations.DESCRIBE_INSTANCE_TYPES,
                DescribeInstanceTypesRequest.builder()
                        .instanceTypes(List.of("x9.huge"))
                        .build());
    }

    @Test
    void tagsAreAddedToAllOrNone() {
        String vpc = ec2.vpc().id();
        tag(List.of(vpc, ec2.defaultGroup().id()), "Name", "efs-docker");
        ec2.refuses(
                "InvalidSubnetID.NotFound",
                Ec2Operations.CREATE_TAGS,
                request(List.of(vpc, "subnet-00000000000000000"), "Half", "made"));
        ec2.refuses("InvalidID", Ec2Operations.CREATE_TAGS, request(List.of("thing"), "a", "b"));
        ec2.refuses("InvalidParameterValue", Ec2Operations.CREATE_TAGS, request(List.of(vpc), "aws:mine", "b"));

        assertThat(tagsOf(vpc)).containsExactly("Name=efs-docker");
    }

    @Test
    void tagsAreDeletedByKeyAndByValue() {
        String vpc = ec2.vpc().id();
        tag(List.of(vpc), "a", "1");
        tag(List.of(vpc), "b", "2");
        delete(vpc, Tag.builder().key("a").value("other").build());
        delete(vpc, Tag.builder().key("b").build());

        assertThat(tagsOf(vpc)).containsExactly("a=1");
    }

    private List<String> tagsOf(String id) {
        return ec2
                .call(
                        Ec2Operations.DESCRIBE_TAGS,
                        DescribeTagsRequest.builder()
                                .filters(List.of(filter("resource-id", id)))
                                .build())
                .tags()
                .stream()
                .map(each -> each.key() + "=" + each.value())
                .toList();
    }

    private void tag(List<String> ids, String key, String value) {
        ec2.call(Ec2Operations.CREATE_TAGS, request(ids, key, value));
    }

    private static CreateTagsRequest request(List<String> ids, String key, String value) {
        return CreateTagsRequest.builder()
                .resources(ids)
                .tags(List.of(Tag.builder().key(key).value(value).build()))
                .build();
    }

    private void delete(String id, Tag tag) {
        ec2.call(
                Ec2Operations.DELETE_TAGS,
                DeleteTagsRequest.builder()
                        .resources(List.of(id))
                        .tags(List.of(tag))
                        .build());
    }
}
