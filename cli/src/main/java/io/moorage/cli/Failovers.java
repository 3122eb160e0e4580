package io.moorage.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One lost instance as the server tells it: for the quickstart's timeline, and for {@code moorage events --failovers}. */
record Failovers(JsonNode told) {
    private static final double MILLIS = 1000.0;

    /** All that begin at {@code sinceMillis} or later, oldest first. */
    static List<Failovers> of(ServerPages pages, long sinceMillis, String cluster) {
        List<Failovers> all = new ArrayList<>();
        pages.get("ecs/failovers?since=" + sinceMillis + cluster).forEach(each -> all.add(new Failovers(each)));
        return all;
    }

    String instance() {
        return told.path("instance").asText();
    }

    private long noticed() {
        return told.path("noticedMillis").asLong();
    }

    /** When each step was done, in milliseconds since the epoch; one that was not seen is left out. */
    Map<String, Long> steps() {
        Map<String, Long> steps = new LinkedHashMap<>();
        steps.put("noticed", noticed());
        put(steps, "fenced", told.path("fencedMillis"));
        for (JsonNode task : told.path("tasks")) {
            put(steps, "placed", task.path("placedMillis"));
            put(steps, "mounted", task.path("mountedMillis"));
            put(steps, "container running", task.path("runningMillis"));
        }
        return steps;
    }

    /** The earliest of several. */
    private static void put(Map<String, Long> steps, String name, JsonNode millis) {
        if (millis.isNumber()) {
            steps.merge(name, millis.asLong(), Math::min);
        }
    }

    /** Lines for a terminal; times are counted from when the instance was killed, or from the notice where nobody saw that. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(instance() + " lost (" + sign() + "), noticed " + Instant.ofEpochMilli(noticed()));
        line(lines, "  ", "killed", told.path("killedMillis"), "");
        line(lines, "  ", "last heard", told.path("lastHeardMillis"), "of its agent");
        line(lines, "  ", "noticed", told.path("noticedMillis"), "");
        lines.add("  " + step("fenced", told.path("fencedMillis")) + fence(told.path("fence")));
        told.path("fence").path("cutOff").forEach(client -> lines.add("    " + client(client)));
        told.path("tasks").forEach(task -> task(lines, task));
        if (told.path("tasks").isEmpty()) {
            lines.add("  no task was on it");
        }
        String durations = durations();
        if (!durations.isEmpty()) {
            lines.add("  took        " + durations);
        }
        return lines;
    }

    private String sign() {
        return switch (told.path("sign").asText()) {
            case "TERMINATED" -> "terminated";
            case "STOPPED" -> "stopped";
            case "DEREGISTERED" -> "deregistered by force";
            default -> "its agent fell silent";
        };
    }

    private void task(List<String> lines, JsonNode task) {
        lines.add("  " + task.path("group").asText() + "  "
                + last(task.path("task").asText()));
        line(lines, "    ", "written off", task.path("stoppedMillis"), "");
        String replacement = task.path("replacement").asText();
        if (replacement.isEmpty()) {
            lines.add("    not replaced");
            return;
        }
        lines.add("    " + step("placed", task.path("placedMillis")) + last(replacement) + " on "
                + task.path("instance").asText());
        line(lines, "    ", "mounted", task.path("mountedMillis"), "");
        lines.add(("    " + step("started", task.path("runningMillis"))).stripTrailing());
        line(lines, "    ", "healthy", task.path("healthyMillis"), "");
        line(lines, "    ", "first query", task.path("firstQueryMillis"), "");
    }

    /** A step that does not apply to everybody is left out while it is not known. */
    private void line(List<String> lines, String indent, String name, JsonNode millis, String words) {
        if (millis.isNumber()) {
            lines.add((indent + step(name, millis) + words).stripTrailing());
        }
    }

    private String step(String name, JsonNode millis) {
        return String.format(Locale.ROOT, "%-12s", name) + after(millis) + "  ";
    }

    private static String fence(JsonNode fence) {
        if (fence.path("clients").asInt() == 0) {
            return "nothing of it was open on a file server";
        }
        List<String> servers = new ArrayList<>();
        fence.path("fileServers").forEach(each -> servers.add(each.asText()));
        return String.format(
                Locale.ROOT,
                "file server %s cut off %d client%s with %d open files and freed %d locks",
                String.join(", ", servers),
                fence.path("clients").asInt(),
                fence.path("clients").asInt() == 1 ? "" : "s",
                fence.path("opens").asInt(),
                fence.path("locks").asInt());
    }

    private static String client(JsonNode client) {
        return String.format(
                Locale.ROOT,
                "%s of %s: %d open files, %d locks",
                client.path("address").asText(),
                client.path("fileSystemId").asText(),
                client.path("opens").asInt(),
                client.path("locks").asInt());
    }

    private String durations() {
        List<String> some = new ArrayList<>();
        told.path("durations").properties().forEach(each -> {
            if (each.getValue().isNumber()) {
                some.add(String.format(
                        Locale.ROOT, "%s %.3f s", each.getKey(), each.getValue().asLong() / MILLIS));
            }
        });
        return String.join(", ", some);
    }

    private String after(JsonNode millis) {
        JsonNode killed = told.path("killedMillis");
        long from = killed.isNumber() ? killed.asLong() : noticed();
        return millis.isNumber()
                ? String.format(Locale.ROOT, "%+9.3f s", (millis.asLong() - from) / MILLIS)
                : "    not yet";
    }

    private static String last(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
