package io.moorage.agent.task;

import static io.moorage.agent.TaskPayloads.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.moorage.agent.ContainerBuilder;
import io.moorage.agent.TaskPayloads;
import io.moorage.agent.config.ImagePullBehavior;
import io.moorage.agent.credentials.TaskCredentials;
import io.moorage.agent.runtime.FakeRuntime;
import io.moorage.agent.session.Attachments;
import io.moorage.agent.volume.FakeMounter;
import io.moorage.agent.volume.VolumeManager;
import io.moorage.agentwire.acs.AttachTaskNetworkInterfacesMessage;
import io.moorage.agentwire.acs.ContainerDependency;
import io.moorage.agentwire.acs.ContainerPayload;
import io.moorage.agentwire.acs.ElasticNetworkInterface;
import io.moorage.agentwire.acs.EnvironmentFilePayload;
import io.moorage.agentwire.acs.MountPoint;
import io.moorage.agentwire.acs.SecretPayload;
import io.moorage.agentwire.acs.TaskPayload;
import io.moorage.agentwire.acs.VolumePayload;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tasks from their payload to their last report, on a runtime that only writes down. */
final class TaskEngineTest {
    private static final ElasticNetworkInterface INTERFACE = new ElasticNetworkInterface(
            "eni-1",
            "02:00:00:00:00:01",
            "arn:attachment",
            List.of(new ElasticNetworkInterface.Ipv4Address(true, "172.31.0.9")),
            List.of(),
            List.of(),
            List.of(),
            null,
            "172.31.0.1/20");

    private final FakeRuntime runtime = new FakeRuntime();
    private final BlockingQueue<TaskStateChange> reports = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> network = new LinkedBlockingQueue<>();
    private TaskEngine engine;

    @BeforeEach
    void start(@TempDir Path home) {
        engine = new TaskEngine(
                new TaskTools(
                        runtime,
                        new Images(runtime, ImagePullBehavior.DEFAULT, new PulledImages(home.resolve("pulled-images"))),
                        new VolumeManager(new FakeMounter(), home.resolve("efs"), id -> id),
                        new Interfaces(),
                        TaskEngineTest::secrets,
                        TaskEngineTest::environmentFiles,
                        new NoLogs(),
                        new Reports(),
                        new TaskJournal(home.resolve("tasks")),
                        InstantSource.system(),
                        Duration.ofSeconds(30)),
                new TaskCredentials());
        engine.start();
    }

    @AfterEach
    void stop() {
        engine.close();
    }

    private static Map<String, String> secrets(TaskPayload task) throws Secrets.Refused {
        if (task.arn().endsWith("denied")) {
            throw new Secrets.Refused("ResourceInitializationError: unable to pull secrets");
        }
        return Map.of("/db/password", "hush");
    }

    private static Map<String, Map<String, String>> environmentFiles(TaskPayload task) throws Secrets.Refused {
        if (task.arn().endsWith("missing")) {
            throw new Secrets.Refused("ResourceInitializationError: failed to download env files: NoSuchKey");
        }
        return Map.of(
                "arn:aws:s3:::b/1.env", Map.of("FIRST", "1", "PASSWORD", "of the file", "GIVEN", "of the file"),
                "arn:aws:s3:::b/2.env", Map.of("FIRST", "2", "SECOND", "2"));
    }

    private final class Reports implements StateReporter {
        @Override
        public Outcome report(TaskStateChange change) {
            reports.add(change);
            return Outcome.DONE;
        }

        @Override
        public Outcome attached(String taskArn, String attachmentArn) {
            network.add("attached " + attachmentArn);
            return Outcome.DONE;
        }
    }

    private final class Interfaces implements TaskNetwork {
        @Override
        public boolean isPresent(String macAddress) {
            return true;
        }

        @Override
        public void plug(TaskPayload task, int pid) {
            network.add("plug " + task.elasticNetworkInterfaces().getFirst().ec2Id());
        }
    }

    private TaskStateChange next() throws InterruptedException {
        TaskStateChange change = reports.poll(10, TimeUnit.SECONDS);
        if (change == null) {
            throw new AssertionError("no report");
        }
        return change;
    }

