package io.moorage.agent.session;

import static io.moorage.agent.TaskPayloads.container;
import static io.moorage.agent.TaskPayloads.efsVolume;
import static io.moorage.agent.TaskPayloads.mounting;
import static io.moorage.agent.TaskPayloads.task;
import static io.moorage.agent.TaskPayloads.withRole;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.agent.config.ImagePullBehavior;
import io.moorage.agent.credentials.TaskCredentials;
import io.moorage.agent.runtime.ContainerSpec.LogDriver;
import io.moorage.agent.runtime.FakeRuntime;
import io.moorage.agent.session.FakeControlPlane.Dial;
import io.moorage.agent.task.Images;
import io.moorage.agent.task.PulledImages;
import io.moorage.agent.task.StateReporter;
import io.moorage.agent.task.TaskEngine;
import io.moorage.agent.task.TaskJournal;
import io.moorage.agent.task.TaskLogs;
import io.moorage.agent.task.TaskNetwork;
import io.moorage.agent.task.TaskStateChange;
import io.moorage.agent.task.TaskTools;
import io.moorage.agent.volume.FakeMounter;
import io.moorage.agent.volume.VolumeManager;
import io.moorage.agentwire.EnvelopeCodec;
import io.moorage.agentwire.acs.AcsMessage;
import io.moorage.agentwire.acs.ContainerPayload;
import io.moorage.agentwire.acs.PayloadMessage;
import io.moorage.agentwire.acs.StopAndConfirmMessage;
import io.moorage.agentwire.acs.TaskPayload;
import io.moorage.base.sigv4.SigningCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The exchanges of ACS as they were recorded of the official agent, played against Moorage's own by a control plane that is not
 * Moorage's. Quoted is what the recording says.
 */
final class AcsConformanceTest {
    private static final String CLUSTER = "arn:aws:ecs:us-east-1:123456789012:cluster/c1";
    private static final String INSTANCE = "arn:aws:ecs:us-east-1:123456789012:container-instance/c1/0123";

    private final EnvelopeCodec<AcsMessage> codec = AcsMessage.codec();
    private final FakeRuntime runtime = new FakeRuntime();
    private final FakeMounter mounter = new FakeMounter();
    private final BlockingQueue<TaskStateChange> reports = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> attached = new LinkedBlockingQueue<>();
    private final BlockingQueue<Duration> pauses = new LinkedBlockingQueue<>();
    private final Semaphore over = new Semaphore(0);
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private FakeControlPlane controlPlane;
    private TaskEngine engine;
    private Thread loop;

    @BeforeEach
    void start(@TempDir Path home) throws Exception {
        controlPlane = new FakeControlPlane();
        TaskTools tools = new TaskTools(
                runtime,
                new Images(runtime, ImagePullBehavior.DEFAULT, new PulledImages(home.resolve("pulled-images"))),
                new VolumeManager(mounter, home.resolve("efs"), id -> id),
                new AllInterfaces(),
                any -> Map.of(),
                any -> Map.of(),
                new NoLogs(),
                new Reports(),
                new TaskJournal(home.resolve("tasks")),
                InstantSource.system(),
                Duration.ofSeconds(30));
        engine = new TaskEngine(tools, new TaskCredentials());
        engine.start();
        Connector connector = new Connector(
                http, "us-east-1", () -> new SigningCredentials("AKIAEXAMPLE", "secret", null), InstantSource.system());
        AcsSession session = new AcsSession(
                "c1",
                INSTANCE,
                "boot-1",
                engine,
                mounter,
                new Attachments(tools.network(), tools.reporter()),
                new ExecSessions(connector, controlPlane.endpoint(), INSTANCE, engine, runtime),
                new Lease(System.nanoTime(), Duration.ZERO),
                System::nanoTime);
        loop = Thread.ofPlatform()
                .daemon()
                .start(new AcsLoop(
                        connector,
                        controlPlane.endpoint(),
                        session,
                        "20.10",
                        System::nanoTime,
                        this::pause,
                        new Random(7)));
    }

    @AfterEach
    void stop() throws Exception {
        loop.interrupt();
        loop.join(Duration.ofSeconds(10));
        engine.close();
        controlPlane.close();
        http.shutdownNow();
    }

