package io.moorage.console.chart;

import io.moorage.console.chart.Series.Point;
import io.moorage.console.html.Html;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A chart's markup. The lines are in a picture that is stretched to its place, everything that must not be stretched, as
 * letters and dots, is placed by percentages over it.
 */
final class Drawing {
    /** Of the stretched picture's own coordinates. */
    private static final int SIDE = 1000;

    private static final int MOST_ROWS = 500;

    private final Chart chart;
    private final Instant from;
    private final Duration span;
    private final List<Double> values;

    Drawing(Chart chart, Instant from, Instant to) {
        this.chart = chart;
        this.from = from;
        this.span = Duration.between(from, to);
        List<Double> all = Stream.concat(
                        chart.points().map(Point::value), chart.lines().stream().map(Chart.Line::value))
                .toList();
        this.values = Ticks.values(
                all.stream().min(Double::compare).orElse(0.0),
                all.stream().max(Double::compare).orElse(1.0),
                chart.unit());
    }

    Html figure() {
        return Html.of(
                """
                <figure class="chart"><figcaption><strong>{}</strong>{}</figcaption>
                <div role="img" aria-label="{}" class="chart-picture">{}<svg class="plot" viewBox="0 0 1000 1000" preserveAspectRatio="none">{}{}</svg>\
                <svg class="over">{}{}</svg></div>{}</figure>""",
                chart.title(),
                legend(),
                said(),
                grid(),
                chart.lines().stream().map(this::line).toList(),
                paths(),
                times(),
                spots(),
                table());
    }

    private Html legend() {
        List<Html> keys = new ArrayList<>();
        for (int i = 0; i < chart.series().size(); i++) {
            Series each = chart.series().get(i);
            keys.add(Html.of(
                    "<li><svg class=\"key c{}\" aria-hidden=\"true\" width=\"18\" height=\"8\"><line x1=\"0\" x2=\"18\" y1=\"4\" y2=\"4\"/></svg>{} <strong>{}</strong></li>",
                    color(i),
                    each.name(),
                    written(each.points().getLast().value())));
        }
        for (Chart.Line each : chart.lines()) {
            keys.add(Html.of(
                    "<li><svg class=\"key mark {}\" aria-hidden=\"true\" width=\"18\" height=\"8\"><line x1=\"0\" x2=\"18\" y1=\"4\" y2=\"4\"/></svg>{} <strong>{}</strong></li>",
                    each.crossed() ? "bad" : "",
                    each.name(),
                    written(each.value())));
        }
        return Html.of("<ul>{}</ul>", keys);
    }

    private String said() {
        return chart.title() + ". "
                + chart.series().stream()
                        .map(each -> each.name() + ": last "
                                + written(each.points().getLast().value()) + ", least "
                                + written(extreme(each, true)) + ", most " + written(extreme(each, false)))
                        .collect(Collectors.joining("; "));
    }

    private static double extreme(Series series, boolean least) {
        return series.points().stream()
                .map(Point::value)
                .reduce(least ? Math::min : Math::max)
                .orElse(0.0);
    }

    private Html grid() {
        return Html.of(
                "<svg class=\"axis\">{}</svg>",
                values.stream()
                        .map(each -> Html.of(
                                "<line x1=\"0\" x2=\"100%\" y1=\"{}\" y2=\"{}\"/><text x=\"-8\" y=\"{}\" dy=\".32em\" text-anchor=\"end\">{}</text>",
                                percent(y(each)), percent(y(each)), percent(y(each)), written(each)))
                        .toList());
    }

    private Html times() {
        return Html.all(Ticks.times(from, from.plus(span)).stream()
                .map(each -> Html.of(
                        "<text x=\"{}\" y=\"100%\" dy=\"18\" text-anchor=\"middle\">{}</text>",
                        percent(x(each)), Ticks.label(each, span)))
                .toList());
    }

    private Html line(Chart.Line line) {
        return Html.of(
                "<path class=\"mark {}\" d=\"M0 {}H{}\"/>",
                line.crossed() ? "bad" : "",
                coordinate(y(line.value())),
                SIDE);
    }

    private List<Html> paths() {
        List<Html> paths = new ArrayList<>();
        for (int i = 0; i < chart.series().size(); i++) {
            Series each = chart.series().get(i);
            paths.add(Html.of("<path class=\"c{}\" d=\"{}\"/>", color(i), path(each)));
        }
        return paths;
    }