    private static ContainerPayload container(
            String name, boolean essential, @Nullable Integer stopTimeout, ContainerDependency... dependsOn) {
        return ContainerBuilder.named(name)
                .arn("arn:container/" + name)
                .essential(essential)
                .mounts(new MountPoint("data", "/data", false))
                .dependsOn(dependsOn)
                .stopTimeout(stopTimeout)
                .secrets(List.of(new SecretPayload(
                        "PASSWORD", "/db/password", "us-east-1", "ENVIRONMENT_VARIABLE", "ssm", "CONTAINER")))
                .build();
    }

    private static VolumePayload volume(String scope, @Nullable Boolean autoprovision) {
        return new VolumePayload(
                "data",
                "docker",
                null,
                new VolumePayload.DockerVolumeConfiguration(scope, autoprovision, "local", Map.of(), Map.of()),
                null);
    }

    /**
     * API_Secret: the value is in the container's environment; API_DockerVolumeConfiguration: "docker volumes scoped to a task
     * are provisioned when the task starts and destroyed when it stops"; API_ContainerDefinition, dependsOn and stopTimeout.
     */
    @Test
    void aTaskLivesAndEndsInOrder() throws Exception {
        TaskPayload task = task(
                "a",
                List.of(volume("task", null)),
                container("db", true, null),
                container("side", false, 7, new ContainerDependency("db", "START")));
        engine.accept(task);
        TaskStateChange running = next();
        assertThat(running.status()).isEqualTo("RUNNING");
        assertThat(running.pulls().started()).isPresent();
        assertThat(running.containers())
                .allSatisfy(each -> assertThat(each.imageDigest()).isPresent());
        assertThat(runtime.spec("db").environment())
                .containsEntry("PASSWORD", "hush")
                .containsKeys("ECS_CONTAINER_METADATA_URI", "ECS_CONTAINER_METADATA_URI_V4", "ECS_AGENT_URI");
        assertThat(runtime.volumes()).containsExactly("ecs-family-1-data-a");

        runtime.exit("side", 4, Duration.ofSeconds(1));
        assertThat(next().containers())
                .filteredOn(each -> each.name().equals("side"))
                .singleElement()
                .satisfies(each -> assertThat(each.exitCode()).isEqualTo(OptionalInt.of(4)));

        engine.accept(TaskPayload.stop(task.arn(), "c"));
        TaskStateChange stopped = next();
        assertThat(stopped.status()).isEqualTo("STOPPED");
        awaitGone();
        assertThat(runtime.happened())
                .containsExactly("start db", "start side", "stop db 30", "remove db", "remove side");
        assertThat(runtime.volumes()).isEmpty();
    }

    private void awaitGone() {
        await().atMost(Duration.ofSeconds(10)).until(() -> engine.running().isEmpty());
    }

    /** ECS developer guide, "Stopped task error codes": ResourceInitializationError. */
    @Test
    void aTaskWhoseSecretsAreDeniedDoesNotStart() throws Exception {
        engine.accept(task("denied", List.of(), container("db", true, null)));
        TaskStateChange stopped = next();
        assertThat(stopped.status()).isEqualTo("STOPPED");
        assertThat(stopped.reason()).startsWith("ResourceInitializationError: unable to pull secrets");
        awaitGone();
        assertThat(runtime.happened()).isEmpty();
    }

    /**
     * ECS developer guide, "Pass environment variables to an Amazon ECS container": "If multiple environment files are specified that
     * contain the same variable, they're processed in order of entry. This means that the first value of the variable is used and
     * subsequent values of duplicate variables are ignored", and the definition's own variables come before all of them.
     */
    @Test
    void ofVariablesInSeveralFilesTheFirstCounts() throws Exception {
        engine.accept(task("files", List.of(), fromFiles()));
        assertThat(next().status()).isEqualTo("RUNNING");
        assertThat(runtime.spec("db").environment())
                .containsEntry("FIRST", "1")
                .containsEntry("SECOND", "2")
                .containsEntry("PASSWORD", "hush")
                .containsEntry("GIVEN", "of the definition");
    }

