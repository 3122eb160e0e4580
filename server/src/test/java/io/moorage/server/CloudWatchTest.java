package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import io.moorage.awsapi.testing.SdkClients;
import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatch.model.CloudWatchException;
import software.amazon.awssdk.services.cloudwatch.model.Datapoint;
import software.amazon.awssdk.services.cloudwatch.model.MetricDatum;
import software.amazon.awssdk.services.cloudwatch.model.Statistic;

/** CloudWatch against {@code server --simulate}, in each of the protocols that its clients speak. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class CloudWatchTest {
    private static final String SERVICE = "GraniteServiceVersion20100801";

    private final HttpClient http = HttpClient.newHttpClient();
    private final Instant minute = InstantSource.system().instant().truncatedTo(ChronoUnit.MINUTES);
    private SimulatedServer server;
    private AwsCli cli;

    static boolean isInstalled() {
        return AwsCli.isInstalled();
    }

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        server = new SimulatedServer(home);
        cli = new AwsCli(server.uri(), home);
    }

    @AfterAll
    void stop() throws Exception {
        http.shutdownNow();
        server.close();
    }

    /** The query protocol, as AWS CLI 2 of Debian speaks it. */
    @Test
    @EnabledIf("isInstalled")
    void metricsAndAlarmsByTheCli() throws Exception {
        cli.done(
                "cloudwatch",
                "put-metric-data",
                "--namespace",
                "Cli",
                "--metric-name",
                "Load",
                "--value",
                "42",
                "--unit",
                "Percent",
                "--dimensions",
                "Host=a",
                "--timestamp",
                minute.minusSeconds(60).toString());
        assertThat(cli.done("cloudwatch", "list-metrics", "--namespace", "Cli"))
                .contains("\"MetricName\": \"Load\"", "\"Name\": \"Host\"", "\"Value\": \"a\"");
        assertThat(cli.done(
                        "cloudwatch",
                        "get-metric-statistics",
                        "--namespace",
                        "Cli",
                        "--metric-name",
                        "Load",
                        "--dimensions",
                        "Name=Host,Value=a",
                        "--start-time",
                        minute.minusSeconds(600).toString(),
                        "--end-time",
                        minute.toString(),
                        "--period",
                        "60",
                        "--statistics",
                        "Average",
                        "Maximum"))
                .contains("\"Average\": 42.0", "\"Maximum\": 42.0", "\"Unit\": \"Percent\"")
                .doesNotContain("Minimum");
        assertThat(cli.done(
                        "cloudwatch",
                        "get-metric-data",
                        "--start-time",
                        minute.minusSeconds(600).toString(),
                        "--end-time",
                        minute.toString(),
                        "--metric-data-queries",
                        """
                        [{"Id":"e1","Expression":"m1 / 2","Label":"half"},{"Id":"m1","ReturnData":false,"MetricStat":
                        {"Metric":{"Namespace":"Cli","MetricName":"Load","Dimensions":[{"Name":"Host","Value":"a"}]},
                        "Period":60,"Stat":"Sum"}}]"""))
                .contains("\"Label\": \"half\"", "21.0", "\"StatusCode\": \"Complete\"");
        cli.done(
                "cloudwatch",
                "put-metric-alarm",
                "--alarm-name",
                "hot",
                "--namespace",
                "Cli",
                "--metric-name",
                "Load",
                "--dimensions",
                "Name=Host,Value=a",
                "--statistic",
                "Average",
                "--period",
                "60",
                "--evaluation-periods",
                "1",
                "--threshold",
                "40",
                "--comparison-operator",
                "GreaterThanThreshold");
        await("the alarm").atMost(Duration.ofSeconds(30)).until(() -> cli.done(
                        "cloudwatch", "describe-alarms", "--alarm-names", "hot", "--query", "MetricAlarms[].StateValue")
                .contains("\"ALARM\""));
        assertThat(cli.done("cloudwatch", "describe-alarm-history", "--alarm-name", "hot"))
                .contains("Alarm updated from INSUFFICIENT_DATA to ALARM");
        cli.done("cloudwatch", "delete-alarms", "--alarm-names", "hot");
        assertThat(cli.run(
                                "cloudwatch",
                                "set-alarm-state",
                                "--alarm-name",
                                "hot",
                                "--state-value",
                                "OK",
                                "--state-reason",
                                "r")
                        .output())
                .contains("(ResourceNotFound) when calling the SetAlarmState operation");
        assertThat(cli.run("cloudwatch", "put-dashboard", "--dashboard-name", "d", "--dashboard-body", "{}")
                        .output())
                .contains("(UnsupportedOperation)", "PutDashboard");
    }

    /** The SDK compresses what is longer than 10 KiB, and signs it as it is sent. */
    @Test
    void manyValuesByTheSdk() {
        try (CloudWatchClient client = client()) {
            List<MetricDatum> data = IntStream.range(0, 1000)
                    .mapToObj(i -> MetricDatum.builder()
                            .metricName("metric-with-quite-a-name")
                            .value((double) i)
                            .timestamp(minute.minusSeconds(60))
                            .build())
                    .toList();
            client.putMetricData(put -> put.namespace("Sdk").metricData(data));
            assertThat(client.getMetricStatistics(get -> get.namespace("Sdk")
                                    .metricName("metric-with-quite-a-name")
                                    .startTime(minute.minusSeconds(60))
                                    .endTime(minute)
                                    .period(60)
                                    .statistics(Statistic.SUM, Statistic.SAMPLE_COUNT))
                            .datapoints())
                    .containsExactly(Datapoint.builder()
                            .timestamp(minute.minusSeconds(60))
                            .sum(499_500.0)
                            .sampleCount(1000.0)
                            .unit("None")
                            .build());
            assertThat(client.listMetricsPaginator(list -> list.namespace("Sdk"))
                            .metrics())
                    .hasSize(1);
            assertThatThrownBy(() ->
                            client.putMetricData(put -> put.namespace("AWS/EFS").metricData(data.getFirst())))
                    .isInstanceOfSatisfying(CloudWatchException.class, refusal -> assertThat(
                                    refusal.awsErrorDetails().errorCode())
                            .isEqualTo("InvalidParameterValue"));
        }
    }

    /** Smithy RPC v2 CBOR, which the service model names first, with a compressed body. */
    @Test
    void metricsByCbor() throws Exception {
        ObjectMapper cbor = new ObjectMapper(new CBORFactory());
        Map<String, Object> datum =
                Map.of("MetricName", "Load", "Value", 1.5, "Timestamp", minute.getEpochSecond() - 60);
        ByteArrayOutputStream zipped = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(zipped)) {
            out.write(cbor.writeValueAsBytes(Map.of("Namespace", "Cbor", "MetricData", List.of(datum))));
        }
        HttpResponse<byte[]> put = rpc("PutMetricData", zipped.toByteArray(), "Content-Encoding", "gzip");
        assertThat(put.statusCode()).isEqualTo(200);
        HttpResponse<byte[]> got = rpc(
                "GetMetricStatistics",
                cbor.writeValueAsBytes(Map.of(
                        "Namespace",
                        "Cbor",
                        "MetricName",
                        "Load",
                        "StartTime",
                        minute.getEpochSecond() - 600,
                        "EndTime",
                        minute.getEpochSecond(),
                        "Period",
                        60,
                        "Statistics",
                        List.of("Sum"))));
        assertThat(got.headers().firstValue("smithy-protocol")).contains("rpc-v2-cbor");
        JsonNode point = cbor.readTree(got.body()).path("Datapoints").path(0);
        assertThat(point.path("Sum").asDouble()).isEqualTo(1.5);
        assertThat(point.path("Timestamp").asDouble()).isEqualTo(minute.getEpochSecond() - 60.0);
        HttpResponse<byte[]> refused = rpc("PutMetricData", cbor.writeValueAsBytes(Map.of("Namespace", "Cbor")));
        assertThat(refused.statusCode()).isEqualTo(400);
        assertThat(refused.headers().firstValue("x-amzn-query-error")).contains("MissingParameter;Sender");
        assertThat(cbor.readTree(refused.body()).path("__type").asText())
                .isEqualTo("MissingRequiredParameterException");
        assertThat(rpc("PutMetricData", new byte[] {0x7f}).statusCode()).isEqualTo(400);
        assertThat(rpc("PutMetricData", new byte[] {1}, "Content-Encoding", "gzip")
                        .statusCode())
                .isEqualTo(400);
        assertThat(rpc("PutDashboard", new byte[0]).headers().firstValue("x-amzn-query-error"))
                .contains("UnsupportedOperation;Sender");
        assertThat(rpc("NoSuchThing", new byte[0]).statusCode()).isEqualTo(400);
    }

    /** AWS JSON 1.0, as botocore (AWS CLI 1.45, boto3) speaks it. */
    @Test
    void metricsByJson() throws Exception {
        String put = "{\"Namespace\":\"Json\",\"MetricData\":[{\"MetricName\":\"Load\",\"Value\":1}]}";
        assertThat(json("PutMetricData", put).statusCode()).isEqualTo(200);
        HttpResponse<String> listed = json("ListMetrics", "{\"Namespace\":\"Json\"}");
        assertThat(listed.headers().firstValue("Content-Type")).contains("application/x-amz-json-1.0");
        assertThat(listed.body()).contains("\"MetricName\":\"Load\"");
        assertThat(json("DeleteAlarms", "{\"AlarmNames\":[\"x\"]}").body()).contains("\"__type\":\"ResourceNotFound\"");
    }

    private HttpResponse<String> json(String operation, String body) throws Exception {
        return server.send(
                "monitoring",
                "POST",
                "/",
                Map.of("X-Amz-Target", SERVICE + "." + operation),
                SimulatedServer.bytes(body));
    }

    private HttpResponse<byte[]> rpc(String operation, byte[] body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(server.uri() + "/service/" + SERVICE + "/operation/" + operation))
                .timeout(Duration.ofSeconds(10))
                .header("smithy-protocol", "rpc-v2-cbor")
                .header("Content-Type", "application/cbor")
                .header("X-Amz-Date", "20261122T180000Z")
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=test/20261122/us-east-1/monitoring/aws4_request,"
                                + " SignedHeaders=host;x-amz-date, Signature=00")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    private CloudWatchClient client() {
        return SdkClients.client(CloudWatchClient.builder(), server.uri(), SdkClients.anybody());
    }
}
