package io.moorage.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Sets the story's stage through the AWS API; what an earlier run left is used again or cleared away first. */
final class StoryStage {
    static final String PASSWORD = "password";
    private static final String NAME = "moorage-quickstart";
    private static final String FILE_SYSTEM_NAME = "efs-docker";
    static final String CLUSTER = "default";
    static final String SERVICE = "mysql";
    private static final Duration MOUNT_TARGET_BOUND = Duration.ofMinutes(2);

    private final AwsCli aws;
    private final Progress progress;
    private final StoryFiles files;
    private final MoorageHome home;
    private String taskDefinition = "";

    StoryStage(AwsCli aws, Progress progress, StoryFiles files, MoorageHome home) {
        this.aws = aws;
        this.progress = progress;
        this.files = files;
        this.home = home;
    }

    /** The file system with its mount targets, the cluster and the role; returns the file system's id. */
    String prepare() {
        progress.step("clear what an earlier run left", this::clear);
        String fileSystem = progress.step("file system " + FILE_SYSTEM_NAME, this::fileSystem);
        progress.step("mount targets in two Availability Zones", () -> mountTargets(fileSystem));
        progress.step("cluster " + CLUSTER, () -> aws.call("ecs", "create-cluster", "--cluster-name", CLUSTER));
        progress.step("instance role", this::role);
        return fileSystem;
    }

    private void clear() {
        JsonNode services = aws.call("ecs", "list-clusters").path("clusterArns");
        boolean clusterExists = contains(services, "/" + CLUSTER);
        if (clusterExists
                && contains(
                        aws.call("ecs", "list-services", "--cluster", CLUSTER).path("serviceArns"), "/" + SERVICE)) {
            aws.call("ecs", "delete-service", "--cluster", CLUSTER, "--service", SERVICE, "--force");
        }
        List<String> old = new ArrayList<>();
        aws.call(
                        "ec2",
                        "describe-instances",
                        "--filters",
                        "Name=tag:Name,Values=" + NAME,
                        "Name=instance-state-name,Values=pending,running,stopping,stopped")
                .path("Reservations")
                .forEach(reservation -> reservation
                        .path("Instances")
                        .forEach(instance -> old.add(instance.path("InstanceId").asText())));
        if (!old.isEmpty()) {
            List<String> call = new ArrayList<>(List.of("ec2", "terminate-instances", "--instance-ids"));
            call.addAll(old);
            aws.call(call.toArray(String[]::new));
            List<String> wait = new ArrayList<>(List.of("ec2", "wait", "instance-terminated", "--instance-ids"));
            wait.addAll(old);
            aws.call(wait.toArray(String[]::new));
        }
    }

    private static boolean contains(JsonNode arns, String suffix) {
        for (JsonNode arn : arns) {
            if (arn.asText().endsWith(suffix)) {
                return true;
            }
        }
        return false;
    }

    private String fileSystem() {
        for (JsonNode found : aws.call("efs", "describe-file-systems").path("FileSystems")) {
            if (found.path("Name").asText().equals(FILE_SYSTEM_NAME)) {
                return found.path("FileSystemId").asText();
            }
        }
        return aws.call(
                        "efs",
                        "create-file-system",
                        "--creation-token",
                        NAME,
                        "--tags",
                        "Key=Name,Value=" + FILE_SYSTEM_NAME)
                .path("FileSystemId")
                .asText();
    }

    /** The subnets the story uses: the default VPC's in the first two Availability Zones. */
    private List<String> subnets() {
        List<String> subnets = new ArrayList<>();
        for (JsonNode subnet : aws.call(
                "ec2",
                "describe-subnets",
                "--filters",
                "Name=default-for-az,Values=true",
                "--query",
                "sort_by(Subnets, &AvailabilityZone)[:2]")) {
            subnets.add(subnet.path("SubnetId").asText());
        }
        return subnets;
    }

    private void mountTargets(String fileSystem) {
        JsonNode existing = aws.call("efs", "describe-mount-targets", "--file-system-id", fileSystem)
                .path("MountTargets");
        String group = securityGroup();
        for (String subnet : subnets()) {
            boolean there = false;
            for (JsonNode target : existing) {
                there |= target.path("SubnetId").asText().equals(subnet);
            }
            if (!there) {
                aws.call(
                        "efs",
                        "create-mount-target",
                        "--file-system-id",
                        fileSystem,
                        "--subnet-id",
                        subnet,
                        "--security-groups",
                        group);
            }
        }
        StoryWatch.await(MOUNT_TARGET_BOUND, "the mount targets are available", () -> {
            int available = 0;
            for (JsonNode target : aws.call("efs", "describe-mount-targets", "--file-system-id", fileSystem)
                    .path("MountTargets")) {
                available += target.path("LifeCycleState").asText().equals("available") ? 1 : 0;
            }
            return available >= 2;
        });
    }

