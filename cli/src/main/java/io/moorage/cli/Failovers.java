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
    static List<Failovers> of(ServerPages pages, long sinceMillis) {
        List<Failovers> all = new ArrayList<>();
        pages.get("failovers?since=" + sinceMillis).forEach(each -> all.add(new Failovers(each)));
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

    /** Lines for a terminal; times are counted from when the loss was noticed. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(instance() + " lost, noticed " + Instant.ofEpochMilli(noticed()));
        lines.add("  fenced    " + after(told.path("fencedMillis"))
                + "  every file server expired its clients and refuses it: "
                + told.path("fence").asText());
        for (JsonNode task : told.path("tasks")) {
            lines.add("  " + task.path("group").asText() + "  "
                    + last(task.path("task").asText()));
            String replacement = task.path("replacement").asText();
            if (replacement.isEmpty()) {
                lines.add("    not replaced");
            } else {
                lines.add("    placed  " + after(task.path("placedMillis")) + "  " + last(replacement) + " on "
                        + task.path("instance").asText());
                lines.add("    running " + after(task.path("runningMillis")) + "  mounted and started");
            }
        }
        return lines;
    }

    private String after(JsonNode millis) {
        return millis.isNumber()
                ? String.format(Locale.ROOT, "%+9.3f s", (millis.asLong() - noticed()) / MILLIS)
                : "    not yet";
    }

    private static String last(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
