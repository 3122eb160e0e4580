package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.moorage.server.HttpSubscriber.Received;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** SNS as Debian's AWS CLI speaks it, against {@code server --simulate}, with a real HTTP endpoint (SNS developer guide). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@EnabledIf("isInstalled")
final class SnsTest {
    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private SimulatedServer server;
    private HttpSubscriber subscriber;
    private AwsCli cli;

    static boolean isInstalled() {
        return AwsCli.isInstalled();
    }

    @BeforeAll
    void start(@TempDir Path home) throws Exception {
        server = new SimulatedServer(home);
        subscriber = new HttpSubscriber();
        cli = new AwsCli(server.uri(), home);
    }

    @AfterAll
    void stop() throws Exception {
        http.shutdownNow();
        subscriber.close();
        server.close();
    }

    @Test
    void fromASubscriptionToTheMessageOfAnAlarm() throws Exception {
        String topic = AwsCli.value(
                cli.done("sns", "create-topic", "--name", "alerts", "--tags", "Key=a,Value=b"), "TopicArn");
        assertThat(cli.done(
                        "sns",
                        "subscribe",
                        "--topic-arn",
                        topic,
                        "--protocol",
                        "http",
                        "--notification-endpoint",
                        subscriber.url()))
                .contains("pending confirmation");
        String subscription = confirmed(topic);

        // An endpoint that answers 500 gets the message again; one that answers 404 does not.
        subscriber.refusals.set(2);
        String id = AwsCli.value(
                cli.done(
                        "sns",
                        "publish",
                        "--topic-arn",
                        topic,
                        "--subject",
                        "Hello",
                        "--message",
                        "a < b",
                        "--message-attributes",
                        "{\"k\":{\"DataType\":\"String\",\"StringValue\":\"v\"}}"),
                "MessageId");
        Received first = received();
        assertThat(received().body()).isEqualTo(first.body());
        assertThat(received().body()).isEqualTo(first.body());
        assertThat(first.headers())
                .containsEntry("x-amz-sns-message-type", "Notification")
                .containsEntry("x-amz-sns-message-id", id)
                .containsEntry("x-amz-sns-topic-arn", topic)
                .containsEntry("x-amz-sns-subscription-arn", subscription)
                .containsEntry("content-type", "text/plain; charset=UTF-8")
                .containsEntry("user-agent", "Amazon Simple Notification Service Agent");
        JsonNode body = json.readTree(first.body());
        assertThat(body.path("Type").asText()).isEqualTo("Notification");
        assertThat(body.path("Subject").asText()).isEqualTo("Hello");
        assertThat(body.path("Message").asText()).isEqualTo("a < b");
        assertThat(body.at("/MessageAttributes/k/Value").asText()).isEqualTo("v");
        subscriber.status.set(404);
        subscriber.refusals.set(1);
        cli.done("sns", "publish", "--topic-arn", topic, "--message", "refused");
        assertThat(received().body()).contains("refused");

        anAlarmPublishes(topic);

        assertThat(visited(body.path("UnsubscribeURL").asText())).isEqualTo(200);
        assertThat(visited(body.path("UnsubscribeURL").asText())).isEqualTo(404);
        assertThat(cli.done("sns", "list-subscriptions")).doesNotContain(subscription);
        assertThat(cli.done("sns", "get-topic-attributes", "--topic-arn", topic))
                .contains("\"SubscriptionsDeleted\": \"1\"", "\"SubscriptionsConfirmed\": \"0\"");
        cli.done("sns", "delete-topic", "--topic-arn", topic);
        assertThat(cli.run("sns", "publish", "--topic-arn", topic, "--message", "m")
                        .output())
                .contains("(NotFound) when calling the Publish operation: Topic does not exist");
        assertThat(subscriber.isEmpty()).isTrue();
    }

    private String confirmed(String topic) throws Exception {
        Received question = received();
        assertThat(question.headers()).containsEntry("x-amz-sns-message-type", "SubscriptionConfirmation");
        JsonNode asked = json.readTree(question.body());
        assertThat(asked.path("TopicArn").asText()).isEqualTo(topic);
        assertThat(asked.path("Token").asText()).hasSize(256);
        assertThat(cli.done("sns", "list-subscriptions-by-topic", "--topic-arn", topic))
                .contains("PendingConfirmation");
        assertThat(visited(asked.path("SubscribeURL").asText().replace("Token=", "Token=x")))
                .isEqualTo(404);
        assertThat(visited(asked.path("SubscribeURL").asText())).isEqualTo(200);
        String arn =
                AwsCli.value(cli.done("sns", "list-subscriptions-by-topic", "--topic-arn", topic), "SubscriptionArn");
        assertThat(arn).startsWith(topic + ":");
        return arn;
    }

    /** CloudWatch user guide, "Notifying users on alarm changes". */
    private void anAlarmPublishes(String topic) throws Exception {
        cli.done(
                "cloudwatch",
                "put-metric-alarm",
                "--alarm-name",
                "hot",
                "--namespace",
                "App",
                "--metric-name",
                "Load",
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
                topic);
        cli.done(
                "cloudwatch",
                "set-alarm-state",
                "--alarm-name",
                "hot",
                "--state-value",
                "ALARM",
                "--state-reason",
                "drill");
        JsonNode body = json.readTree(received().body());
        assertThat(body.path("Subject").asText()).isEqualTo("ALARM: \"hot\" in us-east-1");
        JsonNode message = json.readTree(body.path("Message").asText());
        assertThat(message.path("AlarmName").asText()).isEqualTo("hot");
        assertThat(message.path("NewStateValue").asText()).isEqualTo("ALARM");
        assertThat(message.path("OldStateValue").asText()).isEqualTo("INSUFFICIENT_DATA");
        assertThat(message.at("/Trigger/MetricName").asText()).isEqualTo("Load");
    }

    private Received received() throws InterruptedException {
        return Objects.requireNonNull(subscriber.next(), "nothing came");
    }

    private int visited(String url) throws Exception {
        return http.send(
                        HttpRequest.newBuilder(URI.create(url))
                                .timeout(Duration.ofSeconds(10))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }
}
