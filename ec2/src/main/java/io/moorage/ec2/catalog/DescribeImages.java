package io.moorage.ec2.catalog;

import io.moorage.awsapi.Action;
import io.moorage.awsapi.RequestContext;
import io.moorage.awsmodels.Operation;
import io.moorage.awsmodels.ec2.BlockDeviceMapping;
import io.moorage.awsmodels.ec2.DescribeImagesRequest;
import io.moorage.awsmodels.ec2.DescribeImagesResult;
import io.moorage.awsmodels.ec2.EbsBlockDevice;
import io.moorage.awsmodels.ec2.Ec2Operations;
import io.moorage.ec2.api.Ec2;
import io.moorage.ec2.api.Ec2Errors;
import io.moorage.ec2.api.Filters;
import io.moorage.ec2.api.Page;
import io.moorage.ec2.api.Resource;
import io.moorage.ec2.api.Tags;
import io.moorage.model.ec2.Image;
import java.util.List;

/** The images there are, by id, owner and filter. */
public record DescribeImages(Ec2 ec2) implements Action<DescribeImagesRequest, DescribeImagesResult> {
    @Override
    public Operation<DescribeImagesRequest, DescribeImagesResult> operation() {
        return Ec2Operations.DESCRIBE_IMAGES;
    }

    private static final int ROOT_GIB = 30;

    @Override
    public DescribeImagesResult handle(DescribeImagesRequest input, RequestContext context) {
        Ec2Errors.refuseDryRun(input.dryRun());
        List<Image> owned = Resource.IMAGE.named(ec2.view(), input.imageIds()).stream()
                .filter(each ->
                        input.owners().isEmpty() || input.owners().stream().anyMatch(this::isOwner))
                .toList();
        Page<Image> page =
                Page.of(filters().keep(input.filters(), owned), Image::id, input.maxResults(), input.nextToken());
        return DescribeImagesResult.builder()
                .images(page.rows().stream().map(this::shape).toList())
                .nextToken(page.nextToken())
                .build();
    }

    private boolean isOwner(String owner) {
        return owner.equals("self")
                || owner.equals("amazon")
                || owner.equals(ec2.config().accountId());
    }

    private Filters<Image> filters() {
        return Filters.<Image>onTags(Image::tags)
                .by("image-id", Image::id)
                .by("name", Image::name)
                .by("description", Image::description)
                .by("architecture", Image::architecture)
                .by("state", each -> "available")
                .by("is-public", each -> "true")
                .by("image-type", each -> "machine")
                .by("root-device-type", each -> "ebs")
                .by("virtualization-type", each -> "hvm")
                .by("owner-alias", each -> "amazon")
                .by("owner-id", each -> ec2.config().accountId());
    }

    private io.moorage.awsmodels.ec2.Image shape(Image row) {
        return io.moorage.awsmodels.ec2.Image.builder()
                .imageId(row.id())
                .name(row.name())
                .description(row.description())
                .architecture(row.architecture())
                .creationDate(row.created().toString())
                .imageLocation("amazon/" + row.name())
                .imageType("machine")
                .imageOwnerAlias("amazon")
                .ownerId(ec2.config().accountId())
                .publicValue(true)
                .platformDetails("Linux/UNIX")
                .usageOperation("RunInstances")
                .state("available")
                .hypervisor("xen")
                .virtualizationType("hvm")
                .enaSupport(true)
                .rootDeviceName("/dev/xvda")
                .rootDeviceType("ebs")
                .blockDeviceMappings(List.of(BlockDeviceMapping.builder()
                        .deviceName("/dev/xvda")
                        .ebs(EbsBlockDevice.builder()
                                .deleteOnTermination(true)
                                .volumeSize(ROOT_GIB)
                                .volumeType("gp2")
                                .encrypted(false)
                                .build())
                        .build()))
                .tags(Tags.list(row.tags()))
                .build();
    }
}