    /** One group for instances and mount targets: SSH and MySQL from anywhere, NFS from the VPC. */
    String securityGroup() {
        JsonNode groups = aws.call("ec2", "describe-security-groups", "--filters", "Name=group-name,Values=" + NAME)
                .path("SecurityGroups");
        if (!Story.isEmpty(groups)) {
            return groups.path(0).path("GroupId").asText();
        }
        String group = aws.call(
                        "ec2",
                        "create-security-group",
                        "--group-name",
                        NAME,
                        "--description",
                        "SSH and MySQL from anywhere, NFS within the VPC")
                .path("GroupId")
                .asText();
        aws.call(
                "ec2",
                "authorize-security-group-ingress",
                "--group-id",
                group,
                "--ip-permissions",
                "IpProtocol=tcp,FromPort=22,ToPort=22,IpRanges=[{CidrIp=0.0.0.0/0}]",
                "IpProtocol=tcp,FromPort=3306,ToPort=3306,IpRanges=[{CidrIp=0.0.0.0/0}]",
                "IpProtocol=tcp,FromPort=2049,ToPort=2049,IpRanges=[{CidrIp=172.31.0.0/16}]");
        return group;
    }

    private void role() {
        unlessExists(
                "EntityAlreadyExists",
                "iam",
                "create-role",
                "--role-name",
                NAME,
                "--assume-role-policy-document",
                "file://" + files.trustPolicy());
        aws.call(
                "iam",
                "put-role-policy",
                "--role-name",
                NAME,
                "--policy-name",
                "ecs",
                "--policy-document",
                "file://" + files.rolePolicy());
        aws.call(
                "iam",
                "attach-role-policy",
                "--role-name",
                NAME,
                "--policy-arn",
                "arn:aws:iam::aws:policy/AmazonElasticFileSystemReadOnlyAccess");
        unlessExists("EntityAlreadyExists", "iam", "create-instance-profile", "--instance-profile-name", NAME);
        unlessExists(
                "LimitExceeded",
                "iam",
                "add-role-to-instance-profile",
                "--instance-profile-name",
                NAME,
                "--role-name",
                NAME);
    }

    private void unlessExists(String code, String... call) {
        try {
            aws.call(call);
        } catch (AwsCli.ApiError e) {
            if (!e.is(code)) {
                throw e;
            }
        }
    }

    Path keyFile() {
        return home.directory().resolve("keys").resolve(NAME + ".pem");
    }

    private void keyPair() {
        if (Files.exists(keyFile())
                && !Story.isEmpty(aws.call("ec2", "describe-key-pairs", "--filters", "Name=key-name,Values=" + NAME)
                        .path("KeyPairs"))) {
            return;
        }
        aws.call("ec2", "delete-key-pair", "--key-name", NAME);
        String pem = aws.call("ec2", "create-key-pair", "--key-name", NAME)
                .path("KeyMaterial")
                .asText();
        try {
            Files.createDirectories(keyFile().getParent());
            Files.deleteIfExists(keyFile());
            Files.createFile(
                    keyFile(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(keyFile(), pem);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep the private key in " + keyFile(), e);
        }
    }

    /** Launches an instance in each of two Availability Zones; the moment each was asked for, by instance id. */
    Map<String, Long> launchInstances(String securityGroup) {
        progress.step("key pair", this::keyPair);
        String image = image();
        Map<String, Long> launched = new LinkedHashMap<>();
        for (String subnet : subnets()) {
            long asked = System.nanoTime();
            JsonNode reply = progress.step("run-instances in " + subnet, () -> launch(image, subnet, securityGroup));
            launched.put(reply.path("Instances").path(0).path("InstanceId").asText(), asked);
        }
        return launched;
    }

    private JsonNode launch(String image, String subnet, String securityGroup) {
        return aws.call(
                "ec2",
                "run-instances",
                "--image-id",
                image,
                "--instance-type",
                "t3.small",
                "--subnet-id",
                subnet,
                "--security-group-ids",
                securityGroup,
                "--key-name",
                NAME,
                "--iam-instance-profile",
                "Name=" + NAME,
                "--user-data",
                "file://" + files.userData(),
                "--tag-specifications",
                "ResourceType=instance,Tags=[{Key=Name,Value=" + NAME + "}]");
    }

    private String image() {
        return aws.call("ec2", "describe-images", "--owners", "amazon", "--query", "Images[0]")
                .path("ImageId")
                .asText();
    }

    void registerTaskDefinition() {
        taskDefinition = progress.step("register-task-definition", () -> aws.call(
                        "ecs", "register-task-definition", "--cli-input-json", "file://" + files.taskDefinition())
                .path("taskDefinition")
                .path("taskDefinitionArn")
                .asText());
    }

    void createService() {
        aws.call(
                "ecs",
                "create-service",
                "--cluster",
                CLUSTER,
                "--service-name",
                SERVICE,
                "--task-definition",
                taskDefinition,
                "--desired-count",
                "1");
    }
}
