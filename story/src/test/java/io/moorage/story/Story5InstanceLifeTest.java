package io.moorage.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.cli.CommitWriter;
import io.moorage.story.Database.Placed;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * An instance keeps its disk, its address and its fstab when it is rebooted, and when it is stopped and started (EC2 user
 * guide, "Reboot your instance" and "Stop and start your instance"), and joins its cluster again. Checklist row 41.
 */
@ExtendWith(WithMoorage.class)
class Story5InstanceLifeTest {
    private static final Duration BOUND = Duration.ofSeconds(90);

    /** The kernel ends PID 1 with SIGINT when it powers off (reboot(2), "Behavior inside PID namespaces"). */
    private static final String POWERED_OFF = "130";

    @Test
    void aRebootKeepsDiskAddressAndMount(MoorageUnderTest moorage) throws Exception {
        moorage.ensurePlayed();
        Database database = new Database(moorage);
        Placed placed = database.runningTask();
        String address = address(moorage, placed.instanceId());
        ssh(moorage, address, "echo kept > marker; sudo touch /run/before-reboot");
        try (CommitWriter writer = database.writer("reboot-")) {
            moorage.aws("ec2", "reboot-instances", "--instance-ids", placed.instanceId());
            await("the instance to have booted again and mounted its file system")
                    .atMost(BOUND)
                    .ignoreExceptions()
                    .until(() -> isBackWithItsFiles(moorage, address));
            Database.awaitMore(writer, 50, BOUND);
            assertThat(writer.verify().holds()).isTrue();
        }
        awaitConnected(moorage, placed.instanceId());
    }

    @Test
    void stoppedAndStartedItIsTheSameInstance(MoorageUnderTest moorage) throws Exception {
        moorage.ensurePlayed();
        group(moorage, "suspend");
        Database database = new Database(moorage);
        String instance = database.runningTask().instanceId();
        String address = address(moorage, instance);
        ssh(moorage, address, "echo kept > marker; sudo touch /run/before-reboot");
        try (CommitWriter writer = database.writer("stop-")) {
            moorage.aws("ec2", "stop-instances", "--instance-ids", instance);
            moorage.aws("ec2", "wait", "instance-stopped", "--instance-ids", instance);
            assertThat(moorage.docker("inspect", "-f", "{{.State.ExitCode}}", moorage.containerOf(instance))
                            .strip())
                    .as("how the instance ended: by a power-off of its own, after its services")
                    .isEqualTo(POWERED_OFF);
            Database.awaitMore(writer, 50, BOUND);
            assertThat(database.runningTask().instanceId()).isNotEqualTo(instance);
            moorage.aws("ec2", "start-instances", "--instance-ids", instance);
            moorage.aws("ec2", "wait", "instance-running", "--instance-ids", instance);
            assertThat(address(moorage, instance)).isEqualTo(address);
            await("the started instance to have mounted its file system")
                    .atMost(BOUND)
                    .ignoreExceptions()
                    .until(() -> isBackWithItsFiles(moorage, address));
            assertThat(writer.verify().holds()).isTrue();
        }
        awaitConnected(moorage, instance);
        group(moorage, "resume");
    }

    /** Stopped by hand, an instance would be replaced: its group is told to leave it alone. */
    private static void group(MoorageUnderTest moorage, String verb) throws IOException, InterruptedException {
        moorage.aws(
                "autoscaling",
                verb + "-processes",
                "--auto-scaling-group-name",
                moorage.resource("efs-docker", "Group"),
                "--scaling-processes",
                "HealthCheck",
                "ReplaceUnhealthy",
                "Launch",
                "Terminate");
    }

    /** What was on its disk is there, what was in its memory is not, and fstab mounted the file system. */
    private static boolean isBackWithItsFiles(MoorageUnderTest moorage, String address)
            throws IOException, InterruptedException {
        return ssh(
                        moorage,
                        address,
                        "[ ! -e /run/before-reboot ] && cat marker && mountpoint -q /mnt/efs && sudo ls /mnt/efs/mysql")
                .matches("(?s)kept\n.*ibdata1.*");
    }

    private static void awaitConnected(MoorageUnderTest moorage, String instance) {
        await("the agent of " + instance + " to be connected again")
                .atMost(BOUND)
                .until(() -> connected(moorage).contains(instance));
    }

    private static List<String> connected(MoorageUnderTest moorage) throws IOException, InterruptedException {
        List<String> arguments =
                new ArrayList<>(List.of("ecs", "describe-container-instances", "--container-instances"));
        moorage.aws("ecs", "list-container-instances")
                .path("containerInstanceArns")
                .forEach(arn -> arguments.add(arn.asText()));
        List<String> ids = new ArrayList<>();
        for (JsonNode instance : moorage.aws(arguments.toArray(String[]::new)).path("containerInstances")) {
            if (instance.path("agentConnected").asBoolean()) {
                ids.add(instance.path("ec2InstanceId").asText());
            }
        }
        return ids;
    }

    private static String address(MoorageUnderTest moorage, String instance) throws IOException, InterruptedException {
        return moorage.aws("ec2", "describe-instances", "--instance-ids", instance)
                .path("Reservations")
                .path(0)
                .path("Instances")
                .path(0)
                .path("PrivateIpAddress")
                .asText();
    }

    private static String ssh(MoorageUnderTest moorage, String address, String command)
            throws IOException, InterruptedException {
        return new Ssh(moorage.home().resolve("keys/moorage-quickstart.pem")).ok(address, command);
    }
}
