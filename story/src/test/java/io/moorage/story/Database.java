package io.moorage.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.cli.CommitWriter;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A service that runs MySQL, such as the one that the quickstart left running, and what a client of it may expect. */
final class Database {
    private final MoorageUnderTest moorage;
    private final String cluster;
    private final String service;

    /** The quickstart's. */
    Database(MoorageUnderTest moorage) {
        this(moorage, "default", "mysql");
    }

    Database(MoorageUnderTest moorage, String cluster, String service) {
        this.moorage = moorage;
        this.cluster = cluster;
        this.service = service;
    }

    /** Private addresses of the running instances. */
    List<String> addresses() throws IOException, InterruptedException {
        List<String> addresses = new ArrayList<>();
        for (JsonNode address : moorage.aws(
                "ec2",
                "describe-instances",
                "--filters",
                "Name=instance-state-name,Values=running",
                "--query",
                "Reservations[].Instances[].PrivateIpAddress")) {
            addresses.add(address.asText());
        }
        assertThat(addresses).as("addresses of running instances").isNotEmpty();
        return List.copyOf(addresses);
    }

    /** The one task of the service, with its container instance's EC2 id. */
    record Placed(String taskArn, String definition, String instanceId) {}

    Placed runningTask() throws IOException, InterruptedException {
        JsonNode tasks = moorage.aws("ecs", "list-tasks", "--cluster", cluster, "--service-name", service)
                .path("taskArns");
        assertThat(tasks).as("tasks of service %s", service).hasSize(1);
        JsonNode task = moorage.aws(
                        "ecs",
                        "describe-tasks",
                        "--cluster",
                        cluster,
                        "--tasks",
                        tasks.path(0).asText())
                .path("tasks")
                .path(0);
        assertThat(task.path("lastStatus").asText()).isEqualTo("RUNNING");
        String instance = moorage.aws(
                        "ecs",
                        "describe-container-instances",
                        "--cluster",
                        cluster,
                        "--container-instances",
                        task.path("containerInstanceArn").asText())
                .path("containerInstances")
                .path(0)
                .path("ec2InstanceId")
                .asText();
        return new Placed(
                task.path("taskArn").asText(), task.path("taskDefinitionArn").asText(), instance);
    }

    /** The id of the MySQL container inside the instance. */
    String containerIn(String instanceId) throws IOException, InterruptedException {
        return moorage.docker(
                        "exec",
                        moorage.containerOf(instanceId),
                        "docker",
                        "ps",
                        "-q",
                        "--no-trunc",
                        "--filter",
                        "publish=3306")
                .strip();
    }

    CommitWriter writer(String run) throws IOException, InterruptedException {
        List<String> addresses = addresses();
        CommitWriter writer = new CommitWriter(() -> addresses, "password", run + System.nanoTime());
        writer.start();
        awaitMore(writer, 50, Duration.ofSeconds(60));
        return writer;
    }

    /** Waits for {@code count} more acknowledged commits. */
    static void awaitMore(CommitWriter writer, long count, Duration bound) {
        long goal = writer.acknowledged() + count;
        await("acknowledged commits to reach " + goal)
                .atMost(bound)
                .pollInterval(Duration.ofMillis(50))
                .until(() -> writer.acknowledged() >= goal);
    }
}
