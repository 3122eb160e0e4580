package io.moorage.ec2.imds;

import io.moorage.ec2.Ec2Config;
import io.moorage.ec2.imds.Metadata.Directory;
import io.moorage.model.autoscaling.LifecycleState;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.Instance.BlockDevice;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.model.ec2.SecurityGroup;
import io.moorage.model.iam.InstanceProfile;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The metadata of one instance as a tree (EC2 user guide, "Instance metadata categories"). A category that does not apply is
 * not there, as AWS has it.
 */
final class MetadataTree {
    private static final String ROOT = "/dev/xvda";

    private final Ec2Config config;
    private final RoleCredentials credentials;
    private final IdentityDocuments identity;

    MetadataTree(Ec2Config config, RoleCredentials credentials, IdentityDocuments identity) {
        this.config = config;
        this.credentials = credentials;
        this.identity = identity;
    }

    /** What a version directory such as {@code latest} holds. */
    Directory of(MetadataSubject subject) {
        var root = new Directory()
                .directoryShownAs("dynamic", "dynamic", dynamic(subject))
                .directoryShownAs("meta-data", "meta-data", metaData(subject));
        subject.instance()
                .launch()
                .userData()
                .ifPresent(encoded -> root.made(
                        "user-data", () -> Optional.of(Base64.getMimeDecoder().decode(encoded))));
        return root;
    }

    private Directory metaData(MetadataSubject subject) {
        Instance instance = subject.instance();
        Instance.Launch launch = instance.launch();
        NetworkInterface nic = subject.networkInterface();
        String privateName = config.privateName(nic.privateAddress());
        var tree = new Directory()
                .text("ami-id", launch.imageId())
                .text("ami-launch-index", Integer.toString(launch.launchIndex()))
                .text("ami-manifest-path", "(unknown)")
                .directory("block-device-mapping", disks(launch))
                .directory(
                        "events",
                        new Directory()
                                .directory(
                                        "maintenance",
                                        new Directory().text("history", "[]").text("scheduled", "[]")))
                .text("hostname", privateName);
        subject.groupState()
                .ifPresent(state ->
                        tree.directory("autoscaling", new Directory().text("target-lifecycle-state", target(state))));
        subject.profile().ifPresent(profile -> tree.directory("iam", iam(subject, profile)));
        tree.text("instance-action", "none")
                .text("instance-id", instance.id())
                .text("instance-life-cycle", "on-demand")
                .text("instance-type", launch.instanceType())
                .text("local-hostname", privateName)
                .text("local-ipv4", nic.privateAddress())
                .text("mac", nic.macAddress())
                .directory("metrics", new Directory().text("vhostmd", "<?xml version=\"1.0\" encoding=\"UTF-8\"?>"))
                .directory("network", network(subject))
                .directory("placement", placement(subject))
                .text("profile", "default-hvm")
                .text("public-hostname", publicName(subject))
                .text("public-ipv4", nic.publicAddress());
        subject.keyPair()
                .ifPresent(key -> tree.directory(
                        "public-keys",
                        new Directory()
                                .directoryShownAs(
                                        "0",
                                        "0=" + key.name(),
                                        new Directory()
                                                .text(
                                                        "openssh-key",
                                                        key.publicKey().strip()))));
        if (launch.metadata().tags() && !instance.tags().isEmpty()) {
            tree.directory("tags", new Directory().directory("instance", tags(instance.tags())));
        }
        return tree.text("reservation-id", launch.reservationId())
                .text("system", "xen")
                .lines("security-groups", groupNames(subject))
                .directory(
                        "services",
                        new Directory().text("domain", "amazonaws.com").text("partition", "aws"));
    }

    private static Directory tags(Map<String, String> tags) {
        var directory = new Directory();
        tags.forEach(directory::text);
        return directory;
    }

    /** The root, and the others as they were at launch: {@code ebs1}, {@code ebs2}... */
    private static Directory disks(Instance.Launch launch) {
        var directory = new Directory().text("ami", ROOT).text("root", ROOT);
        int number = 0;
        for (BlockDevice each : launch.blockDevices()) {
            if (!each.deviceName().equals(ROOT)) {
                number++;
                directory.text("ebs" + number, each.deviceName().replaceFirst("^/dev/", ""));
            }
        }
        return directory;
    }

    /** Where a group is leading its instance (Auto Scaling user guide, "Retrieve the target lifecycle state"). */
    private static String target(LifecycleState state) {
        return switch (state) {
            case PENDING, PENDING_WAIT, IN_SERVICE -> "InService";
            case DRAINING, TERMINATING, TERMINATING_WAIT -> "Terminated";
            case DETACHING -> "Detached";
            case ENTERING_STANDBY, STANDBY -> "Standby";
        };
    }

    private Directory placement(MetadataSubject subject) {
        return new Directory()
                .text("availability-zone", subject.subnet().availabilityZone())
                .text("availability-zone-id", subject.subnet().zoneId())
                .text("region", config.region());
    }

    private Directory network(MetadataSubject subject) {
        NetworkInterface nic = subject.networkInterface();
        var mac = new Directory().text("device-number", "0").text("interface-id", nic.id());
        nic.publicAddress()
                .ifPresent(address ->
                        mac.directory("ipv4-associations", new Directory().text(address, nic.privateAddress())));
        mac.text("local-hostname", config.privateName(nic.privateAddress()))
                .text("local-ipv4s", nic.privateAddress())
                .text("mac", nic.macAddress())
                .text("owner-id", config.accountId())
                .text("public-hostname", publicName(subject))
                .text("public-ipv4s", nic.publicAddress())
                .lines("security-group-ids", nic.securityGroups())
                .lines("security-groups", groupNames(subject))
                .text("subnet-id", nic.subnetId())
                .text("subnet-ipv4-cidr-block", subject.subnet().cidr().text())
                .text("vpc-id", nic.vpcId())
                .text("vpc-ipv4-cidr-block", subject.vpc().cidr().text())
                .text("vpc-ipv4-cidr-blocks", subject.vpc().cidr().text());
        return new Directory()
                .directory(
                        "interfaces",
                        new Directory().directory("macs", new Directory().directory(nic.macAddress(), mac)));
    }

    private Directory iam(MetadataSubject subject, InstanceProfile profile) {
        var roles = new Directory();
        profile.roleName()
                .ifPresent(role -> roles.made(
                        role,
                        () -> credentials.of(role, subject.instance().id()).map(CredentialsDocument::of)));
        return new Directory()
                .made("info", () -> Optional.of(CredentialsDocument.info(profile, subject.instance())))
                .directory("security-credentials", roles);
    }

    private Directory dynamic(MetadataSubject subject) {
        return new Directory()
                .directory(
                        "fws",
                        new Directory()
                                .text(
                                        "instance-monitoring",
                                        subject.instance().launch().monitoring() ? "enabled" : "disabled"))
                .directory(
                        "instance-identity",
                        new Directory()
                                .made("document", () -> Optional.of(identity.document(subject)))
                                .made("pkcs7", () -> Optional.of(identity.pkcs7(subject)))
                                .made("rsa2048", () -> Optional.of(identity.pkcs7(subject)))
                                .made("signature", () -> Optional.of(identity.signature(subject))));
    }

    private Optional<String> publicName(MetadataSubject subject) {
        return subject.vpc().dnsHostnames()
                ? subject.networkInterface().publicAddress().map(config::publicName)
                : Optional.empty();
    }

    private static List<String> groupNames(MetadataSubject subject) {
        return subject.securityGroups().stream().map(SecurityGroup::name).toList();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
