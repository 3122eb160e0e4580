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
    private static final String ROOT_TYPE = "gp2";
    private static final String ROOT_DEVICE = "/dev/xvda";

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
                .by("creation-date", each -> Filters.time(each.created()))
                .by("manifest-location", each -> "amazon/" + each.name())
                .same("state", "available")
                .same("is-public", "true")
                .same("image-type", "machine")
                .same("hypervisor", "xen")
                .same("ena-support", "true")
                .same("root-device-name", ROOT_DEVICE)
                .same("root-device-type", "ebs")
                .same("virtualization-type", "hvm")
                .same("owner-alias", "amazon")
                .same("owner-id", ec2.config().accountId())
                .same("block-device-mapping.device-name", ROOT_DEVICE)
                .same("block-device-mapping.delete-on-termination", "true")
                .same("block-device-mapping.encrypted", "false")
                .same("block-device-mapping.volume-size", Integer.toString(ROOT_GIB))
                .same("block-device-mapping.volume-type", ROOT_TYPE)
                .none("block-device-mapping.snapshot-id", "kernel-id", "platform", "product-code", "product-code.type")
                .none("ramdisk-id", "source-instance-id", "sriov-net-support", "state-reason-code")
                .none("state-reason-message");
    }

    private io.moorage.awsmodels.ec2.Image shape(Image row) {
        return io.moorage.awsmodels.ec2.Image.builder()
                .imageId(row.id())
                .name(row.name())
                .description(row.description())
                .architecture(row.architecture())
                .creationDate(Filters.time(row.created()))
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
                .rootDeviceName(ROOT_DEVICE)
                .rootDeviceType("ebs")
                .blockDeviceMappings(List.of(BlockDeviceMapping.builder()
                        .deviceName(ROOT_DEVICE)
                        .ebs(EbsBlockDevice.builder()
                                .deleteOnTermination(true)
                                .volumeSize(ROOT_GIB)
                                .volumeType(ROOT_TYPE)
                                .encrypted(false)
                                .build())
                        .build()))
                .tags(Tags.list(row.tags()))
                .build();
    }
}
