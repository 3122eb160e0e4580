package io.moorage.story;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What only real parts prove of a task: an address of its own in network mode awsvpc, a secret and a file's variables in its environment, its lines in
 * CloudWatch Logs, its metadata, and a command in its container (ECS developer guide, "awsvpc network mode", "Pass Systems Manager
 * parameters", "awslogs log driver", "Monitor Amazon ECS containers with ECS Exec").
 */
@ExtendWith(WithMoorage.class)
class Story6TaskTest {
    private static final Duration BOUND = Duration.ofSeconds(60);
    private static final String CONTAINERS = """
        [{"name":"app","image":"mysql:latest","memory":64,"entryPoint":["sh","-c"],\
        "command":["echo password $PASSWORD; exec sleep 600"],\
        "secrets":[{"name":"PASSWORD","valueFrom":"/story/password"}],"stopTimeout":2,\
        "environmentFiles":[{"type":"s3","value":"arn:aws:s3:::story-files/app.env"}],\
        "logConfiguration":{"logDriver":"awslogs","options":{"awslogs-group":"story","awslogs-region":"us-east-1",\
        "awslogs-create-group":"true","awslogs-stream-prefix":"own"}}}]\
        """;

    private static final String KEPT = """
        [{"name":"app","image":"mysql:latest","memory":64,"entryPoint":["sleep","600"],"stopTimeout":2}]\
        """;

    @Test
    void aTaskIsAMachineOfItsOwn(MoorageUnderTest moorage) throws Exception {
        moorage.ensurePlayed();
        define(moorage);
        JsonNode started = moorage.aws(
                        "ecs",
                        "run-task",
                        "--task-definition",
                        "story-own",
                        "--enable-execute-command",
                        "--network-configuration",
                        "awsvpcConfiguration={subnets=[" + subnet(moorage) + "]}")
                .path("tasks")
                .path(0);
        String arn = started.path("taskArn").asText();
        String address = inState(moorage, arn, "RUNNING")
                .at("/containers/0/networkInterfaces/0/privateIpv4Address")
                .asText();

        assertThat(exec(moorage, arn, "grep -c ' " + address + "$' /proc/net/fib_trie || cat /proc/net/fib_trie"))
                .as("its own address is in its own namespace")
                .matches("[1-9][0-9]*\\s*");
        assertThat(inTerminal(
                        moorage, arn, "tty; until [ \"$(stty size)\" = \"30 100\" ]; do sleep 0.1; done; stty size"))
                .as("a terminal of the size of the user's own")
                .contains("/dev/pts/", "30 100");
        assertThat(exec(moorage, arn, "echo $FROM_FILE")).isEqualTo("a word\n");
        assertThat(exec(moorage, arn, "echo $PASSWORD $ECS_CONTAINER_METADATA_URI_V4"))
                .startsWith("hush http://169.254.170.2/v4/");
        String id = arn.substring(arn.lastIndexOf('/') + 1);
        await("its lines").atMost(BOUND).until(() -> moorage.aws(
                        "logs", "get-log-events", "--log-group-name", "story", "--log-stream-name", "own/app/" + id)
                .toString()
                .contains("\"message\":\"password hush\""));

        moorage.aws("ecs", "stop-task", "--task", arn);
        JsonNode stopped = inState(moorage, arn, "STOPPED");
        assertThat(stopped.path("stoppedReason").asText()).isEqualTo("Task stopped by user");
        assertThat(moorage.aws("ec2", "describe-network-interfaces").toString()).doesNotContain(address);
        moorage.aws("logs", "delete-log-group", "--log-group-name", "story");
        moorage.aws("ssm", "delete-parameter", "--name", "/story/password");
        moorage.aws("s3api", "delete-object", "--bucket", "story-files", "--key", "app.env");
        moorage.aws("s3api", "delete-bucket", "--bucket", "story-files");
    }

    /** API_CreateService, networkConfiguration: each task that a service keeps has an address of its own, also the one after it. */
    @Test
    void aServicesTaskIsReplacedUnderAnAddressOfItsOwn(MoorageUnderTest moorage) throws Exception {
        moorage.ensurePlayed();
        moorage.aws(
                "ecs",
                "register-task-definition",
                "--family",
                "story-kept",
                "--network-mode",
                "awsvpc",
                "--container-definitions",
                KEPT);
        moorage.aws(
                "ecs",
                "create-service",
                "--service-name",
                "story-kept",
                "--task-definition",
                "story-kept",
                "--desired-count",
                "1",
                "--enable-execute-command",
                "--network-configuration",
                "awsvpcConfiguration={subnets=[" + subnet(moorage) + "]}");
        String first = kept(moorage, "");
        String address = addressOf(moorage, first);
        moorage.aws("ecs", "stop-task", "--task", first);
        String second = kept(moorage, first);
        assertThat(addressOf(moorage, second)).isNotEqualTo(address);
        assertThat(exec(moorage, second, "cat /proc/net/fib_trie")).contains(addressOf(moorage, second));
        moorage.aws("ecs", "delete-service", "--service", "story-kept", "--force");
        inState(moorage, second, "STOPPED");
        assertThat(moorage.aws("ec2", "describe-network-interfaces").toString()).doesNotContain("\"" + address + "\"");
    }

    /** The service's running task, when it is not {@code former}. */
    private static String kept(MoorageUnderTest moorage, String former) {
        return await("a task of story-kept")
                .atMost(BOUND)
                .until(() -> running(moorage), each -> !each.isEmpty() && !each.equals(former));
    }

    private static String running(MoorageUnderTest moorage) throws IOException, InterruptedException {
        String arn = moorage.aws("ecs", "list-tasks", "--service-name", "story-kept")
                .at("/taskArns/0")
                .asText();
        return !arn.isEmpty() && task(moorage, arn).path("lastStatus").asText().equals("RUNNING") ? arn : "";
    }

    private static String addressOf(MoorageUnderTest moorage, String arn) throws IOException, InterruptedException {
        return task(moorage, arn)
                .at("/containers/0/networkInterfaces/0/privateIpv4Address")
                .asText();
    }

    private static void define(MoorageUnderTest moorage) throws IOException, InterruptedException {
        moorage.aws(
                "ssm",
                "put-parameter",
                "--name",
                "/story/password",
                "--type",
                "String",
                "--value",
                "hush",
                "--overwrite");
        Path file = Files.writeString(moorage.home().resolve("app.env"), "# of the story\nFROM_FILE=a word\n");
        moorage.aws("s3api", "create-bucket", "--bucket", "story-files");
        moorage.aws("s3api", "put-object", "--bucket", "story-files", "--key", "app.env", "--body", file.toString());
        moorage.aws(
                "ecs",
                "register-task-definition",
                "--family",
                "story-own",
                "--network-mode",
                "awsvpc",
                "--execution-role-arn",
                ExecutionRole.ensure(moorage),
                "--container-definitions",
                CONTAINERS);
    }

    /** Of some instance of the cluster. */
    private static String subnet(MoorageUnderTest moorage) throws IOException, InterruptedException {
        String instance = moorage.aws("ecs", "list-container-instances")
                .at("/containerInstanceArns/0")
                .asText();
        String ec2 = moorage.aws("ecs", "describe-container-instances", "--container-instances", instance)
                .at("/containerInstances/0/ec2InstanceId")
                .asText();
        return moorage.aws("ec2", "describe-instances", "--instance-ids", ec2)
                .at("/Reservations/0/Instances/0/SubnetId")
                .asText();
    }

    private static String exec(MoorageUnderTest moorage, String arn, String script)
            throws IOException, InterruptedException {
        return moorage.moorage(BOUND, "exec", arn, "--", "sh", "-c", script);
    }

    /** Within {@code script}, whose terminal is the user's. Docker gives a command its terminal's size after it has begun. */
    private static String inTerminal(MoorageUnderTest moorage, String arn, String script)
            throws IOException, InterruptedException {
        String command = "stty rows 30 cols 100; exec " + moorage.source().resolve("moorage") + " exec -it " + arn
                + " -- sh -c '" + script + "'";
        return Shell.ok(BOUND, moorage.environment(), List.of("script", "-qec", command, "/dev/null"));
    }

    private static JsonNode inState(MoorageUnderTest moorage, String arn, String status) throws Exception {
        await(arn + " to be " + status)
                .atMost(BOUND)
                .until(() -> task(moorage, arn).path("lastStatus").asText().equals(status));
        return task(moorage, arn);
    }

    private static JsonNode task(MoorageUnderTest moorage, String arn) throws IOException, InterruptedException {
        return moorage.aws("ecs", "describe-tasks", "--tasks", arn)
                .path("tasks")
                .path(0);
    }
}
