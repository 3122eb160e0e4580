package io.moorage.console.chart;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.console.chart.Series.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChartTest {
    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

    @ParameterizedTest
    @CsvSource({
        "COUNT, 0, 0",
        "COUNT, 3, 3",
        "COUNT, 1500, 1.5k",
        "COUNT, 0.25, 0.25",
        "COUNT, 120, 120",
        "BYTES, 1536, 1.5 KiB",
        "BYTES, 512, 512 B",
        "BYTES, 1099511627776, 1 TiB",
        "PERCENT, 66.666, 66.67 %",
        "SECONDS, 0.0421, 42.1 ms",
        "SECONDS, 0.0005, 0.5 ms",
        "SECONDS, 0, 0 s",
        "SECONDS, 1.5, 1.5 s",
    })
    void aValueIsWrittenAsPeopleReadIt(Unit unit, double value, String written) {
        assertThat(unit.write(value)).isEqualTo(written);
    }

    @Test
    void anAxisHasRoundValuesThatHoldAllOfThem() {
        assertThat(Ticks.values(3, 9, Unit.COUNT)).containsExactly(0.0, 5.0, 10.0);
        assertThat(Ticks.values(0, 0, Unit.COUNT))
                .hasSizeGreaterThanOrEqualTo(2)
                .startsWith(0.0);
        assertThat(Ticks.values(-4, 4, Unit.COUNT)).containsExactly(-4.0, -2.0, 0.0, 2.0, 4.0);
        assertThat(Ticks.values(0, 3L << 30, Unit.BYTES)).containsExactly(0.0, 0x1p30, 0x2p30, 0x3p30);
    }

    @Test
    void timesAreRoundAndFew() {
        assertThat(Ticks.times(NOON.plusSeconds(61), NOON.plusSeconds(3600)))
                .containsExactly(
                        NOON.plusSeconds(900), NOON.plusSeconds(1800), NOON.plusSeconds(2700), NOON.plusSeconds(3600));
        assertThat(Ticks.times(NOON, NOON.plus(Duration.ofDays(400)))).hasSizeBetween(2, 7);
        assertThat(Ticks.label(NOON, Duration.ofHours(1))).isEqualTo("12:00");
        assertThat(Ticks.label(NOON, Duration.ofDays(4))).isEqualTo("Jan 1");
    }

    @Test
    void aLineGoesFromCornerToCornerAndEndsAtAGap() {
        String drawn = Chart.of(List.of(Series.line("Size", points(0, 0, 60, 4, 600, 2))))
                .broken(Duration.ofMinutes(5))
                .draw()
                .toString();

        assertThat(drawn).contains("d=\"M0.0 1000.0L100.0 0.0M1000.0 500.0\"");
    }

    @Test
    void whatIsSetStaysUntilItIsSetAgain() {
        String drawn = Chart.of(List.of(Series.steps("Desired", points(0, 4, 60, 2))))
                .between(NOON, NOON.plusSeconds(120))
                .draw()
                .toString();

        assertThat(drawn).contains("d=\"M0.0 0.0H500.0L500.0 500.0H1000\"");
    }

    /** WCAG 1.1.1, "Non-text Content": the same in words, and all of it in a table. */
    @Test
    void itIsToldInWordsToo() {
        String drawn = Chart.of(List.of(Series.line("<Size>", points(0, 1024, 60, 2048))))
                .titled("Over time")
                .in(Unit.BYTES)
                .marked(List.of(new Chart.Line("full", 4096, true)))
                .draw()
                .toString();

        assertThat(drawn)
                .contains("aria-label=\"Over time. &lt;Size&gt;: last 2 KiB, least 1 KiB, most 2 KiB\"")
                .contains("2026-01-01T12:01:00Z\n&lt;Size&gt;: 2 KiB</title>")
                .contains("<td data-title=\"Value\" class=\"number\">1 KiB</td>")
                .contains("full <strong>4 KiB</strong>")
                .doesNotContain("style=");
    }

    @Test
    void aChartOfNothingSaysSo() {
        assertThat(Chart.of(List.of(Series.line("Size", List.of())))
                        .titled("Size")
                        .draw()
                        .toString())
                .isEqualTo("<p class=\"hint\">Size: no value in this time.</p>");
    }

    /** Pairs of seconds after noon and values. */
    private static List<Point> points(double... pairs) {
        return IntStream.range(0, pairs.length / 2)
                .mapToObj(i -> new Point(NOON.plusSeconds((long) pairs[2 * i]), pairs[2 * i + 1]))
                .toList();
    }
}