    @Test
    void aTaskWhoseFilesAreMissingDoesNotStart() throws Exception {
        engine.accept(task("missing", List.of(), fromFiles()));
        TaskStateChange stopped = next();
        assertThat(stopped.status()).isEqualTo("STOPPED");
        assertThat(stopped.reason()).startsWith("ResourceInitializationError: failed to download env files");
        awaitGone();
        assertThat(runtime.happened()).isEmpty();
    }

    private static ContainerPayload fromFiles() {
        return ContainerBuilder.named("db")
                .environment(Map.of("GIVEN", "of the definition"))
                .environmentFiles(List.of(
                        new EnvironmentFilePayload("arn:aws:s3:::b/1.env", EnvironmentFilePayload.S3),
                        new EnvironmentFilePayload("arn:aws:s3:::b/2.env", EnvironmentFilePayload.S3)))
                .secrets(List.of(new SecretPayload(
                        "PASSWORD", "/db/password", "us-east-1", "ENVIRONMENT_VARIABLE", "ssm", "CONTAINER")))
                .build();
    }

    /** docs/agents.md, "Events": when a failover's task had its file systems is its agent's word. */
    @Test
    void aTaskTellsWhenItsFileSystemsWereMounted() throws Exception {
        engine.accept(task("a", List.of(volume("task", null)), container("db", true, null)));
        assertThat(next().mountedAt()).as("it shares nothing").isEmpty();
        Instant before = Instant.now();
        engine.accept(task("b", List.of(TaskPayloads.efsVolume("data", "fs-1")), container("db", true, null)));
        assertThat(next().mountedAt().orElseThrow()).isBetween(before, Instant.now());
    }

    /** API_DockerVolumeConfiguration: "shared" volumes stay, and are made only with autoprovision. */
    @Test
    void sharedVolumesStay() throws Exception {
        engine.accept(task("a", List.of(volume("shared", false)), container("db", true, null)));
        assertThat(next().reason()).startsWith("CannotCreateVolumeError: ");
        TaskPayload task = task("b", List.of(volume("shared", true)), container("db", true, null));
        engine.accept(task);
        assertThat(next().status()).isEqualTo("RUNNING");
        engine.accept(TaskPayload.stop(task.arn(), "c"));
        assertThat(next().status()).isEqualTo("STOPPED");
        awaitGone();
        assertThat(runtime.volumes()).containsExactly("data");
    }

    /** ECS developer guide, "awsvpc network mode": the containers of a task share its interface. */
    @Test
    void containersShareTheirTasksInterface() throws Exception {
        TaskPayload plain = task("a", List.of(volume("task", null)), container("db", true, null));
        new Attachments(new Interfaces(), new Reports())
                .await(new AttachTaskNetworkInterfacesMessage(
                        "m", "c", "i", plain.arn(), "c", List.of(INTERFACE), 0, 1000));
        assertThat(network.poll(10, TimeUnit.SECONDS)).isEqualTo("attached arn:attachment");
        TaskPayload task = new TaskPayload(
                plain.arn(),
                plain.taskClusterArn(),
                plain.family(),
                plain.version(),
                plain.desiredStatus(),
                null,
                "awsvpc",
                "task",
                null,
                "EC2",
                null,
                512,
                null,
                null,
                null,
                plain.volumes(),
                plain.containers(),
                List.of(INTERFACE));
        engine.accept(task);
        assertThat(next().status()).isEqualTo("RUNNING");
        assertThat(network.poll(10, TimeUnit.SECONDS)).isEqualTo("plug eni-1");
        assertThat(runtime.spec("db").networkMode()).startsWith("container:ecs-family-1-");
        assertThat(runtime.spec("db").pidMode()).isEqualTo(runtime.spec("db").networkMode());
        assertThat(runtime.spec("db").memoryMiB()).as("its task's limit").isEqualTo(512);
        engine.accept(TaskPayload.stop(task.arn(), "c"));
        assertThat(next().status()).isEqualTo("STOPPED");
        awaitGone();
        assertThat(runtime.containers()).as("the pause container goes last").isEmpty();
    }
}
