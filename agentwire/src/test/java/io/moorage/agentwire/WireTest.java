package io.moorage.agentwire;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.agentwire.acs.AckRequest;
import io.moorage.agentwire.acs.AcsMessage;
import io.moorage.agentwire.acs.HeartbeatMessage;
import io.moorage.agentwire.acs.InstanceStateReport;
import io.moorage.agentwire.acs.PayloadMessage;
import io.moorage.agentwire.acs.RoleCredentials;
import io.moorage.agentwire.acs.StopAndConfirmMessage;
import io.moorage.agentwire.acs.TaskPayload;
import io.moorage.agentwire.acs.VolumePayload;
import io.moorage.agentwire.tcs.AckPublishMetric;
import io.moorage.agentwire.tcs.PublishHealthRequest;
import io.moorage.agentwire.tcs.PublishInstanceStatusRequest;
import io.moorage.agentwire.tcs.SignedFrame;
import io.moorage.agentwire.tcs.TcsMessage;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Frames as they were seen between a stock agent (1.73.0) and its backend. */
class WireTest {
    private final EnvelopeCodec<AcsMessage> acs = AcsMessage.codec();
    private final EnvelopeCodec<TcsMessage> tcs = TcsMessage.codec();

    @Test
    void aPayloadThatAStockAgentRanIsReadWhole() {
        String frame = """
                {"type":"PayloadMessage","message":{"clusterArn":"arn:aws:ecs:us-east-1:123456789012:cluster/c1",
                "containerInstanceArn":"arn:i","messageId":"m-2","seqNum":1,"generatedAt":1700000000000,"unheardOf":[1],
                "tasks":[{"arn":"arn:t","family":"demo","version":"3","desiredStatus":"RUNNING","overrides":"{}",
                "networkMode":"bridge","launchType":"EC2","cpu":0.25,"memory":64,
                "volumes":[{"name":"hv","type":"host","host":{"sourcePath":"/srv/vol"}},
                {"name":"ev","type":"efs","efsVolumeConfiguration":{"fileSystemId":"fs-12345678","rootDirectory":"/",
                "transitEncryption":"ENABLED","transitEncryptionPort":2999,
                "authorizationConfig":{"accessPointId":"fsap-1","iam":"ENABLED"}}}],
                "containers":[{"name":"web","image":"bb:latest","essential":true,"cpu":10,"memory":32,
                "command":["sh","-c","sleep 1000"],"entryPoint":[],"environment":{"FOO":"bar"},"overrides":"{}",
                "portMappings":[{"containerPort":80,"hostPort":0,"protocol":"tcp"}],
                "mountPoints":[{"sourceVolume":"hv","containerPath":"/data","readOnly":false}]}]}]}}
                """;
        PayloadMessage payload = (PayloadMessage) message(acs.decode(frame));
        TaskPayload task = payload.tasks().getFirst();
        assertThat(task.containers().getFirst().environment()).containsExactly(Map.entry("FOO", "bar"));
        assertThat(task.containers().getFirst().volumesFrom()).isEmpty();
        assertThat(task.volumes().get(1).efsVolumeConfiguration())
                .isEqualTo(new VolumePayload.EfsVolumeConfiguration(
                        "fs-12345678",
                        "/",
                        "ENABLED",
                        2999,
                        new VolumePayload.AuthorizationConfig("fsap-1", "ENABLED")));
        assertThat(message(acs.decode(acs.encode(payload)))).isEqualTo(payload);
    }

    @Test
    void aHeartbeatToAStockAgentHasNothingOfOurs() {
        assertThat(acs.encode(new HeartbeatMessage("hb-1", true, null)))
                .isEqualTo("{\"type\":\"HeartbeatMessage\",\"message\":{\"messageId\":\"hb-1\",\"healthy\":true}}");
    }

    static Stream<AcsMessage> ours() {
        return Stream.of(
                new HeartbeatMessage("hb", true, 10_000L),
                new InstanceStateReport(
                        "boot",
                        List.of(new InstanceStateReport.RunningTask("t", List.of("/mnt/efs"))),
                        List.of(new InstanceStateReport.NetworkMount("/mnt/efs", "fs-12345678:/"))),
                new StopAndConfirmMessage("m", 3, List.of("t")),
                new PayloadMessage("c", "i", "m", 1, 2, List.of(TaskPayload.stop("t", "c"))),
                new AckRequest("c1", "i", "m"));
    }

    @ParameterizedTest
    @MethodSource("ours")
    void whatIsEncodedIsDecoded(AcsMessage sent) {
        assertThat(message(acs.decode(acs.encode(sent)))).isEqualTo(sent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "{",
                "{}",
                "\u0000\u0001junk",
                "{\"type\":7,\"message\":{}}",
                "{\"type\":\"AckRequest\"}",
                "{\"type\":\"PayloadMessage\",\"message\":{\"tasks\":5}}",
                "{\"type\":\"PayloadMessage\",\"message\":{\"tasks\":[null]}}"
            })
    void badFramesAreValuesNotExceptions(String frame) {
        assertThat(acs.decode(frame)).isInstanceOf(Decoded.Malformed.class);
    }

    static Stream<String> bodies() {
        return Stream.of(
                "{\"bootId\":\"b\",\"tasks\":[{\"taskArn\":\"t\",\"sharedDirectories\":[\"/mnt/efs\"]}]}",
                "{\"bootId\":\"b\",\"tasks\":null,\"unheardOf\":{\"type\":\"x\",\"message\":[{}]}}",
                "{\"bootId\":7,\"mounts\":[{\"directory\":\"/d\",\"source\":\"h:/\"}]}",
                "{\"tasks\":[{\"taskArn\":\"t\"},null]}",
                "{\"tasks\":{}}",
                "{\"tasks\":[7]}",
                "{}",
                "[]",
                "null",
                "7");
    }