    /** As long as it says, but for what a test could not wait for: until it is let go on. */
    private void pause(Duration length) throws InterruptedException {
        if (length.compareTo(Duration.ofMinutes(1)) < 0) {
            Thread.sleep(length);
        } else {
            pauses.add(length);
            over.acquire();
        }
    }

    private final class Reports implements StateReporter {
        @Override
        public Outcome report(TaskStateChange change) {
            reports.add(change);
            return Outcome.DONE;
        }

        @Override
        public Outcome attached(String taskArn, String attachmentArn) {
            attached.add(attachmentArn);
            return Outcome.DONE;
        }
    }

    private static final class AllInterfaces implements TaskNetwork {
        @Override
        public boolean isPresent(String macAddress) {
            return true;
        }

        @Override
        public void plug(TaskPayload task, int pid) {}
    }

    private static final class NoLogs implements TaskLogs {
        @Override
        public Optional<LogDriver> prepare(TaskPayload task, ContainerPayload container, Map<String, String> secrets) {
            return Optional.empty();
        }

        @Override
        public void follow(TaskPayload task, ContainerPayload container, String containerId, boolean running) {}

        @Override
        public void drain(TaskPayload task, Duration bound) {}
    }

    private String payload(String messageId, TaskPayload... tasks) {
        return codec.encode(new PayloadMessage(CLUSTER, INSTANCE, messageId, 1, 1_700_000_000_000L, List.of(tasks)));
    }

    private TaskStateChange reported() throws InterruptedException {
        return Objects.requireNonNull(reports.poll(20, TimeUnit.SECONDS), "no report");
    }

    /** "sendCredentials=true until the process's first successful connect, false on its later reconnects"; "seqNum is the constant 1". */
    @Test
    void theUpgradeIsSignedAndTellsWhoCalls() throws Exception {
        Dial first = controlPlane.dialed();
        assertThat(first.head())
                .startsWith("GET /acs/ws?")
                .contains("containerInstanceArn=arn%3Aaws%3Aecs", "protocolVersion=2", "seqNum=1")
                .contains("sendCredentials=true")
                .contains("Authorization: AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/");
        first.next("InstanceStateReport");
        first.close(1000, "ConnectionExpired: Reconnect to continue");
        assertThat(controlPlane.dialed().head()).contains("sendCredentials=false", "seqNum=1");
    }

    @Test
    void aHeartbeatIsAcknowledgedByItsId() throws Exception {
        Dial acs = controlPlane.dialed();
        acs.say("{\"type\":\"HeartbeatMessage\",\"message\":{\"messageId\":\"hb-1\",\"healthy\":true}}");
        assertThat(acs.next("HeartbeatAckRequest")).contains("\"messageId\":\"hb-1\"");
    }

    /** "Same RUNNING payload again -> acked again, not started twice"; "Empty tasks is acked". */
    @Test
    void aPayloadIsAcknowledgedAndStartedOnce() throws Exception {
        Dial acs = controlPlane.dialed();
        acs.say(payload("m-1", task("a", List.of(), container("web", true))));
        assertThat(acs.next("AckRequest")).contains("\"messageId\":\"m-1\"", INSTANCE);
        assertThat(reported().status()).isEqualTo("RUNNING");
        acs.say(payload("m-2", task("a", List.of(), container("web", true))));
        assertThat(acs.next("AckRequest")).contains("\"messageId\":\"m-2\"");
        acs.say(payload("m-3"));
        assertThat(acs.next("AckRequest")).contains("\"messageId\":\"m-3\"");
        assertThat(runtime.happened())
                .filteredOn(each -> each.startsWith("start "))
                .hasSize(1);
    }

    /** "A task ARN never seen before + STOPPED -> acked, then STOPPED reported". */
    @Test
    void anOrphansStopIsReported() throws Exception {
        Dial acs = controlPlane.dialed();
        acs.say(payload("m-1", TaskPayload.stop("arn:aws:ecs:us-east-1:123456789012:task/c1/orphan", CLUSTER)));
        acs.next("AckRequest");
        assertThat(reported())
                .extracting(TaskStateChange::status, TaskStateChange::taskArn)
                .containsExactly("STOPPED", "arn:aws:ecs:us-east-1:123456789012:task/c1/orphan");
    }

