package io.moorage.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.cli.CommitWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole story, from one template, and the post's own documents beside it. Checklist rows 2, 4, 5, 7, 9, 10, 13, 20, 22-29,
 * 31-38, 40-43, 45-50, 52, 53, 55, 59-62.
 */
@ExtendWith(WithMoorage.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class Story1QuickstartTest {
    private static final Duration BOUND = Duration.ofSeconds(90);

    @Test
    @Order(1)
    void theQuickstartShowsThatNothingIsLost(MoorageUnderTest moorage) throws Exception {
        JsonNode result = moorage.quickstart();
        assertThat(result.path("rowsFound").asLong())
                .isEqualTo(result.path("acknowledgedCommits").asLong());
        assertThat(result.path("acknowledgedCommits").asLong()).isGreaterThanOrEqualTo(100);
        for (String step : new String[] {
            "killed",
            "noticed",
            "fenced",
            "placed",
            "container running",
            "first query answered",
            "first commit",
            "two instances again"
        }) {
            assertThat(result.path("timelineMillis").has(step))
                    .as("timeline has %s: %s", step, result)
                    .isTrue();
        }
    }

    /**
     * The post's own documents, unmodified, beside what the quickstart made: its user data, which has a boothook without an
     * interpreter line and a bug or two, brings a third instance into the cluster; its task definition, pasted, takes the
     * database over.
     */
    @Test
    @Order(2)
    void thePostsOwnDocumentsWorkAsTheyAre(MoorageUnderTest moorage, @TempDir Path scratch) throws Exception {
        moorage.ensurePlayed();
        Optional<PostDocuments> post = PostDocuments.find(moorage.source());
        assumeTrue(post.isPresent(), "the post is not beside this checkout (shared/seed/post.txt)");
        Path userData =
                Files.writeString(scratch.resolve("user-data"), post.get().userData());
        Path taskDefinition =
                Files.writeString(scratch.resolve("task.json"), post.get().taskDefinition());
        String instance = launch(moorage, userData);
        await("the agent of " + instance + " to be connected")
                .atMost(BOUND)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> !moorage.aws(
                                "ecs",
                                "list-container-instances",
                                "--filter",
                                "ec2InstanceId == " + instance + " and agentConnected == true")
                        .path("containerInstanceArns")
                        .isEmpty());
        String container = moorage.containerOf(instance);
        assertThat(moorage.docker("exec", container, "findmnt", "-n", "-o", "FSTYPE", "/mnt/efs"))
                .contains("nfs4");
        assertThat(moorage.docker("exec", container, "cat", "/etc/fstab")).contains("/mnt/efs");

        Database database = new Database(moorage);
        try (CommitWriter writer = database.writer("pasted-")) {
            String definition = moorage.aws(
                            "ecs", "register-task-definition", "--cli-input-json", "file://" + taskDefinition)
                    .path("taskDefinition")
                    .path("taskDefinitionArn")
                    .asText();
            moorage.aws("ecs", "update-service", "--service", "mysql", "--task-definition", definition);
            await("the service to be steady with " + definition)
                    .atMost(BOUND)
                    .ignoreExceptionsInstanceOf(AssertionError.class)
                    .until(() -> database.runningTask().definition().equals(definition));
            Database.awaitMore(writer, 50, BOUND);
            assertThat(writer.verify().holds()).isTrue();
        }
        // Whichever instance the database is on: the other stories have those of the group.
        moorage.aws("ec2", "terminate-instances", "--instance-ids", instance);
        await("the database to be on an instance of the group")
                .atMost(BOUND)
                .ignoreExceptionsInstanceOf(AssertionError.class)
                .until(() -> !database.runningTask().instanceId().equals(instance));
    }

    private static String launch(MoorageUnderTest moorage, Path userData) throws Exception {
        return moorage.aws(
                        "ec2",
                        "run-instances",
                        "--image-id",
                        moorage.aws("ec2", "describe-images", "--owners", "amazon", "--query", "Images[0].ImageId")
                                .asText(),
                        "--instance-type",
                        "t3.small",
                        "--subnet-id",
                        moorage.resource("efs-docker", "Subnet1"),
                        "--security-group-ids",
                        moorage.resource("efs-docker", "InstanceSecurityGroup"),
                        "--iam-instance-profile",
                        "Name=" + moorage.resource("efs-docker", "InstanceProfile"),
                        "--user-data",
                        "file://" + userData)
                .path("Instances")
                .path(0)
                .path("InstanceId")
                .asText();
    }
}
