package io.moorage.console.overview;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.awsapi.AwsException;
import io.moorage.console.cloudwatch.AlarmPages;
import io.moorage.console.failover.FailoverPages;
import io.moorage.console.failover.Failovers;
import io.moorage.console.frame.Aws;
import io.moorage.console.frame.Links;
import io.moorage.console.html.Html;
import io.moorage.console.html.Parts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What happened last, the newest first: what services said, what became of lost instances, how stacks and alarms changed their
 * states, what Auto Scaling groups did. Each source is asked for what could be shown and no more; what whoever looks may not
 * ask for is left out, and named.
 */
final class RecentEvents {
    /** So many are shown. */
    static final int MOST = 20;

    /** So many stacks are looked into, those begun, updated or deleted last. */
    private static final int MOST_STACKS = 4;

    private static final int LONGEST = 300;
    private static final double MILLIS = 1000;
    private static final String STATES = "StateUpdate";

    /** As services begin what they say. */
    private static final Pattern SERVICE = Pattern.compile("\\(service ([^)]+)\\) ");

    private final Aws aws;
    private final Failovers failovers;
    private final List<String> leftOut = new ArrayList<>();

    RecentEvents(Aws aws, Failovers failovers) {
        this.aws = aws;
        this.failovers = failovers;
    }

    /**
     * @param kind of what it happened to
     * @param name of that, and {@code href} its page
     */
    record Event(Instant at, String kind, String name, String href, Html words) {}

    /** @param services as DescribeServices tells them */
    Html draw(List<JsonNode> services) {
        List<Event> events = newest(Stream.of(
                        services.stream().flatMap(RecentEvents::said).toList(),
                        asked("failovers", this::lost),
                        asked("stacks", this::stacks),
                        asked("alarms", this::alarms),
                        asked("Auto Scaling groups", this::activities))
                .flatMap(List::stream));
        return Html.of(
                "{}{}",
                events.isEmpty()
                        ? Html.of("<p class=\"hint\">Nothing has happened yet.</p>")
                        : Html.of(
                                "<ol class=\"events\">{}</ol>",
                                events.stream().map(RecentEvents::item).toList()),
                Html.of(
                                "<p class=\"hint\">Left out, since you may not ask for it: what happened to {}.</p>",
                                String.join(", ", leftOut))
                        .when(!leftOut.isEmpty()));
    }

    static List<Event> newest(Stream<Event> events) {
        return events.sorted(Comparator.comparing(Event::at).reversed())
                .limit(MOST)
                .toList();
    }

    private static Html item(Event event) {
        return Html.of(
                "<li>{}<span class=\"kind\">{}</span><span><a href=\"{}\">{}</a> {}</span></li>",
                Parts.time(event.at()),
                event.kind(),
                event.href(),
                event.name(),
                event.words());
    }

    private List<Event> asked(String what, Supplier<List<Event>> source) {
        try {
            return source.get();
        } catch (AwsException e) {
            leftOut.add(what);
            return List.of();
        }
    }

    private static Stream<Event> said(JsonNode service) {
        String name = service.path("serviceName").asText();
        String href = Links.to(
                "ecs", "clusters", Links.nameOf(service.path("clusterArn").asText()), "services", name);
        return Aws.list(service.path("events")).stream()
                .limit(MOST)
                .map(each -> new Event(
                        at(each.path("createdAt")),
                        "Service",
                        name,
                        href,
                        Html.text(brief(each.path("message").asText()))));
    }

    /** In the row of the service; what names very many tasks is whole on its page. */
    static String brief(String message) {
        Matcher named = SERVICE.matcher(message);
        String words = named.lookingAt() ? message.substring(named.end()) : message;
        return words.length() > LONGEST ? words.substring(0, LONGEST - 1) + "…" : words;
    }

    private List<Event> lost() {
        return failovers.moments(aws, MOST).stream()
                .map(each -> new Event(
                        each.at(),
                        "Failover",
                        each.instance(),
                        FailoverPages.href("instance", each.instance()),
                        Html.text(each.words())))
                .toList();
    }

    /** Of each stack what became of itself, and which of its resources failed. */
    private List<Event> stacks() {
        return aws.all("cloudformation", "ListStacks", "StackSummaries", "NextToken", in -> {}).all().stream()
                .sorted(Comparator.comparing(RecentEvents::begun).reversed())
                .limit(MOST_STACKS)
                .flatMap(this::events)
                .toList();
    }

    private static double begun(JsonNode stack) {
        return Stream.of("CreationTime", "LastUpdatedTime", "DeletionTime")
                .mapToDouble(each -> stack.path(each).asDouble())
                .max()
                .orElse(0);
    }

    private Stream<Event> events(JsonNode stack) {
        String id = stack.path("StackId").asText();
        String name = stack.path("StackName").asText();
        String href = stack.path("StackStatus").asText().equals("DELETE_COMPLETE")
                ? Links.to("stacks")
                : Links.to("stacks", name);
        return Aws.list(aws.call("cloudformation", "DescribeStackEvents", in -> in.put("StackName", id))
                        .path("StackEvents"))
                .stream()
                .filter(each -> each.path("PhysicalResourceId").asText().equals(id) || failed(each))
                .limit(MOST)
                .map(each -> new Event(at(each.path("Timestamp")), "Stack", name, href, became(each, id)));
    }

    private static boolean failed(JsonNode event) {
        return event.path("ResourceStatus").asText().endsWith("_FAILED");
    }

    private static Html became(JsonNode event, String stack) {
        return Html.of(
                "{} {} {}",
                event.path("PhysicalResourceId").asText().equals(stack)
                        ? ""
                        : event.path("LogicalResourceId").asText(),
                Parts.status(event.path("ResourceStatus").asText()),
                event.path("ResourceStatusReason").asText(""));
    }

    private List<Event> alarms() {
        return told(
                aws.call("cloudwatch", "DescribeAlarmHistory", in -> in.put("HistoryItemType", STATES)
                        .put("MaxRecords", MOST)),
                "AlarmHistoryItems",
                each -> new Event(
                        at(each.path("Timestamp")),
                        "Alarm",
                        each.path("AlarmName").asText(),
                        AlarmPages.href(each.path("AlarmName").asText()),
                        entered(each.path("HistorySummary").asText())));
    }

    /** As its history says it, e.g. {@code Alarm updated from OK to ALARM}. */
    private static Html entered(String summary) {
        int last = summary.lastIndexOf(' ') + 1;
        return Html.of(
                "{}{}", summary.substring(0, last).replaceFirst("^Alarm ", ""), Parts.status(summary.substring(last)));
    }

    private List<Event> activities() {
        return told(
                aws.call("autoscaling", "DescribeScalingActivities", in -> in.put("MaxRecords", MOST)),
                "Activities",
                each -> new Event(
                        at(each.path(each.path("EndTime").isNumber() ? "EndTime" : "StartTime")),
                        "Scaling",
                        each.path("AutoScalingGroupName").asText(),
                        Links.to(
                                "ec2",
                                "auto-scaling-groups",
                                each.path("AutoScalingGroupName").asText()),
                        Html.of(
                                "{} {}",
                                each.path("Description").asText(),
                                Parts.status(each.path("StatusCode").asText()))));
    }

    private static List<Event> told(JsonNode answer, String member, Function<JsonNode, Event> event) {
        return Aws.list(answer.path(member)).stream().map(event).toList();
    }

    private static Instant at(JsonNode seconds) {
        return Instant.ofEpochMilli((long) (seconds.asDouble() * MILLIS));
    }
}