    /** A message that comes before its type is read as a tree, which judges the way that is taken otherwise. */
    @ParameterizedTest
    @MethodSource("bodies")
    void theOrderOfAnEnvelopeSaysNothing(String body) {
        for (String type : List.of("InstanceStateReport", "AckRequest", "Unknown")) {
            Decoded<AcsMessage> typeFirst = acs.decode("{\"type\":\"" + type + "\",\"message\":" + body + "}");
            Decoded<AcsMessage> typeLast = acs.decode("{\"message\":" + body + ",\"type\":\"" + type + "\"}");
            assertThat(typeFirst).as(type + body).isInstanceOf(typeLast.getClass());
            if (!(typeLast instanceof Decoded.Malformed)) {
                assertThat(typeFirst).isEqualTo(typeLast);
            }
        }
    }

    @Test
    void deeplyNestedJsonIsRefused() {
        assertThat(acs.decode("{\"type\":\"AckRequest\",\"message\":" + "[".repeat(100_000)))
                .isInstanceOf(Decoded.Malformed.class);
    }

    @Test
    void anUnknownTypeIsNamed() {
        assertThat(acs.decode("{\"type\":\"PerformUpdateMessage\",\"message\":{}}"))
                .isEqualTo(new Decoded.UnknownType<>("PerformUpdateMessage"));
    }

    @Test
    void telemetryFramesStartWithASignedHeaderBlock() {
        String frame =
                "Authorization: AWS4-HMAC-SHA256 Credential=AK/20261122/us-east-1/ecs/aws4_request, Signature=ab\r\n"
                        + "Host: 127.0.0.1:9600\r\nX-Amz-Date: 20261122T161538Z\r\n\r\n{\"type\":\"PublishHealthRequest\",\"message\":"
                        + "{\"metadata\":{\"cluster\":\"c1\",\"fin\":true},\"tasks\":[{\"taskArn\":\"t\",\"containers\":[{\"containerName\":"
                        + "\"web\",\"healthStatus\":\"HEALTHY\",\"statusSince\":1795364225.471}]}],\"timestamp\":1795364225}}";
        SignedFrame signed = SignedFrame.parse(frame).orElseThrow();
        assertThat(signed.headers().get("x-amz-date")).isEqualTo("20261122T161538Z");
        assertThat(SignedFrame.parse(signed.format())).contains(signed);
        PublishHealthRequest health = (PublishHealthRequest) message(tcs.decode(signed.json()));
        assertThat(health.tasks().getFirst().containers().getFirst().statusSince())
                .isEqualTo(Instant.ofEpochMilli(1795364225471L));
        assertThat(SignedFrame.parse(signed.json())).isEmpty();
    }

    @Test
    void anAgentsZeroTimeIsReadable() {
        String frame = "{\"type\":\"PublishInstanceStatusRequest\",\"message\":{\"metadata\":{},\"statuses\":"
                + "[{\"type\":\"ContainerRuntime\",\"status\":\"INITIALIZING\",\"lastUpdated\":-6795364578.871}]}}";
        PublishInstanceStatusRequest request = (PublishInstanceStatusRequest) message(tcs.decode(frame));
        assertThat(request.statuses().getFirst().status()).isEqualTo("INITIALIZING");
        assertThat(tcs.encode(AckPublishMetric.OK))
                .isEqualTo("{\"type\":\"AckPublishMetric\",\"message\":{\"message\":\"OK\"}}");
    }

    @Test
    void refusalsOfAnUpgradeAreTyped() {
        UpgradeRefusal refusal = new UpgradeRefusal(UpgradeRefusal.INACTIVE_INSTANCE, "Instance is inactive");
        assertThat(refusal.body())
                .isEqualTo(
                        "{\"type\":\"InactiveInstanceException\",\"message\":{\"message\":\"Instance is inactive\"}}");
        assertThat(UpgradeRefusal.parse(refusal.body())).contains(refusal);
        assertThat(UpgradeRefusal.parse("busy")).isEmpty();
    }

    @Test
    void upgradeQueriesAreWhatAStockAgentSends() {
        AcsUpgrade upgrade = new AcsUpgrade("c1", "arn:i", "1.73.0", "8b96a116", "20.10.24+dfsg1", true);
        assertThat(upgrade.query())
                .containsEntry("dockerVersion", "DockerVersion: 20.10.24+dfsg1")
                .containsEntry("protocolVersion", "2");
        assertThat(AcsUpgrade.of(upgrade.query())).isEqualTo(upgrade);
        TcsUpgrade telemetry = new TcsUpgrade("c1", "arn:i", "1.73.0", "8b96a116", "20.10.24+dfsg1");
        assertThat(TcsUpgrade.of(telemetry.query())).isEqualTo(telemetry);
    }

    @Test
    void credentialsStayOutOfLogs() {
        assertThat(new RoleCredentials("c", "arn:r", "AK", "hush", "token", "2030-01-01T00:00:00Z").toString())
                .doesNotContain("hush")
                .doesNotContain("token");
    }

    private static <M> M message(Decoded<M> decoded) {
        assertThat(decoded).isInstanceOf(Decoded.Message.class);
        return ((Decoded.Message<M>) decoded).message();
    }
}
