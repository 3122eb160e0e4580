package io.moorage.console.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Issue "The console", page ECS: services with a desired/running chart. */
final class ServiceHistoryTest {
    private static final Instant START = Instant.parse("2026-11-29T22:00:00Z");

    private final ServiceHistory history = new ServiceHistory();

    @Test
    void tellsWhatWasWantedAndRanSinceSomebodyLooked() {
        history.chart(service("a", 2, 0), START);
        history.chart(service("a", 2, 0), START.plusSeconds(10));
        history.chart(service("b", 9, 9), START.plusSeconds(15));
        String html = history.chart(service("a", 2, 1), START.plusSeconds(20)).toString();

        assertThat(html)
                .contains("Desired: last 2, least 2, most 2", "Running: last 1, least 0, most 1")
                .doesNotContain("most 9");
    }

    @Test
    void anotherServiceOfTheSameNameBeginsAnew() {
        history.chart(service("a", 5, 5), START);

        assertThat(history.chart(service("a", 1, 1).put("createdAt", 7), START.plusSeconds(1))
                        .toString())
                .contains("Desired: last 1, least 1, most 1");
    }

    /** What held an hour ago is where the chart begins. */
    @Test
    void beginsAnHourAgo() {
        history.chart(service("a", 3, 3), START);
        history.chart(service("a", 4, 3), START.plusSeconds(30));
        String html =
                history.chart(service("a", 1, 1), START.plusSeconds(7_200)).toString();

        assertThat(html).contains("Desired: last 1, least 1, most 4").doesNotContain("22:00");
    }

    private static ObjectNode service(String name, int desired, int running) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("serviceArn", name)
                .put("createdAt", 1)
                .put("desiredCount", desired)
                .put("runningCount", running);
    }
}
