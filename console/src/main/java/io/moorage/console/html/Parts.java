package io.moorage.console.html;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Small pieces that every page draws the same way. */
public final class Parts {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** The markup of an ARN or a command, which takes more than a column of facts. */
    private static final int WIDE_CODE = 43;

    private Parts() {}

    /** A state by word, shape and colour. */
    public static Html status(String state) {
        String kind = kind(state);
        return Html.of(
                "<span class=\"status {}\"><svg aria-hidden=\"true\" viewBox=\"0 0 12 12\" width=\"12\" height=\"12\">{}</svg>{}</span>",
                kind,
                shape(kind),
                state);
    }

    /** How a state fares, as the style sheet names it: {@code good}, {@code busy}, {@code bad} or {@code still}. */
    public static String kind(String state) {
        return switch (state) {
            case "ACTIVE",
                    "RUNNING",
                    "HEALTHY",
                    "COMPLETED",
                    "DONE",
                    "PRIMARY",
                    "Active",
                    "ENABLED",
                    "available",
                    "running",
                    "connected",
                    "InService",
                    "Successful",
                    "OK",
                    "ok",
                    "passed",
                    "allowed",
                    "IN_SYNC" -> "good";
            case "PENDING",
                    "PROVISIONING",
                    "ACTIVATING",
                    "DRAINING",
                    "asks you",
                    "DEACTIVATING",
                    "STOPPING",
                    "DEPROVISIONING",
                    "REGISTERING",
                    "DEREGISTERING",
                    "DELETING",
                    "UPDATING",
                    "ENABLING",
                    "DISABLING",
                    "pending",
                    "creating",
                    "updating",
                    "deleting",
                    "stopping",
                    "shutting-down",
                    "initializing",
                    "InProgress",
                    "INSUFFICIENT_DATA" -> "busy";
            case "FAILED",
                    "UNHEALTHY",
                    "disconnected",
                    "error",
                    "ERROR",
                    "OutOfService",
                    "terminated",
                    "Failed",
                    "ALARM",
                    "impaired",
                    "implicitDeny",
                    "explicitDeny",
                    "MODIFIED",
                    "DELETED" -> "bad";
            default -> ofStack(state);
        };
    }

    /** CloudFormation's states say how they are by their ends. */
    private static String ofStack(String state) {
        if (state.endsWith("_FAILED") || state.contains("ROLLBACK")) {
            return "bad";
        }
        return state.endsWith("IN_PROGRESS") ? "busy" : state.endsWith("_COMPLETE") ? "good" : "still";
    }

    private static Html shape(String kind) {
        return switch (kind) {
            case "good" -> Html.of("<circle cx=\"6\" cy=\"6\" r=\"5\"/><path d=\"M3.5 6.2 5.4 8l3.2-4\"/>");
            case "busy" ->
                Html.of(
                        "<path class=\"half\" d=\"M6 1a5 5 0 0 1 0 10z\"/><circle class=\"ring\" cx=\"6\" cy=\"6\" r=\"4.5\"/>");
            case "bad" -> Html.of("<path d=\"M6 .8 11.6 11H.4z\"/><path d=\"M6 4.4v3M6 8.8v.6\"/>");
            default -> Html.of("<rect x=\"1.5\" y=\"1.5\" width=\"9\" height=\"9\" rx=\"1.5\"/>");
        };
    }

    /** An id or ARN, in its own type. */
    public static Html id(String id) {
        return Html.of("<code>{}</code>", id);
    }

    public static Html link(String href, String name) {
        return Html.of("<a href=\"{}\">{}</a>", href, name);
    }

    public static Html linkedId(String href, String id) {
        return Html.of("<a href=\"{}\"><code>{}</code></a>", href, id);
    }

    public static Html button(String href, String label, String style) {
        return Html.of("<a class=\"button {}\" href=\"{}\">{}</a>", style, href, label);
    }

    /** Seconds since the epoch, as the API's JSON has times; a dash when absent. */
    public static Html time(JsonNode seconds) {
        if (!seconds.isNumber()) {
            return Html.text("–");
        }
        return time(Instant.ofEpochMilli((long) (seconds.asDouble() * 1000)));
    }