    private String path(Series series) {
        StringBuilder path = new StringBuilder();
        Point before = null;
        for (Point each : series.points()) {
            boolean joined = before != null && !isGap(before, each);
            if (joined && series.shape() == Series.Shape.STEPS) {
                path.append('H').append(coordinate(x(each.at())));
            }
            path.append(joined ? 'L' : 'M')
                    .append(coordinate(x(each.at())))
                    .append(' ')
                    .append(coordinate(y(each.value())));
            before = each;
        }
        if (before != null && series.shape() == Series.Shape.STEPS) {
            path.append('H').append(SIDE);
        }
        return path.toString();
    }

    private boolean isGap(Point before, Point after) {
        return chart.gap()
                .filter(longest -> Duration.between(before.at(), after.at()).compareTo(longest) > 0)
                .isPresent();
    }

    /** A place to point at for each time, with its dots and its words. */
    private List<Html> spots() {
        NavigableMap<Instant, Spot> spots = new TreeMap<>();
        for (int i = 0; i < chart.series().size(); i++) {
            Series series = chart.series().get(i);
            for (Point each : series.points()) {
                Html dot = Html.of(
                        "<circle class=\"c{}\" cx=\"{}\" cy=\"{}\" r=\"3.5\"/>",
                        color(i),
                        percent(x(each.at())),
                        percent(y(each.value())));
                spots.merge(each.at(), new Spot(dot, series.name() + ": " + written(each.value())), Spot::and);
            }
        }
        return spots.entrySet().stream()
                .map(each -> spot(
                        each.getKey(), each.getValue(), spots.lowerKey(each.getKey()), spots.higherKey(each.getKey())))
                .toList();
    }

    /** What is at one time. */
    private record Spot(Html dots, String words) {
        Spot and(Spot other) {
            return new Spot(Html.of("{}{}", dots, other.dots), words + "\n" + other.words);
        }
    }

    private Html spot(Instant at, Spot spot, @Nullable Instant before, @Nullable Instant after) {
        double left = before == null ? 0 : (x(before) + x(at)) / 2;
        double right = after == null ? 1 : (x(at) + x(after)) / 2;
        return Html.of(
                "<g class=\"spot{}\"><rect x=\"{}\" width=\"{}\" y=\"0\" height=\"100%\"><title>{}\n{}</title></rect><line x1=\"{}\" x2=\"{}\" y1=\"0\" y2=\"100%\"/>{}</g>",
                before == null && after == null ? " only" : "",
                percent(left),
                percent(Math.max(0, right - left)),
                at,
                spot.words(),
                percent(x(at)),
                percent(x(at)),
                spot.dots());
    }

    private Html table() {
        List<Html> rows = chart.series().stream()
                .flatMap(series -> series.points().reversed().stream()
                        .map(each -> Html.of(
                                "<tr><td data-title=\"Time (UTC)\"><time datetime=\"{}\">{}</time></td><td data-title=\"Series\">{}</td><td data-title=\"Value\" class=\"number\">{}</td></tr>",
                                each.at(),
                                each.at(),
                                series.name(),
                                written(each.value()))))
                .limit(MOST_ROWS)
                .toList();
        return Html.of("""
                <details><summary>{} as a table</summary><div class="wide" tabindex="0" role="region" aria-label="{} as a table"><table><thead><tr><th scope="col">Time (UTC)</th>\
                <th scope="col">Series</th><th scope="col" class="number">Value</th></tr></thead><tbody>{}</tbody></table></div></details>""", chart.title(), chart.title(), rows);
    }

    private String written(double value) {
        return chart.unit().write(value);
    }

    /** From 0 at the left to 1 at the right. */
    private double x(Instant at) {
        return Math.clamp((double) Duration.between(from, at).toMillis() / Math.max(1, span.toMillis()), 0, 1);
    }

    /** From 0 at the top to 1 at the bottom. */
    private double y(double value) {
        double low = values.getFirst();
        double high = values.getLast();
        return 1 - (value - low) / (high - low);
    }

    private static int color(int series) {
        return series % 6 + 1;
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f%%", share * 100);
    }

    private static String coordinate(double share) {
        return String.format(Locale.ROOT, "%.1f", share * SIDE);
    }
}
