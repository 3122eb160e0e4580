package io.moorage.console.failover;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Links;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** One failover: how long each of its steps took, drawn to scale, and what happened when. */
final class Timeline {
    private static final double MILLIS = 1000.0;
    private static final List<Span> SPANS = List.of(
            new Span("notice", "Noticed"),
            new Span("fence", "Fenced"),
            new Span("place", "Placed"),
            new Span("mount", "Mounted"),
            new Span("start", "Started"),
            new Span("serve", "Serving"));

    private final JsonNode told;

    private Timeline(JsonNode told) {
        this.told = told;
    }

    /** @param duration as the failover's document names it */
    private record Span(String duration, String name) {}

    private record Moment(long millis, Html line) {}

    static Html card(JsonNode told) {
        return new Timeline(told).card();
    }

    /** In a sentence, for who does not see it. */
    static String said(JsonNode told) {
        Timeline timeline = new Timeline(told);
        JsonNode total = told.path("durations").path("total");
        return told.path("instance").asText() + " was lost; "
                + (total.isNumber()
                        ? "its tasks " + (isSeenServing(told) ? "served" : "ran") + " again after "
                                + seconds(total.asLong())
                        : timeline.awaited() ? "its tasks are moving" : timeline.nothingAwaited());
    }

    /** When it was noticed, when it was fenced, and when its tasks served again. */
    static List<Failovers.Moment> milestones(JsonNode told) {
        return new Timeline(told).milestones();
    }

    private List<Failovers.Moment> milestones() {
        List<Failovers.Moment> milestones = new ArrayList<>();
        long noticed = told.path("noticedMillis").asLong();
        milestones.add(milestone(noticed, sign() + " and is held for lost"));
        if (told.path("fencedMillis").isNumber()) {
            milestones.add(milestone(told.path("fencedMillis").asLong(), "is fenced: " + fence()));
        }
        JsonNode total = told.path("durations").path("total");
        if (total.isNumber() && !told.path("tasks").isEmpty()) {
            long died = told.path("killedMillis")
                    .asLong(told.path("lastHeardMillis").asLong(noticed));
            milestones.add(milestone(
                    died + total.asLong(),
                    "is made good: its tasks " + (isSeenServing(told) ? "serve" : "run") + " again after "
                            + seconds(total.asLong())));
        }
        return milestones;
    }

    private Failovers.Moment milestone(long millis, String words) {
        return new Failovers.Moment(
                Instant.ofEpochMilli(millis), told.path("instance").asText(), words);
    }

    private Html card() {
        JsonNode total = told.path("durations").path("total");
        Html state = total.isNumber()
                ? Html.of(
                        "<strong>{}</strong> <span class=\"hint\">until its tasks {} again</span>",
                        seconds(total.asLong()),
                        isSeenServing(told) ? "served" : "ran")
                : awaited() ? Parts.status("PENDING") : Html.of("<span class=\"hint\">{}</span>", nothingAwaited());
        return Html.of(
                """
                <section class="card failover"><div class="card-head"><h2>{} {}</h2><div class="total">{}</div></div>\
                <p class="hint">{} UTC</p>{}<ol class="moments">{}</ol>{}</section>""",
                Links.machine(told.path("instance").asText()),
                sign(),
                state,
                Parts.time(DoubleNode.valueOf(zero() / MILLIS)),
                bar(),
                moments(),
                cutOff());
    }

    /** Services' tasks are placed anew; nobody does that for others. */
    private boolean awaited() {
        return Aws.list(told.path("tasks")).stream()
                .anyMatch(task -> task.path("group").asText().startsWith("service:"));
    }

    private String nothingAwaited() {
        return told.path("tasks").isEmpty() ? "no task was on it" : "no service's task was on it";
    }

    /** Whether it was seen that they serve: without a load balancer or a health check all there is to see is that they run. */
    private static boolean isSeenServing(JsonNode told) {
        return told.path("durations").path("serve").isNumber();
    }

    private String sign() {
        return switch (told.path("sign").asText()) {
            case "TERMINATED" -> "was terminated";
            case "STOPPED" -> "was stopped";
            case "DEREGISTERED" -> "was deregistered by force";
            default -> "fell silent";
        };
    }

    /** The steps one after the other, each as long as it took. */
    private Html bar() {
        List<Html> parts = new ArrayList<>();
        List<Html> keys = new ArrayList<>();
        long all = SPANS.stream().mapToLong(this::millis).sum();
        double x = 0;
        for (int i = 0; i < SPANS.size(); i++) {
            Span span = SPANS.get(i);
            long millis = millis(span);
            if (told.path("durations").path(span.duration()).isNumber()) {
                double width = all == 0 ? 0 : 1000.0 * millis / all;
                parts.add(Html.of(
                        "<rect class=\"t{}\" x=\"{}\" width=\"{}\" height=\"20\"/>", i + 1, number(x), number(width)));
                keys.add(Html.of(
                        "<li><span class=\"swatch t{}\" aria-hidden=\"true\"></span>{} <strong>{}</strong></li>",
                        i + 1,
                        span.name(),
                        seconds(millis)));
                x += width;
            }
        }
        return Html.of(
                        "<svg class=\"spans\" viewBox=\"0 0 1000 20\" preserveAspectRatio=\"none\" aria-hidden=\"true\">{}</svg><ul class=\"keys\">{}</ul>",
                        parts,
                        keys)
                .when(all > 0);
    }

