package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.moorage.base.sigv4.Uri;
import io.moorage.browser.Look;
import io.moorage.browser.Tab;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Metrics, alarms, logs, topics and parameters in the console, in a browser. */
final class ConsoleWatchingTest extends ConsoleInBrowser {
    /** CloudWatch user guide, "Graph metrics" and "Using Amazon CloudWatch alarms". */
    @Test
    void aMetricIsDrawnWithItsAlarm() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/cloudwatch/alarms");
        tab.sees("There is no alarm.");
        measure();
        server.cloudWatch(
                "Action=PutMetricAlarm&AlarmName=crowded&Namespace=Shop&MetricName=Orders&Statistic=Sum&Period=60"
                        + "&EvaluationPeriods=1&Threshold=25&ComparisonOperator=GreaterThanThreshold&Dimensions.member.1.Name=Store&Dimensions.member.1.Value=north");
        tab.sees("Sum Orders > 25");
        Look.shot(tab, "alarms");
        tab.open(server.uri() + "/console/cloudwatch/metrics");
        tab.sees("Store north");
        Look.shot(tab, "metrics");
        tab.click("Orders");
        tab.sees("crowded");
        tab.fill("Statistic", "Sum");
        tab.fill("Range", "1h");
        tab.click("Show");
        assertThat(tab.until("location.search.includes('Sum') && document.readyState === 'complete'"
                                + " && document.querySelectorAll('.chart .spot').length >= 20")
                        .asBoolean())
                .isTrue();
        assertThat(tab.evaluate(
                                "[...document.querySelectorAll('.plot path.mark')].map((e) => e.getAttribute('d')).join()")
                        .asText())
                .as("25 of an axis from 0 to 40")
                .isEqualTo("M0 375.0H1000");
        tab.sees("crowded 25");
        Look.shot(tab, "metric");
        tab.click("Create an alarm");
        tab.fill("Alarm name", "quiet");
        tab.fill("Sum is", "<");
        tab.fill("Threshold", "5");
        Look.accessible(tab);
        tab.click("Create alarm");
        tab.sees("The alarm quiet watches from now on.");
        tab.sees("Sum Orders < 5 for 1 of 1 periods of 60 s");
        tab.open(server.uri() + "/console/cloudwatch/metric?namespace=Shop&metric=Orders&d.Store=north");
        tab.sees("their thresholds are not drawn here: crowded, quiet");
        tab.click("Orders as a table");
        tab.click("crowded");
        tab.sees("History");
        tab.sees("created");
        assertThat(tab.evaluate("document.querySelectorAll('#graph path.mark').length")
                        .asInt())
                .isEqualTo(1);
        Look.shot(tab, "alarm");
        tab.click("Switch actions off");
        tab.sees("Its actions are off.");
        tab.click("Delete");
        tab.click("Delete");
        tab.sees("The alarm crowded was deleted.");
        tab.open(server.uri() + "/console/cloudwatch/alarms/gone");
        tab.sees("There is no alarm gone.");
    }

    /** Values of the last half hour, a minute each. */
    private void measure() throws Exception {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MINUTES);
        StringBuilder form = new StringBuilder("Action=PutMetricData&Namespace=Shop");
        for (int i = 1; i <= 30; i++) {
            String datum = "&MetricData.member." + i;
            form.append(datum).append(".MetricName=Orders").append(datum).append(".Unit=Count");
            form.append(datum).append(".Value=").append(10 + i * 7 % 23);
            form.append(datum)
                    .append(".Timestamp=")
                    .append(Uri.encode(now.minusSeconds(60L * i).toString()));
            form.append(datum).append(".Dimensions.member.1.Name=Store");
            form.append(datum).append(".Dimensions.member.1.Value=north");
        }
        assertThat(server.cloudWatch(form.toString()).statusCode()).isEqualTo(200);
    }

    /** CloudWatch Logs user guide, "Filter pattern syntax". */
    @Test
    void eventsFollowAndAreFound() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/logs");
        tab.sees("There is no log group.");
        tab.fill("Log group name", "not a name");
        tab.click("Create log group");
        tab.sees("InvalidParameterException");
        tab.fill("Log group name", "/ecs/shop");
        tab.click("Create log group");
        tab.sees("The log group /ecs/shop was created.");
        tab.click("Log groups");
        tab.sees("for good");
        Look.accessible(tab);
        tab.click("/ecs/shop");
        tab.sees("It has no stream yet.");
        server.logs("CreateLogStream", "{\"logGroupName\":\"/ecs/shop\",\"logStreamName\":\"web/1\"}");
        tab.click("web/1");
        tab.sees("The stream has no event yet.");
        put("a quiet line", "ERROR the <disk> is full");
        tab.sees("ERROR the <disk> is full");
        Look.shot(tab, "log-stream");
        tab.click("/ecs/shop");
        tab.fill("Filter pattern", "ERROR");
        tab.click("Search");
        tab.sees("1 event");
        assertThat(tab.evaluate("document.getElementById('found').textContent").asText())
                .contains("the <disk> is full")
                .doesNotContain("a quiet line");
        Look.shot(tab, "log-search");
        tab.fill("Filter pattern", "[ip, user]");
        tab.click("Search");
        tab.sees("Invalid");
        tab.fill("Days", "7");
        tab.click("Keep so long");
        tab.sees("Every event older than that is deleted for good");
        Look.accessible(tab);
        tab.click("Keep so long");
        tab.sees("Its events are kept for 7 days.");
        tab.click("Delete");
        tab.sees("every event in them");
        tab.click("Delete");
        tab.sees("There is no log group.");
    }

    private void put(String... messages) throws Exception {
        StringBuilder events = new StringBuilder();
        long now = System.currentTimeMillis();
        for (String each : messages) {
            events.append(events.isEmpty() ? "" : ",").append("{\"timestamp\":").append(now);
            events.append(",\"message\":\"").append(each).append("\"}");
        }
        assertThat(server.logs(
                                "PutLogEvents",
                                "{\"logGroupName\":\"/ecs/shop\",\"logStreamName\":\"web/1\",\"logEvents\":[" + events
                                        + "]}")
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void topicsAndParametersAreKept() throws Exception {
        Tab tab = browser.tab();
        tab.open(server.uri() + "/console/sns");
        tab.sees("There is no topic.");
        tab.fill("Topic name", "not a name");
        tab.click("Create topic");
        tab.sees("Invalid");
        tab.fill("Topic name", "news");
        tab.click("Create topic");
        tab.click("news");
        tab.sees("Nobody has subscribed.");
        Look.accessible(tab);
        tab.fill("Message", "it happened");
        tab.click("Publish");
        tab.sees("It is published.");
        tab.click("Delete");
        tab.click("Delete");
        tab.sees("There is no topic.");
        tab.open(server.uri() + "/console/ssm");
        tab.sees("There is no parameter.");
        put(tab);
        tab.sees("was put.");
        put(tab);
        tab.sees("ParameterAlreadyExists");
        tab.click("/shop/size");
        tab.sees("large");
        Look.accessible(tab);
        tab.click("Delete");
        tab.click("Delete");
        tab.sees("There is no parameter.");
    }

    /** SNS developer guide, "Confirm the subscription": whoever confirms hears, until they are unsubscribed. */
    @Test
    void whoConfirmedHearsUntilTheyAreUnsubscribed() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        HttpServer listener = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        listener.createContext("/", exchange -> {
            heard.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        listener.start();
        try {
            String topic =
                    Visitors.between(server.sns("Action=CreateTopic&Name=news").body(), "<TopicArn>");
            Tab tab = browser.tab();
            tab.open(server.uri() + "/console/sns/" + Uri.encode(topic));
            tab.fill("Address", "http://127.0.0.1:" + listener.getAddress().getPort() + "/hook");
            tab.click("Subscribe");
            tab.sees("The address was asked to confirm.");
            tab.sees("PendingConfirmation");
            String token = new ObjectMapper()
                    .readTree(heard.poll(10, TimeUnit.SECONDS))
                    .path("Token")
                    .asText();
            server.sns("Action=ConfirmSubscription&TopicArn=" + Uri.encode(topic) + "&Token=" + token);
            tab.sees(topic + ":");
            tab.fill("Message", "it happened");
            tab.click("Publish");
            assertThat(heard.poll(10, TimeUnit.SECONDS)).contains("it happened");
            Look.shot(tab, "topic");
            tab.click("Unsubscribe");
            tab.sees("It hears nothing more of what is published");
            tab.click("Unsubscribe");
            tab.sees("It is subscribed no longer.");
            tab.sees("Nobody has subscribed.");
        } finally {
            listener.stop(0);
        }
    }

    private static void put(Tab tab) throws Exception {
        tab.fill("Parameter name", "/shop/size");
        tab.fill("Value", "large");
        tab.click("Put parameter");
    }

    @Test
    void whoMayNotIsToldSo() throws Exception {
        Tab tab = browser.tab();
        Visitors.signIn(server, tab, "[\"iam:GetUser\"]");
        for (String each :
                new String[] {"cloudwatch/metrics", "cloudwatch/alarms", "logs", "iam/users", "iam/policies"}) {
            tab.open(server.uri() + "/console/" + each);
            tab.sees("is not authorized to perform");
        }
        tab.open(server.uri() + "/console/iam/users/ada");
        tab.sees("arn:aws:iam::123456789012:user/ada is not authorized to perform: iam:ListAttachedUserPolicies");
        Look.accessible(tab);
    }
}
