package io.moorage.console.chart;

import io.moorage.console.chart.Series.Point;
import io.moorage.console.html.Html;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Values over time. It is as wide as its place and its letters keep their size; what a place in time had is told by
 * pointing at it, and everything in the table below it.
 *
 * <pre>{@code
 * Chart.of(List.of(Series.line("Size", points))).titled("Size over time").in(Unit.BYTES).draw()
 * Chart.of(List.of(Series.steps("Desired", d), Series.steps("Running", r))).titled("Tasks").between(hourAgo, now).draw()
 * }</pre>
 *
 * Put it into {@code Parts.live("...", chart)} and it follows; a series of nothing is left out, a chart of nothing says so.
 *
 * @param title unique on the page
 * @param from of the time axis; where the first value is when empty
 * @param to of the time axis; where the last value is when empty
 * @param lines values that matter, across the whole chart
 * @param gap a line is not drawn on between points that are further apart
 */
public record Chart(
        List<Series> series,
        String title,
        Unit unit,
        Optional<Instant> from,
        Optional<Instant> to,
        List<Line> lines,
        Optional<Duration> gap) {

    /**
     * A value that matters, as an alarm's threshold.
     *
     * @param crossed drawn as bad news
     */
    public record Line(String name, double value, boolean crossed) {}

    public static Chart of(List<Series> series) {
        List<Series> drawn =
                series.stream().filter(each -> !each.points().isEmpty()).toList();
        return new Chart(drawn, "Chart", Unit.COUNT, Optional.empty(), Optional.empty(), List.of(), Optional.empty());
    }

    public Chart titled(String name) {
        return new Chart(series, name, unit, from, to, lines, gap);
    }

    public Chart in(Unit counted) {
        return new Chart(series, title, counted, from, to, lines, gap);
    }

    public Chart between(Instant first, Instant last) {
        return new Chart(series, title, unit, Optional.of(first), Optional.of(last), lines, gap);
    }

    public Chart marked(List<Line> marks) {
        return new Chart(series, title, unit, from, to, List.copyOf(marks), gap);
    }

    public Chart broken(Duration longest) {
        return new Chart(series, title, unit, from, to, lines, Optional.of(longest));
    }

    public Html draw() {
        return series.isEmpty()
                ? Html.of("<p class=\"hint\">{}: no value in this time.</p>", title)
                : new Drawing(this, start(), end()).figure();
    }

    private Instant start() {
        return from.orElseGet(
                () -> points().map(Point::at).min(Comparator.naturalOrder()).orElse(Instant.EPOCH));
    }

    /** Later than the start, so that there is an axis. */
    private Instant end() {
        Instant last = to.orElseGet(
                () -> points().map(Point::at).max(Comparator.naturalOrder()).orElse(Instant.EPOCH));
        return last.isAfter(start()) ? last : start().plusSeconds(60);
    }

    Stream<Point> points() {
        return series.stream().flatMap(each -> each.points().stream());
    }
}
