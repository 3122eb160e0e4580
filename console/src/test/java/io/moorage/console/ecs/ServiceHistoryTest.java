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

    /** Whoever opens a service after an outage sees it, though nobody looked meanwhile. */
    @Test
    void tellsWhatHappenedBeforeAnybodyLooked() {
        Instant created = Instant.ofEpochSecond(1);
        history.changed("a", created, 1, 1, START);
        history.changed("a", created, 1, 0, START.plusSeconds(20));
        history.changed("a", created, 1, 1, START.plusSeconds(31));

        assertThat(history.chart(service("a", 1, 1), START.plusSeconds(600)).toString())
                .contains("Running: last 1, least 0, most 1");
    }

    /** Of a thousand changes in an hour enough is kept to tell of the whole of it, and not all. */
    @Test
    void manyChangesAreThinned() {
        Instant created = Instant.ofEpochSecond(1);
        for (int i = 0; i < 1_000; i++) {
            history.changed("a", created, 5_000, i, START.plusSeconds(i));
        }
        String chart = history.chart(service("a", 5_000, 999), START.plusSeconds(1_000))
                .toString();

        assertThat(chart).contains("Running: last 999, least 0, most 999");
        assertThat(chart.length()).isLessThan(200_000);
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
