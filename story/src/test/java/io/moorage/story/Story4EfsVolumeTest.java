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
 * A task's volume on EFS through an access point, over TLS, as its task role (ECS developer guide, "Amazon EFS volumes"): the
 * file it writes is the access point's user's, and without IAM the mount is denied, in ECS's words.
 */
@ExtendWith(WithMoorage.class)
class Story4EfsVolumeTest {
    private static final Duration TASK_BOUND = Duration.ofSeconds(60);
    private static final String TRUST = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"ecs-tasks.amazonaws.com"},\
        "Action":"sts:AssumeRole"}]}\
        """;
    private static final String CLIENT = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":["elasticfilesystem:ClientMount",\
        "elasticfilesystem:ClientWrite"],"Resource":"*"}]}\
        """;

    /** Plain mounts, such as the database's, stay open; through an access point only who an IAM policy lets in. */
    private static final String ACCESS_POINTS_BY_IAM = """
        {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":"*"},\
        "Action":["elasticfilesystem:ClientMount","elasticfilesystem:ClientWrite",\
        "elasticfilesystem:ClientRootAccess"],\
        "Condition":{"Null":{"elasticfilesystem:AccessPointArn":"true"}}}]}\
        """;

    @Test
    void aTaskWritesThroughAnAccessPointAsItsUser(MoorageUnderTest moorage) throws Exception {
        moorage.ensurePlayed();
        String fileSystem = moorage.aws("efs", "describe-file-systems")
                .path("FileSystems")
                .path(0)
                .path("FileSystemId")
                .asText();
        String accessPoint = prepared(moorage, fileSystem);
        String role = role(moorage);

        JsonNode done = ran(moorage, define(moorage, "efs-volume", fileSystem, accessPoint, "ENABLED", role));
        assertThat(done.path("containers").path(0).path("exitCode").asInt(-1))
                .as("%s", done)
                .isZero();
        Path file = moorage.home().resolve("efs").resolve(fileSystem).resolve("apps/story/file");
        assertThat(Files.readString(file)).isEqualTo("written\n");
        assertThat(Files.getAttribute(file, "unix:uid")).isEqualTo(1234);
        assertThat(Files.getAttribute(file, "unix:gid")).isEqualTo(5678);

        JsonNode denied = ran(moorage, define(moorage, "efs-denied", fileSystem, accessPoint, "DISABLED", role));
        assertThat(denied.path("stoppedReason").asText())
                .startsWith("ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes")
                .contains("access denied by server");
        moorage.aws("efs", "delete-file-system-policy", "--file-system-id", fileSystem);
    }

    private static String prepared(MoorageUnderTest moorage, String fileSystem)
            throws IOException, InterruptedException {
        moorage.aws(
                "efs",
                "put-file-system-policy",
                "--file-system-id",
                fileSystem,
                "--policy",
                ACCESS_POINTS_BY_IAM,
                "--bypass-policy-lockout-safety-check");
        String id = moorage.aws(
                        "efs",
                        "create-access-point",
                        "--file-system-id",
                        fileSystem,
                        "--posix-user",
                        "Uid=1234,Gid=5678",
                        "--root-directory",
                        "Path=/apps/story,CreationInfo={OwnerUid=1234,OwnerGid=5678,Permissions=0750}")
                .path("AccessPointId")
                .asText();
        await("access point " + id + " to be available")
                .atMost(Duration.ofSeconds(20))
                .until(() -> moorage.aws("efs", "describe-access-points", "--access-point-id", id)
                        .path("AccessPoints")
                        .path(0)
                        .path("LifeCycleState")
                        .asText()
                        .equals("available"));
        return id;
    }

    private static String role(MoorageUnderTest moorage) throws IOException, InterruptedException {
        String arn = moorage.aws(
                        "iam", "create-role", "--role-name", "story-app", "--assume-role-policy-document", TRUST)
                .path("Role")
                .path("Arn")
                .asText();
        moorage.aws(
                "iam",
                "put-role-policy",
                "--role-name",
                "story-app",
                "--policy-name",
                "efs",
                "--policy-document",
                CLIENT);
        return arn;
    }

    private static String define(
            MoorageUnderTest moorage, String family, String fileSystem, String accessPoint, String iam, String role)
            throws IOException, InterruptedException {
        String containers = """
            [{"name":"writer","image":"mysql","memory":64,"essential":true,"entryPoint":["sh","-c"],\
            "command":["echo written > /data/file"],\
            "mountPoints":[{"sourceVolume":"data","containerPath":"/data"}]}]\
            """;
        String volumes = """
            [{"name":"data","efsVolumeConfiguration":{"fileSystemId":"%s","transitEncryption":"ENABLED",\
            "authorizationConfig":{"accessPointId":"%s","iam":"%s"}}}]\
            """.formatted(fileSystem, accessPoint, iam);
        return moorage.aws(
                        "ecs",
                        "register-task-definition",
                        "--family",
                        family,
                        "--task-role-arn",
                        role,
                        "--container-definitions",
                        containers,
                        "--volumes",
                        volumes)
                .path("taskDefinition")
                .path("taskDefinitionArn")
                .asText();
    }

    /** The task once it has stopped. */
    private static JsonNode ran(MoorageUnderTest moorage, String definition) throws IOException, InterruptedException {
        String task = moorage.aws("ecs", "run-task", "--task-definition", definition)
                .path("tasks")
                .path(0)
                .path("taskArn")
                .asText();
        List<String> describe = List.of("ecs", "describe-tasks", "--tasks", task);
        await("task " + task + " to stop")
                .atMost(TASK_BOUND)
                .until(() ->
                        described(moorage, describe).path("lastStatus").asText().equals("STOPPED"));
        return described(moorage, describe);
    }

    private static JsonNode described(MoorageUnderTest moorage, List<String> describe)
            throws IOException, InterruptedException {
        return moorage.aws(describe.toArray(String[]::new)).path("tasks").path(0);
    }
}
