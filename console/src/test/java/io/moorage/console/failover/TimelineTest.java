package io.moorage.console.failover;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Issue "The console", page "Failover view": killed, noticed, fenced, placed, mounted, started, first query, with durations. */
final class TimelineTest {
    private static final String WHOLE = """
            {"instance": "i-0dead", "cluster": "default", "sign": "TERMINATED", "killedMillis": 10000, "lastHeardMillis": null,
             "noticedMillis": 10120, "fencedMillis": 10400,
             "fence": {"fileServers": ["fs-1"], "clients": 1, "opens": 12, "locks": 3, "cutOff": [{"fileServer": "fs-1",
               "fileSystemId": "fs-0a", "address": "10.0.0.4", "client": "linux", "opens": 12, "locks": 3}]},
             "tasks": [{"task": "arn:aws:ecs:r:1:task/default/old", "group": "service:mysql", "stoppedMillis": 10410,
               "replacement": "arn:aws:ecs:r:1:task/default/new", "instance": "i-0alive", "placedMillis": 10500,
               "mountedMillis": 10700, "runningMillis": 11900, "healthyMillis": null, "firstQueryMillis": 14310}],
             "durations": {"notice": 120, "fence": 280, "place": 100, "mount": 200, "start": 1200, "serve": 2410, "total": 4310}}""";

    @Test
    void tellsEachMomentFromTheKillOn() throws Exception {
        String html = Timeline.card(read(WHOLE)).toString();

        assertThat(found(html, "<time[^>]*>([^<]+)</time>"))
                .containsExactly(
                        "1970-01-01 00:00:10",
                        "+0.000 s",
                        "+0.120 s",
                        "+0.400 s",
                        "+0.410 s",
                        "+0.500 s",
                        "+0.700 s",
                        "+1.900 s",
                        "+4.310 s");
        assertThat(html)
                .contains(
                        "<strong>4.310 s</strong>",
                        "file server fs-1 cut off 1 client with 12 open files and freed 3 locks",
                        "until its tasks served again",
                        "Serving <strong>2.410 s</strong>",
                        "/console/ec2/instances/i-0dead",
                        "/console/ec2/instances/i-0alive",
                        "/console/ecs/clusters/default/tasks/new",
                        "/console/efs/fs-0a");
    }

    /** Each step is as wide as it was long: 120, 280, 100, 200, 1200 and 2410 of 4310 milliseconds. */
    @Test
    void drawsItsStepsToScale() throws Exception {
        assertThat(found(Timeline.card(read(WHOLE)).toString(), "<rect[^>]* width=\"([^\"]+)\""))
                .containsExactly("27.8", "65.0", "23.2", "46.4", "278.4", "559.2");
    }

    /** For the overview: what moved, when, in short. */
    @Test
    void tellsItsMilestones() throws Exception {
        assertThat(Timeline.milestones(read(WHOLE)))
                .containsExactly(
                        new Failovers.Moment(
                                Instant.ofEpochMilli(10120), "i-0dead", "was terminated and is held for lost"),
                        new Failovers.Moment(
                                Instant.ofEpochMilli(10400),
                                "i-0dead",
                                "is fenced: file server fs-1 cut off 1 client with 12 open files and freed 3 locks"),
                        new Failovers.Moment(
                                Instant.ofEpochMilli(14310),
                                "i-0dead",
                                "is made good: its tasks serve again after 4.310 s"));
    }

    @Test
    void whatHasNotHappenedYetIsNotTold() throws Exception {
        JsonNode begun = read("""
                {"instance": "i-0dead", "cluster": "default", "sign": "SILENT", "killedMillis": null, "lastHeardMillis": 5000,
                 "noticedMillis": 8000, "fencedMillis": null, "fence": {"clients": 0},
                 "tasks": [{"task": "arn:aws:ecs:r:1:task/default/old", "group": "service:mysql", "replacement": ""}],
                 "durations": {"notice": 3000, "fence": null, "total": null}}""");

        String html = Timeline.card(begun).toString();
        assertThat(found(html, "<time[^>]*>([^<]+)</time>"))
                .containsExactly("1970-01-01 00:00:08", "-3.000 s", "+0.000 s", "not yet", "–");
        assertThat(html)
                .contains("fell silent", "PENDING", "service:mysql: task", "is not replaced")
                .doesNotContain("Fenced:");
        assertThat(Timeline.milestones(begun))
                .extracting(Failovers.Moment::words)
                .containsExactly("fell silent and is held for lost");
        assertThat(Timeline.said(begun)).isEqualTo("i-0dead was lost; its tasks are moving");
    }

    /** Nobody places anew what no service keeps: it is not waited for. */
    @Test
    void aTaskWithoutAServiceIsNotWaitedFor() throws Exception {
        JsonNode told = read("""
                {"instance": "i-0dead", "sign": "STOPPED", "killedMillis": 5000, "noticedMillis": 8000, "fencedMillis": 8100,
                 "fence": {"clients": 0}, "tasks": [{"task": "arn:aws:ecs:r:1:task/default/old", "group": "family:batch", "replacement": ""}],
                 "durations": {"notice": 3000, "fence": 100, "total": null}}""");

        assertThat(Timeline.card(told).toString())
                .contains("no service&#39;s task was on it")
                .doesNotContain("PENDING");
        assertThat(Timeline.said(told)).isEqualTo("i-0dead was lost; no service's task was on it");
    }

    /** Of a service without a load balancer and without a health check it is known that it runs, and no more. */
    @Test
    void whatWasNotSeenToServeIsSaidToRun() throws Exception {
        JsonNode ran = read(WHOLE.replace("\"firstQueryMillis\": 14310", "\"firstQueryMillis\": null")
                .replace("\"serve\": 2410, \"total\": 4310", "\"serve\": 0, \"total\": 1900"));

        assertThat(Timeline.card(ran).toString())
                .contains("<strong>1.900 s</strong>", "until its tasks ran again")
                .doesNotContain("Serving");
        assertThat(Timeline.said(ran)).isEqualTo("i-0dead was lost; its tasks ran again after 1.900 s");
    }

    private static JsonNode read(String json) throws Exception {
        return new ObjectMapper().readTree(json);
    }

    private static List<String> found(String html, String pattern) {
        return Pattern.compile(pattern)
                .matcher(html)
                .results()
                .map((MatchResult each) -> each.group(1))
                .toList();
    }
}