    private long millis(Span span) {
        return told.path("durations").path(span.duration()).asLong();
    }

    private List<Html> moments() {
        List<Moment> moments = new ArrayList<>();
        add(moments, "killedMillis", told, Html.text("Killed"));
        add(moments, "lastHeardMillis", told, Html.text("Its agent was heard last"));
        add(moments, "noticedMillis", told, Html.text("Noticed: it is held for lost"));
        add(moments, "fencedMillis", told, Html.of("Fenced: {}", fence()));
        for (JsonNode task : told.path("tasks")) {
            String group = task.path("group").asText();
            add(moments, "stoppedMillis", task, Html.of("{}: task {} is written off", group, task(task.path("task"))));
            add(
                    moments,
                    "placedMillis",
                    task,
                    Html.of(
                            "{}: task {} is placed on {}",
                            group,
                            task(task.path("replacement")),
                            Links.machine(task.path("instance").asText())));
            add(moments, "mountedMillis", task, Html.of("{}: its file systems are mounted", group));
            add(moments, "runningMillis", task, Html.of("{}: its containers run", group));
            add(moments, "healthyMillis", task, Html.of("{}: healthy for the first time", group));
            add(moments, "firstQueryMillis", task, Html.of("{}: the first client is answered", group));
        }
        return Stream.concat(
                        moments.stream()
                                .sorted(Comparator.comparingLong(Moment::millis))
                                .map(Moment::line),
                        notYet().stream())
                .toList();
    }

    /** What every failover comes to, and this one has not. */
    private List<Html> notYet() {
        List<Html> open = new ArrayList<>();
        if (!told.path("fencedMillis").isNumber()) {
            open.add(Html.of("<li><time>not yet</time><span>Fenced</span></li>"));
        }
        for (JsonNode task : told.path("tasks")) {
            if (task.path("replacement").asText().isEmpty()) {
                open.add(Html.of(
                        "<li><time>–</time><span>{}: task {} is not replaced</span></li>",
                        task.path("group").asText(),
                        task(task.path("task"))));
            }
        }
        return open;
    }

    private void add(List<Moment> moments, String member, JsonNode node, Html words) {
        JsonNode millis = node.path(member);
        if (millis.isNumber()) {
            moments.add(new Moment(
                    millis.asLong(),
                    Html.of(
                            "<li><time datetime=\"{}\" title=\"{}\">{}</time><span>{}</span></li>",
                            Instant.ofEpochMilli(millis.asLong()),
                            Instant.ofEpochMilli(millis.asLong()),
                            String.format(Locale.ROOT, "%+.3f s", (millis.asLong() - zero()) / MILLIS),
                            words)));
        }
    }

    /** Times are counted from its end, or from the notice where nobody saw that. */
    private long zero() {
        return told.path("killedMillis").asLong(told.path("noticedMillis").asLong());
    }

    private Html task(JsonNode arn) {
        String[] steps = arn.asText().split("/", -1);
        String id = Links.nameOf(arn.asText());
        String cluster = steps.length > 2
                ? steps[steps.length - 2]
                : told.path("cluster").asText();
        return cluster.isEmpty() ? Parts.id(id) : Parts.linkedId(Links.to("ecs", "clusters", cluster, "tasks", id), id);
    }

    private String fence() {
        JsonNode fence = told.path("fence");
        String servers = Aws.list(fence.path("fileServers")).stream()
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
        return fence.path("clients").asInt() == 0
                ? "nothing of it was open on a file server"
                : "file server " + servers + " cut off "
                        + counted(fence.path("clients").asInt(), "client") + " with "
                        + counted(fence.path("opens").asInt(), "open file") + " and freed "
                        + counted(fence.path("locks").asInt(), "lock");
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }

    private Html cutOff() {
        List<JsonNode> clients = Aws.list(told.path("fence").path("cutOff"));
        return Html.of("""
                        <details><summary>What it held on file systems</summary><div class="wide" tabindex="0" role="region" aria-label="Clients cut off"><table>\
                        <thead><tr><th scope="col">File server</th><th scope="col">File system</th><th scope="col">Address</th>\
                        <th scope="col" class="number">Open files</th><th scope="col" class="number">Locks</th></tr></thead><tbody>{}</tbody></table></div></details>""", clients.stream().map(Timeline::client).toList()).when(!clients.isEmpty());
    }

    private static Html client(JsonNode client) {
        String fileSystem = client.path("fileSystemId").asText();
        return Html.of(
                """
                <tr><td data-title="File server">{}</td><td data-title="File system">{}</td><td data-title="Address"><code>{}</code></td>\
                <td data-title="Open files" class="number">{}</td><td data-title="Locks" class="number">{}</td></tr>""",
                client.path("fileServer").asText(),
                Parts.linkedId(Links.to("efs", fileSystem), fileSystem),
                client.path("address").asText(),
                client.path("opens").asInt(),
                client.path("locks").asInt());
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.3f s", millis / MILLIS);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