    /** "IAMRoleCredentialsAckRequest {credentialsId, expiration, messageId}"; sent again "with the same credentialsId". */
    @Test
    void credentialsAreTakenAndAcknowledged() throws Exception {
        Dial acs = controlPlane.dialed();
        acs.say(payload("m-1", withRole(task("a", List.of(), container("web", true)))));
        acs.next("AckRequest");
        acs.say("""
                {"type":"IAMRoleCredentialsMessage","message":{"messageId":"c-1",\
                "taskArn":"arn:aws:ecs:us-east-1:123456789012:task/default/a","roleType":"TaskApplication",\
                "roleCredentials":{"credentialsId":"a","roleArn":"arn:aws:iam::123456789012:role/app",\
                "accessKeyId":"ASIANEWER","secretAccessKey":"s","sessionToken":"t","expiration":"2030-01-01T00:00:00Z"}}}""");
        assertThat(acs.next("IAMRoleCredentialsAckRequest"))
                .contains(
                        "\"credentialsId\":\"a\"", "\"expiration\":\"2030-01-01T00:00:00Z\"", "\"messageId\":\"c-1\"");
    }

    /** "AckRequest, here with the message's clusterArn as cluster; then waits waitTimeoutMs for the NIC"; SubmitTaskStateChange ATTACHED. */
    @Test
    void anInterfaceIsAcknowledgedAndReportedAttached() throws Exception {
        Dial acs = controlPlane.dialed();
        acs.say("""
                {"type":"AttachTaskNetworkInterfacesMessage","message":{"messageId":"e-1","clusterArn":"%s",\
                "containerInstanceArn":"%s","taskArn":"arn:task/a","taskClusterArn":"%s","generatedAt":1,\
                "waitTimeoutMs":10000,"elasticNetworkInterfaces":[{"ec2Id":"eni-1","macAddress":"02:00:00:00:00:01",\
                "attachmentArn":"arn:attachment","ipv4Addresses":[{"primary":true,"privateAddress":"172.31.0.9"}]}]}}""".formatted(CLUSTER, INSTANCE, CLUSTER));
        assertThat(acs.next("AckRequest")).contains("\"messageId\":\"e-1\"", "\"cluster\":\"" + CLUSTER + "\"");
        assertThat(attached.poll(20, TimeUnit.SECONDS)).isEqualTo("arn:attachment");
    }

    /** "Unknown members are ignored; unknown type, bad JSON, wrong member types ... connection stays, nothing is sent back". */
    @Test
    void whatNobodyKnowsIsPassedOver() throws Exception {
        Dial acs = controlPlane.dialed();
        for (String junk : List.of(
                "{\"type\":\"FromTheFuture\",\"message\":{\"messageId\":\"f-1\"}}",
                "not JSON at all",
                "{\"type\":7}",
                "{\"type\":\"PayloadMessage\",\"message\":{\"tasks\":\"none\"}}",
                "\u0000\u0001")) {
            acs.say(junk);
        }
        acs.say("{\"type\":\"HeartbeatMessage\",\"message\":{\"messageId\":\"hb-2\",\"healthy\":true,\"new\":[1]}}");
        assertThat(acs.next("HeartbeatAckRequest")).contains("hb-2");
    }

    /** "Close codes 1000, 1001, 1011 ... -> reconnect at once; 1008, 4001 (anything else) -> backoff". */
    @ParameterizedTest
    @ValueSource(ints = {1000, 1001, 1008, 1009, 1011, 4001})
    void everyCloseIsFollowedByAnotherConnection(int code) throws Exception {
        Dial first = controlPlane.dialed();
        first.next("InstanceStateReport");
        first.close(code, "closing");
        Dial second = controlPlane.dialed();
        second.say("{\"type\":\"HeartbeatMessage\",\"message\":{\"messageId\":\"again\",\"healthy\":true}}");
        assertThat(second.next("HeartbeatAckRequest")).contains("again");
    }

    /** "a plain TCP drop (1006) -> reconnect". */
    @Test
    void aDropIsFollowedByAnotherConnection() throws Exception {
        Dial first = controlPlane.dialed();
        first.next("InstanceStateReport");
        first.drop();
        controlPlane.dialed().next("InstanceStateReport");
    }

