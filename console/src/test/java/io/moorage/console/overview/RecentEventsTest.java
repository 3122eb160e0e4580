package io.moorage.console.overview;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.console.html.Html;
import io.moorage.console.overview.RecentEvents.Event;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Issue "The console", page "Overview": "recent events". */
final class RecentEventsTest {
    @Test
    void theNewestOfAllSourcesComeFirst() {
        assertThat(RecentEvents.newest(IntStream.range(0, 100).mapToObj(i -> at(i * 37 % 100))))
                .extracting(each -> each.at().getEpochSecond())
                .containsExactlyElementsOf(IntStream.range(0, RecentEvents.MOST)
                        .mapToObj(i -> 99L - i)
                        .toList());
    }

    private static Event at(long second) {
        return new Event(Instant.ofEpochSecond(second), "Service", "web", "/console/", Html.NOTHING);
    }

    /** Amazon ECS developer guide, "Service event messages": each begins with its service, and may name very many tasks. */
    @Test
    void aServicesMessageIsWithoutItsNameAndNotTooLong() {
        assertThat(RecentEvents.brief("(service web) has reached a steady state."))
                .isEqualTo("has reached a steady state.");
        assertThat(RecentEvents.brief("(service web) (deployment ecs-svc/1) deployment completed."))
                .isEqualTo("(deployment ecs-svc/1) deployment completed.");
        assertThat(RecentEvents.brief("(service web) has started 99 tasks: " + "(task 0123456789) ".repeat(99)))
                .startsWith("has started 99 tasks: (task 0123456789)")
                .endsWith("…")
                .hasSizeLessThan(301);
    }
}
