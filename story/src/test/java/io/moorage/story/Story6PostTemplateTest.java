package io.moorage.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.cli.CommitWriter;
import io.moorage.cli.SqlSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The post's own template, unmodified: it deploys on the instances' own signals, its database survives its machine behind one name,
 * and deleted it leaves nothing. Checklist rows 14-18, 20-23, 26-29, 42, 56, 59-62.
 */
@ExtendWith(WithMoorage.class)
class Story6PostTemplateTest {
    private static final String STACK = "post";
    private static final Duration CREATE_BOUND = Duration.ofMinutes(4);
    private static final Duration ANSWER_BOUND = Duration.ofSeconds(90);
    private static final Duration REPLACE_BOUND = Duration.ofMinutes(2);

    @Test
    void theTemplateDeploysFailsOverAndLeavesNothing(MoorageUnderTest moorage, @TempDir Path scratch) throws Exception {
        Optional<PostDocuments> post = PostDocuments.find(moorage.source());
        assumeTrue(post.isPresent(), "the post is not beside this checkout (shared/seed/amazon-efs-ecs.json)");
        clear(moorage);
        importKey(moorage, scratch);

        long begun = System.nanoTime();
        create(moorage, post.get().template());
        say("create-stack to CREATE_COMPLETE", begun);
        String address = moorage.moorage(Duration.ofSeconds(30), "resolve", balancerName(moorage))
                .strip();
        makeTable(address);
        say("create-stack to a query through the load balancer", begun);

        String cluster = moorage.resource(STACK, "ECSCluster");
        Database database = new Database(moorage, cluster, moorage.resource(STACK, "service"));
        Database.Placed before = database.runningTask();
        try (CommitWriter writer = new CommitWriter(() -> List.of(address), "password", "post-" + System.nanoTime())) {
            writer.start();
            Database.awaitMore(writer, 50, ANSWER_BOUND);
            CommitWriter.Outage outage = writer.markOutage();
            long killed = System.nanoTime();
            moorage.docker("kill", "-s", "KILL", moorage.containerOf(before.instanceId()));
            await("a commit through the same name")
                    .atMost(ANSWER_BOUND)
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> outage.firstCommitMillis() > 0);
            say("power cut to the first commit through the same name", killed);
            await("two registered instances again")
                    .atMost(REPLACE_BOUND)
                    .pollInterval(Duration.ofMillis(500))
                    .until(() -> connected(moorage, cluster) >= 2);
            say("power cut to two registered instances", killed);
            Database.awaitMore(writer, 50, ANSWER_BOUND);
            assertThat(writer.verify().holds())
                    .as("every acknowledged commit, once")
                    .isTrue();
        }
        assertThat(database.runningTask().instanceId()).isNotEqualTo(before.instanceId());

