package io.moorage.model.ec2;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a version of a launch template says of instances; what it leaves open, the launch says.
 *
 * @param userData base64, as it was sent
 * @param tags by kind of resource, such as {@code instance}
 */
public record LaunchTemplateData(
        Optional<String> imageId,
        Optional<String> instanceType,
        Optional<String> keyName,
        Optional<String> profileArn,
        Optional<String> profileName,
        Optional<String> userData,
        List<String> groupIds,
        List<String> groupNames,
        List<Interface> interfaces,
        List<Disk> disks,
        Optional<Boolean> monitoring,
        Optional<Boolean> ebsOptimized,
        Optional<String> shutdownBehavior,
        Optional<Boolean> terminationProtected,
        Optional<Boolean> stopProtected,
        Optional<String> httpTokens,
        Optional<String> zone,
        Map<String, Map<String, String>> tags,
        Metadata metadata) {
    public LaunchTemplateData {
        groupIds = List.copyOf(groupIds);
        groupNames = List.copyOf(groupNames);
        interfaces = List.copyOf(interfaces);
        disks = List.copyOf(disks);
        tags = Map.copyOf(tags);
        metadata = Objects.requireNonNullElse(metadata, Metadata.NONE);
    }

    /** These, and those of {@code base} where these say nothing. */
    public LaunchTemplateData over(LaunchTemplateData base) {
        return new LaunchTemplateData(
                imageId.or(base::imageId),
                instanceType.or(base::instanceType),
                keyName.or(base::keyName),
                profileArn.isPresent() || profileName.isPresent() ? profileArn : base.profileArn,
                profileArn.isPresent() || profileName.isPresent() ? profileName : base.profileName,
                userData.or(base::userData),
                groupIds.isEmpty() ? base.groupIds : groupIds,
                groupNames.isEmpty() ? base.groupNames : groupNames,
                interfaces.isEmpty() ? base.interfaces : interfaces,
                disks.isEmpty() ? base.disks : disks,
                monitoring.or(base::monitoring),
                ebsOptimized.or(base::ebsOptimized),
                shutdownBehavior.or(base::shutdownBehavior),
                terminationProtected.or(base::terminationProtected),
                stopProtected.or(base::stopProtected),
                httpTokens.or(base::httpTokens),
                zone.or(base::zone),
                tags.isEmpty() ? base.tags : tags,
                metadata.equals(Metadata.NONE) ? base.metadata : metadata);
    }

    /** The metadata options besides {@code httpTokens}, in EC2's words. */
    public record Metadata(Optional<String> endpoint, Optional<Integer> hopLimit, Optional<String> tags) {
        public static final Metadata NONE = new Metadata(Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The primary network interface. */
    public record Interface(
            Optional<Integer> deviceIndex,
            Optional<String> subnetId,
            List<String> groups,
            Optional<Boolean> publicAddress,
            Optional<String> privateAddress,
            Optional<Boolean> deleteOnTermination) {
        public Interface {
            groups = List.copyOf(groups);
        }
    }

    /** @param absent the image's disk of that name is left out */
    public record Disk(
            String deviceName,
            boolean absent,
            Optional<Integer> sizeGib,
            Optional<String> type,
            Optional<Boolean> deleteOnTermination) {}
}
