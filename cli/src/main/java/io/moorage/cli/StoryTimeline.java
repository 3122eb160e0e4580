package io.moorage.cli;

import java.util.LinkedHashMap;
import java.util.Map;

/** Puts the server's own events and what the client saw on one line of time. */
final class StoryTimeline {
    private final ServerPages pages;

    StoryTimeline(ServerPages pages) {
        this.pages = pages;
    }

    /** Milliseconds after {@code killedMillis}, in the story's order; a step that was not seen is left out. */
    Map<String, Long> since(long killedMillis, String instance, CommitWriter.Outage outage) {
        Map<String, Long> steps = new LinkedHashMap<>();
        steps.put("killed", 0L);
        Failovers.of(pages, killedMillis, "").stream()
                .filter(each -> each.instance().equals(instance))
                .findFirst()
                .ifPresent(found -> found.steps().forEach((step, at) -> steps.put(step, at - killedMillis)));
        steps.put("first query answered", outage.firstAnswerMillis - killedMillis);
        steps.put("first commit", outage.firstCommitMillis - killedMillis);
        return steps;
    }
}