    /** "other typed errors ... or any body (503 "busy") -> normal backoff". */
    @ParameterizedTest
    @CsvSource({
        "400, ServerException",
        "400, AccessDeniedException",
        "400, InvalidClusterException",
        "400, InvalidInstanceException",
        "503, ''"
    })
    void aRefusedUpgradeIsTriedAgain(int status, String type) throws Exception {
        Dial first = controlPlane.dialed();
        first.next("InstanceStateReport");
        controlPlane.refuse(refusal(status, type));
        first.close(1001, "going away");
        controlPlane.dialed();
        controlPlane.dialed().next("InstanceStateReport");
    }

    /**
     * "InactiveInstanceException -> waits 1 hour before trying ACS again; running containers keep running"; it "is matched anywhere in the
     * error text".
     */
    @ParameterizedTest
    @ValueSource(strings = {"InactiveInstanceException", "com.amazonaws.ecs#InactiveInstanceException: gone"})
    void aDeregisteredAgentWaitsAnHour(String type) throws Exception {
        Dial first = controlPlane.dialed();
        first.say(payload("m-1", task("a", List.of(), container("web", true))));
        assertThat(reported().status()).isEqualTo("RUNNING");
        controlPlane.refuse(refusal(400, type));
        first.close(1000, "The container instance was deregistered");
        controlPlane.dialed();
        assertThat(pauses.poll(20, TimeUnit.SECONDS))
                .isEqualTo(AcsLoop.DEREGISTERED_PAUSE)
                .isEqualTo(Duration.ofHours(1));
        assertThat(reports).isEmpty();
        assertThat(engine.running()).hasSize(1);
        over.release();
        controlPlane.dialed().next("InstanceStateReport");
    }

    /** An agent that cannot say once what is here says it on its next connection. */
    @Test
    void whatGoesWrongOnAConnectionEndsThatConnectionOnly() throws Exception {
        Dial first = controlPlane.dialed();
        first.next("InstanceStateReport");
        mounter.look = () -> {
            mounter.look = () -> {};
            throw new UncheckedIOException(new IOException("too many open files"));
        };
        controlPlane.dialed().next("InstanceStateReport");
    }

    /** Moorage's own, {@code StopAndConfirmMessage}: "Sent again until confirmed"; what came after its confirmation is none of its matter. */
    @Test
    void anOrderThatWasConfirmedStopsNothingMore() throws Exception {
        Dial acs = controlPlane.dialed();
        TaskPayload before = task("a", List.of(efsVolume("data", "fs-1")), mounting("db", "data", "/data"));
        acs.say(payload("m-1", before));
        assertThat(reported().status()).isEqualTo("RUNNING");
        acs.say(codec.encode(new StopAndConfirmMessage("s-1", 1, List.of(before.arn()))));
        assertThat(acs.next("StopConfirmation")).contains("\"messageId\":\"s-1\"", "\"epoch\":1", "boot-1");
        assertThat(reported().status()).isEqualTo("STOPPED");
        acs.say(payload("m-2", task("b", List.of(efsVolume("data", "fs-1")), mounting("next", "data", "/data"))));
        assertThat(reported().status()).isEqualTo("RUNNING");
        acs.say(codec.encode(new StopAndConfirmMessage("s-2", 1, List.of(before.arn()))));
        assertThat(acs.next("StopConfirmation")).contains("\"messageId\":\"s-2\"");
        assertThat(mounter.aborts).isOne();
        assertThat(runtime.happened()).doesNotContain("kill next");
        acs.say(codec.encode(new StopAndConfirmMessage("s-3", 2, List.of())));
        assertThat(acs.next("StopConfirmation")).contains("\"epoch\":2");
        assertThat(runtime.happened()).as("it was lost once more").contains("kill next");
    }

    private static String refusal(int status, String type) {
        String body = type.isEmpty() ? "busy" : "{\"type\":\"" + type + "\",\"message\":{\"message\":\"no\"}}";
        return "HTTP/1.1 " + status + " No\r\nContent-Length: " + body.length() + "\r\nConnection: close\r\n\r\n"
                + body;
    }
}