    public static Html time(Instant instant) {
        return Html.of("<time datetime=\"{}\" title=\"UTC\">{}</time>", instant, TIME.format(instant));
    }

    /** The text of a value; a dash when there is none. */
    public static String text(JsonNode value) {
        return value.isMissingNode() || value.isNull() || value.asText().isEmpty() ? "–" : value.asText();
    }

    /** Facts, a name and a value each. */
    public static Html facts(List<Map.Entry<String, Html>> facts) {
        return Html.of(
                "<dl class=\"facts\">{}</dl>",
                facts.stream().map(each -> fact(each.getKey(), each.getValue())).toList());
    }

    private static Html fact(String name, Html value) {
        String markup = value.toString();
        boolean wide = markup.startsWith("<code>") && markup.length() > WIDE_CODE;
        return Html.of(
                "<div class=\"{}\"><dt>{}</dt><dd>{}{}</dd></div>",
                wide ? "wide-fact" : "",
                name,
                value,
                copy(name).when(wide));
    }

    /** A button that copies the code beside it; seen where a script can do that. */
    public static Html copy(String what) {
        return Html.of("""
                <button type="button" class="copy quiet" aria-label="Copy {}"><svg viewBox="0 0 16 16" aria-hidden="true">\
                <path d="M5.5 5.5h8v8h-8zM10.5 5.5v-3h-8v8h3"/><path class="tick" d="m3 8.5 3.5 3.5L13 4.5"/></svg></button>""", what);
    }

    /**
     * A part of a page that follows the store.
     *
     * @param id unique on the page
     */
    public static Html live(String id, Html content) {
        return Html.of("<div data-live id=\"{}\">{}</div>", id, content);
    }

    /** The same, and a sentence that a screen reader says when it changes. */
    public static Html live(String id, String said, Html content) {
        return Html.of("<div data-live id=\"{}\" data-said=\"{}\">{}</div>", id, said, content);
    }

    public static Html card(String title, Html content) {
        return Html.of("<section class=\"card\"><h2>{}</h2>{}</section>", title, content);
    }

    /** @param actions what can be done with it, beside its title */
    public static Html card(String title, Html actions, Html content) {
        return Html.of(
                "<section class=\"card\"><div class=\"card-head\"><h2>{}</h2><div class=\"actions\">{}</div></div>{}</section>",
                title,
                actions,
                content);
    }

    /** The few numbers that say how something fares, a name and a value each. */
    public static Html figures(List<Map.Entry<String, Html>> figures) {
        return Html.of(
                "<ul class=\"figures\">{}</ul>",
                figures.stream()
                        .map(each ->
                                Html.of("<li><span>{}</span><strong>{}</strong></li>", each.getKey(), each.getValue()))
                        .toList());
    }

    /**
     * One of the views of a page, each at its own address.
     *
     * @param name as {@code current} names it
     */
    public record Tab(String name, String label, String href) {}

    public static Html tabs(String label, String current, List<Tab> tabs) {
        return Html.of(
                "<nav class=\"tabs\" aria-label=\"{}\">{}</nav>",
                label,
                tabs.stream()
                        .map(each -> Html.of(
                                "<a href=\"{}\"{}>{}</a>",
                                each.href(),
                                Html.of(" aria-current=\"page\"")
                                        .when(each.name().equals(current)),
                                each.label()))
                        .toList());
    }

    /** What to do next where there is nothing yet. */
    public static Html empty(String what, String next, Html action) {
        return Html.of("<div class=\"empty\"><p><strong>{}</strong></p><p>{}</p>{}</div>", what, next, action);
    }

    /** How much of something is used. */
    public static Html meter(String label, long used, long of, String unit) {
        long width = of <= 0 ? 0 : Math.min(100, used * 100 / of);
        return Html.of(
                "<span class=\"meter\"><svg aria-hidden=\"true\" viewBox=\"0 0 100 6\" preserveAspectRatio=\"none\"><rect class=\"track\" width=\"100\" height=\"6\"/>"
                        + "<rect class=\"fill\" width=\"{}\" height=\"6\"/></svg><span>{} {} of {} {}</span></span>",
                width,
                label,
                used,
                of,
                unit);
    }
}
