package io.moorage.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The post's own template while the control plane is killed in the midst of creating, scaling, updating and deleting it: each goes
 * on where it was. In between, what its security groups let pass and what not, and an alarm on low capacity that adds an instance
 * on which a waiting task starts. Checklist rows 15-20, 30.
 */
@ExtendWith(WithMoorage.class)
class Story8StackUnderFireTest {
    private static final Duration BOUND = Duration.ofMinutes(4);
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final int PATIENCE_MILLIS = 1500;

    private static final int SSH_PORT = 22;
    private static final int MYSQL_PORT = 3306;
    private static final int NFS_PORT = 2049;
    private static final int CLOSED_PORT = 8080;

    @Test
    void killedInTheMidstOfAnythingItGoesOn(MoorageUnderTest moorage, @TempDir Path scratch) throws Exception {
        Optional<PostDocuments> post = PostDocuments.find(moorage.source());
        assumeTrue(post.isPresent(), "the post is not beside this checkout (shared/seed/amazon-efs-ecs.json)");
        PostStack stack = PostStack.on(moorage, scratch);

        long begun = System.nanoTime();
        stack.create(post.get().template(), 1);
        stack.awaitResource("MountTargetSecurityGroup", "CREATE_COMPLETE");
        moorage.killServer();
        stack.awaitResource("ECSAutoScalingGroup", "CREATE_IN_PROGRESS");
        moorage.killServer();
        stack.awaitStatus("CREATE_COMPLETE");
        stack.assertSaidWhatItDid();
        PostStack.say("create-stack to CREATE_COMPLETE with two kills", begun);
        JsonNode instance = onlyInstance(moorage);

        haveAnAlarmAddCapacity(stack);
        onlyWhatIsAllowedPasses(stack, instance);
        PostStack.say("and until packets were tried", begun);
        takesTheWaitingTask(stack);
        PostStack.say("and until the alarm's instance ran the waiting task", begun);

        stack.update("SSHLocation", "10.10.0.0/16");
        moorage.killServer();
        stack.awaitStatus("UPDATE_COMPLETE");
        String address = instance.path("PrivateIpAddress").asText();
        assertThat(passes(address, SSH_PORT)).as("ssh from elsewhere").isFalse();
        assertThat(passes(address, MYSQL_PORT)).isTrue();

        moorage.aws("ecs", "delete-service", "--cluster", stack.cluster(), "--service", "waiting", "--force");
        moorage.aws("cloudformation", "delete-stack", "--stack-name", PostStack.NAME);
        stack.awaitResource("service", "DELETE_COMPLETE");
        moorage.killServer();
        moorage.deleteStack(PostStack.NAME);
        stack.assertNothingIsLeft();
    }

    private static JsonNode onlyInstance(MoorageUnderTest moorage) throws IOException, InterruptedException {
        JsonNode instances = moorage.aws(
                "ec2",
                "describe-instances",
                "--filters",
                "Name=instance-state-name,Values=running",
                "--query",
                "Reservations[].Instances[]");
        assertThat(instances).hasSize(1);
        return instances.path(0);
    }

    /** A task that the one instance has no memory left for waits, and an alarm on the cluster's memory scales the group out. */
    private static void haveAnAlarmAddCapacity(PostStack stack) throws IOException, InterruptedException {
        MoorageUnderTest moorage = stack.moorage();
        moorage.aws(
                "ecs",
                "register-task-definition",
                "--family",
                "waiting",
                "--container-definitions",
                "[{\"name\":\"waiting\",\"image\":\"mysql\",\"memory\":600,\"cpu\":10,"
                        + "\"entryPoint\":[\"sh\",\"-c\"],\"command\":[\"sleep 600\"]}]");
        moorage.aws(
                "ecs",
                "create-service",
                "--cluster",
                stack.cluster(),
                "--service-name",
                "waiting",
                "--task-definition",
                "waiting",
                "--desired-count",
                "1");
        await("the event of a task that cannot be placed").atMost(SOON).until(() -> service(stack)
                .path("events")
                .toString()
                .contains("unable to place a task because no container instance met all of its requirements"));
        String policy = moorage.aws(
                        "autoscaling",
                        "put-scaling-policy",
                        "--auto-scaling-group-name",
                        stack.resource("ECSAutoScalingGroup"),
                        "--policy-name",
                        "more",
                        "--adjustment-type",
                        "ChangeInCapacity",
                        "--scaling-adjustment",
                        "1")
                .path("PolicyARN")
                .asText();
        moorage.aws(
                "cloudwatch",
                "put-metric-alarm",
                "--alarm-name",
                "low-capacity",
                "--namespace",
                "AWS/ECS",
                "--metric-name",
                "MemoryReservation",
                "--dimensions",
                "Name=ClusterName,Value=" + stack.cluster(),
                "--statistic",
                "Average",
                "--period",
                "60",
                "--evaluation-periods",
                "1",
                "--threshold",
                "40",
                "--comparison-operator",
                "GreaterThanThreshold",
                "--alarm-actions",
                policy);
    }

