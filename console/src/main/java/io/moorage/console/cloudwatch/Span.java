package io.moorage.console.cloudwatch;

import com.fasterxml.jackson.databind.JsonNode;
import io.moorage.console.frame.Parameters;
import io.moorage.console.html.Html;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What of a metric's values is looked at.
 *
 * @param range back from now
 * @param period that one value sums up
 */
record Span(Duration range, Duration period, String statistic) {
    private static final List<Choice> RANGES = List.of(
            new Choice("1h", Duration.ofHours(1)),
            new Choice("3h", Duration.ofHours(3)),
            new Choice("12h", Duration.ofHours(12)),
            new Choice("1d", Duration.ofDays(1)),
            new Choice("1w", Duration.ofDays(7)),
            new Choice("30d", Duration.ofDays(30)));
    private static final List<Choice> PERIODS = List.of(
            new Choice("1m", Duration.ofMinutes(1)),
            new Choice("5m", Duration.ofMinutes(5)),
            new Choice("15m", Duration.ofMinutes(15)),
            new Choice("1h", Duration.ofHours(1)),
            new Choice("6h", Duration.ofHours(6)));
    private static final List<String> STATISTICS = List.of("Average", "Sum", "Minimum", "Maximum", "SampleCount");
    private static final int ENOUGH = 200;
    private static final int MOST = 1440;

    private record Choice(String name, Duration length) {}

    /** The shortest period with not too many values, unless one is asked for that CloudWatch would answer. */
    static Span of(Parameters query, String statistic) {
        Duration range = chosen(RANGES, query.get("range")).orElse(Duration.ofHours(3));
        Duration period = chosen(PERIODS, query.get("period"))
                .filter(each -> range.dividedBy(each) <= MOST)
                .orElseGet(() -> PERIODS.stream()
                        .map(Choice::length)
                        .filter(each -> range.dividedBy(each) <= ENOUGH)
                        .findFirst()
                        .orElse(Duration.ofHours(6)));
        return new Span(
                range,
                period,
                query.find("statistic").filter(STATISTICS::contains).orElse(statistic));
    }

    /** What an alarm looks at. */
    static Span of(JsonNode alarm) {
        return new Span(
                Duration.ofHours(3),
                Duration.ofSeconds(
                        alarm.path("Period").asLong(PERIODS.getFirst().length().toSeconds())),
                alarm.path("Statistic").asText("Average"));
    }

    private static Optional<Duration> chosen(List<Choice> all, String name) {
        return all.stream()
                .filter(each -> each.name().equals(name))
                .map(Choice::length)
                .findFirst();
    }

    /** Where the span that ends at {@code to} begins; periods are counted from there, and are those of the clock. */
    Instant before(Instant to) {
        long seconds = period.toSeconds();
        return Instant.ofEpochSecond(to.minus(range).getEpochSecond() / seconds * seconds);
    }

    /** Fields that choose another. */
    Html fields() {
        return Html.of(
                """
                <label>Statistic<select name="statistic">{}</select></label><label>Range<select name="range">{}</select></label>\
                <label>Period<select name="period">{}</select></label>""",
                STATISTICS.stream()
                        .map(each -> option(each, each.equals(statistic)))
                        .toList(),
                options(RANGES, range),
                options(PERIODS, period));
    }

    private static List<Html> options(List<Choice> all, Duration chosen) {
        return all.stream()
                .map(each -> option(each.name(), each.length().equals(chosen)))
                .toList();
    }

    private static Html option(String value, boolean selected) {
        return Html.of(
                "<option value=\"{}\"{}>{}</option>",
                value,
                Html.of(" selected").when(selected),
                value);
    }
}