        long deleting = System.nanoTime();
        moorage.deleteStack(STACK);
        say("delete-stack to gone", deleting);
        assertNothingIsLeft(moorage);
    }

    /** The machine is this story's alone; what was there goes, and goes without a trace. */
    private static void clear(MoorageUnderTest moorage) throws Exception {
        moorage.moorage(Duration.ofMinutes(5), "up");
        for (JsonNode instance : moorage.aws(
                "ec2",
                "describe-instances",
                "--filters",
                "Name=instance-state-name,Values=running",
                "--query",
                "Reservations[].Instances[?!Tags[?Key=='aws:autoscaling:groupName']].InstanceId[]")) {
            moorage.aws("ec2", "terminate-instances", "--instance-ids", instance.asText());
        }
        if (moorage.aws("cloudformation", "list-stacks", "--stack-status-filter", "CREATE_COMPLETE")
                .toString()
                .contains("efs-docker")) {
            moorage.deleteStack("efs-docker");
            assertNothingIsLeft(moorage);
        }
    }

    private static void importKey(MoorageUnderTest moorage, Path scratch) throws IOException, InterruptedException {
        Path key = scratch.resolve("key");
        Shell.ok("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString());
        moorage.aws("ec2", "import-key-pair", "--key-name", STACK, "--public-key-material", "fileb://" + key + ".pub");
    }

    private static void create(MoorageUnderTest moorage, Path template) throws IOException, InterruptedException {
        moorage.aws(
                "cloudformation",
                "create-stack",
                "--stack-name",
                STACK,
                "--template-body",
                "file://" + template,
                "--capabilities",
                "CAPABILITY_IAM",
                "--parameters",
                "ParameterKey=KeyName,ParameterValue=" + STACK,
                "ParameterKey=DesiredCapacity,ParameterValue=2",
                "ParameterKey=AsgMaxSize,ParameterValue=2");
        await("the stack to be complete")
                .atMost(CREATE_BOUND)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> isComplete(moorage));
        assertThat(moorage.aws("cloudformation", "describe-stack-events", "--stack-name", STACK)
                        .toString())
                .as("events")
                .contains("Received SUCCESS signal with UniqueId i-")
                .containsPattern("the image ami-[0-9a-f]{8} is not here: ami-[0-9a-f]{17} stands for it");
    }

    private static boolean isComplete(MoorageUnderTest moorage) throws IOException, InterruptedException {
        JsonNode stack = moorage.aws("cloudformation", "describe-stacks", "--stack-name", STACK)
                .path("Stacks")
                .path(0);
        String status = stack.path("StackStatus").asText();
        assertThat(status)
                .as("%s", moorage.aws("cloudformation", "describe-stack-events", "--stack-name", STACK))
                .isIn("CREATE_IN_PROGRESS", "CREATE_COMPLETE");
        return status.equals("CREATE_COMPLETE");
    }

    private static String balancerName(MoorageUnderTest moorage) throws IOException, InterruptedException {
        return moorage.aws(
                        "elb",
                        "describe-load-balancers",
                        "--load-balancer-names",
                        moorage.resource(STACK, "EcsElasticLoadBalancer"))
                .path("LoadBalancerDescriptions")
                .path(0)
                .path("DNSName")
                .asText();
    }

    private static void makeTable(String address) {
        await("MySQL to answer at " + address)
                .atMost(ANSWER_BOUND)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptionsInstanceOf(SqlSession.Broken.class)
                .until(() -> {
                    try (SqlSession session = new SqlSession(address, 3306, "root", "password", "")) {
                        session.query(
                                "CREATE DATABASE moorage; CREATE TABLE moorage.commits"
                                        + " (run VARCHAR(40) NOT NULL, n BIGINT NOT NULL, KEY (run, n))",
                                Duration.ofSeconds(10));
                        return true;
                    }
                });
    }

    private static int connected(MoorageUnderTest moorage, String cluster) throws IOException, InterruptedException {
        return moorage.aws("ecs", "list-container-instances", "--cluster", cluster, "--filter", "agentConnected==true")
                .path("containerInstanceArns")
                .size();
    }

    /** No container, no namespace, no mount, no data, no process of a load balancer's. */
    private static void assertNothingIsLeft(MoorageUnderTest moorage) throws Exception {
        await("instances to be gone from the machine")
                .atMost(Duration.ofSeconds(30))
                .until(() -> moorage.docker("ps", "-aq").isBlank());
        await("networks to be gone").atMost(Duration.ofSeconds(30)).until(() -> !Shell.ok("ip", "netns", "list")
                .contains(MoorageUnderTest.NAME));
        assertThat(moorage.aws("efs", "describe-file-systems").path("FileSystems"))
                .isEmpty();
        try (var left = Files.list(moorage.home().resolve("efs"))) {
            assertThat(left.filter(file -> file.getFileName().toString().startsWith("fs-")))
                    .isEmpty();
        }
        assertThat(moorage.aws("ec2", "describe-network-interfaces").path("NetworkInterfaces"))
                .isEmpty();
    }

    /** A figure, for whoever reads the output. */
    private static void say(String what, long since) {
        System.out.printf("Story6: %s: %.1f s%n", what, (System.nanoTime() - since) / 1e9);
    }
}