    private static void takesTheWaitingTask(PostStack stack) throws IOException, InterruptedException {
        MoorageUnderTest moorage = stack.moorage();
        await("the alarm to have asked for a second instance")
                .atMost(BOUND)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> moorage.aws("autoscaling", "describe-auto-scaling-groups")
                                .path("AutoScalingGroups")
                                .path(0)
                                .path("DesiredCapacity")
                                .asInt()
                        == 2);
        moorage.killServer();
        await("the waiting task to run on it")
                .atMost(BOUND)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> service(stack).path("runningCount").asInt() == 1);
        await("both agents to be back").atMost(SOON).until(() -> stack.connected() == 2);
        assertThat(moorage.aws("autoscaling", "describe-scaling-activities").toString())
                .contains("a monitor alarm low-capacity in state ALARM triggered policy more");
        moorage.aws("cloudwatch", "delete-alarms", "--alarm-names", "low-capacity");
    }

    private static JsonNode service(PostStack stack) throws IOException, InterruptedException {
        return stack.moorage()
                .aws("ecs", "describe-services", "--cluster", stack.cluster(), "--services", "waiting")
                .path("services")
                .path(0);
    }

    private static void onlyWhatIsAllowedPasses(PostStack stack, JsonNode instance) throws Exception {
        String address = instance.path("PrivateIpAddress").asText();
        Ssh ssh = new Ssh(stack.key());
        await("MySQL to answer from outside").atMost(BOUND).until(() -> passes(address, MYSQL_PORT));

        // Somebody listens: the instance itself gets through.
        ssh.ok(
                address,
                "nohup perl -MIO::Socket::INET -e 'my $l = IO::Socket::INET->new(LocalPort => " + CLOSED_PORT
                        + ", Listen => 5, ReuseAddr => 1) or die; while (my $c = $l->accept) { close $c }'"
                        + " >/dev/null 2>&1 </dev/null & sleep 1; : </dev/tcp/127.0.0.1/" + CLOSED_PORT);
        assertThat(passes(address, CLOSED_PORT)).as("a port that no rule names").isFalse();
        String group = stack.resource("InstanceSecurityGroup");
        rule(stack, "authorize", group, CLOSED_PORT, "0.0.0.0/0");
        await("the rule to work").atMost(SOON).until(() -> passes(address, CLOSED_PORT));

        String target = mountTarget(stack, instance.path("SubnetId").asText());
        String files = stack.resource("MountTargetSecurityGroup");
        assertThat(passes(target, NFS_PORT))
                .as("NFS from outside the VPC's addresses")
                .isFalse();
        String mount =
                "sudo mkdir -p /mnt/again && sudo timeout 20 mount -t nfs4 -o nfsvers=4.1,soft,timeo=50,retrans=1 "
                        + target + ":/ /mnt/again && sudo ls /mnt/again && sudo umount /mnt/again";
        assertThat(ssh.ok(address, mount)).contains("mysql");
        rule(stack, "revoke", files, NFS_PORT, "10.10.0.0/16");
        await("the mount target to be shut")
                .atMost(SOON)
                .until(() -> ssh.run(address, "timeout 2 bash -c ': </dev/tcp/" + target + "/2049'")
                                .status()
                        != 0);
        assertThat(ssh.run(address, mount).status())
                .as("a mount without the rule")
                .isNotZero();
        rule(stack, "authorize", files, NFS_PORT, "10.10.0.0/16");
        await("mounts to work again")
                .atMost(SOON)
                .until(() -> ssh.run(address, mount).status() == 0);
    }

    private static String mountTarget(PostStack stack, String subnet) throws IOException, InterruptedException {
        for (JsonNode target : stack.moorage()
                .aws("efs", "describe-mount-targets", "--file-system-id", stack.resource("FileSystem"))
                .path("MountTargets")) {
            if (target.path("SubnetId").asText().equals(subnet)) {
                return target.path("IpAddress").asText();
            }
        }
        throw new AssertionError("no mount target in " + subnet);
    }

    private static void rule(PostStack stack, String verb, String group, int port, String cidr)
            throws IOException, InterruptedException {
        stack.moorage()
                .aws(
                        "ec2",
                        verb + "-security-group-ingress",
                        "--group-id",
                        group,
                        "--protocol",
                        "tcp",
                        "--port",
                        Integer.toString(port),
                        "--cidr",
                        cidr);
    }

    /** Whether this machine, which is no part of the VPC, gets a connection. */
    private static boolean passes(String address, int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address, port), PATIENCE_MILLIS);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }
}
