package io.moorage.ec2.imds;

import io.moorage.ec2.Ec2Config;
import io.moorage.model.ec2.Cidr;
import io.moorage.model.ec2.Instance;
import io.moorage.model.ec2.InstanceState;
import io.moorage.model.ec2.KeyPair;
import io.moorage.model.ec2.NetworkInterface;
import io.moorage.model.ec2.SecurityGroup;
import io.moorage.model.ec2.Subnet;
import io.moorage.model.ec2.Vpc;
import io.moorage.model.iam.InstanceProfile;
import io.moorage.model.iam.TemporaryCredentials;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One instance of a default VPC, as literals. */
final class Subjects {
    static final Ec2Config CONFIG = Ec2Config.of("test", "123456789012", "us-east-1");
    static final Instant LAUNCHED = Instant.parse("2026-11-22T18:00:00Z");
    static final String ADDRESS = "172.31.16.5";
    static final String PROFILE_ARN = "arn:aws:iam::123456789012:instance-profile/ecs";
    static final String KEY = "ssh-ed25519 AAAA key";

    static final Vpc VPC = new Vpc("vpc-1", new Cidr("172.31.0.0/16"), true, true, true, "dopt-1", Map.of());
    static final Subnet SUBNET = new Subnet(
            "subnet-1", VPC.id(), new Cidr("172.31.16.0/20"), "us-east-1b", "use1-az2", true, true, 5, Map.of());
    static final SecurityGroup GROUP =
            new SecurityGroup("sg-1", "default", "default", VPC.id(), List.of(), List.of(), Map.of());
    static final KeyPair KEY_PAIR = new KeyPair("laptop", "key-1", "ed25519", "aa", KEY, LAUNCHED, Map.of());
    static final NetworkInterface INTERFACE = new NetworkInterface(
            "eni-1",
            VPC.id(),
            SUBNET.id(),
            SUBNET.availabilityZone(),
            ADDRESS,
            "02:00:ac:1f:10:05",
            List.of(GROUP.id()),
            NetworkInterface.instance("i-1"),
            Optional.of("198.18.0.7"),
            Map.of(),
            false,
            "");
    static final InstanceProfile PROFILE =
            new InstanceProfile("ecs", "/", PROFILE_ARN, "AIPAEXAMPLE", LAUNCHED, Optional.of("ecsRole"), Map.of());

    private Subjects() {}

    static Instance instance(boolean tokensRequired, Optional<String> userData) {
        var launch = new Instance.Launch(
                "r-1",
                0,
                "",
                "ami-1",
                "t2.micro",
                VPC.id(),
                SUBNET.id(),
                SUBNET.availabilityZone(),
                Optional.of(KEY_PAIR.name()),
                Optional.of(PROFILE_ARN),
                userData.map(text -> Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8))),
                false,
                false,
                false,
                false,
                false,
                tokensRequired,
                List.of(
                        new Instance.BlockDevice("/dev/xvda", "vol-1", 30, "gp2", true),
                        new Instance.BlockDevice("/dev/sdf", "vol-2", 8, "gp2", true)),
                Instance.MetadataOptions.DEFAULT);
        return new Instance(
                "i-1",
                launch,
                INTERFACE.id(),
                InstanceState.RUNNING,
                Optional.empty(),
                LAUNCHED,
                1,
                false,
                LAUNCHED,
                Map.of(),
                Optional.empty());
    }

    static MetadataSubject subject(Instance instance) {
        return new MetadataSubject(
                instance,
                INTERFACE,
                SUBNET,
                VPC,
                List.of(GROUP),
                Optional.of(KEY_PAIR),
                Optional.of(PROFILE),
                Optional.empty());
    }

    static Optional<TemporaryCredentials> credentials(String role, String instanceId) {
        return Optional.of(new TemporaryCredentials(
                "ASIAEXAMPLE",
                "secret",
                "session",
                "arn:aws:iam::123456789012:role/" + role,
                instanceId,
                LAUNCHED,
                LAUNCHED.plus(Duration.ofHours(6))));
    }
}
