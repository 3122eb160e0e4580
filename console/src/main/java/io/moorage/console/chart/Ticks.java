package io.moorage.console.chart;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;

/** Where the lines of an axis are and what is written at them; pure. */
final class Ticks {
    private static final List<Duration> STEPS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(15),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(5),
            Duration.ofMinutes(15),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(3),
            Duration.ofHours(6),
            Duration.ofHours(12),
            Duration.ofDays(1),
            Duration.ofDays(7),
            Duration.ofDays(30),
            Duration.ofDays(90));

    private Ticks() {}

    /** From 0 or below to {@code most} or above, four steps or fewer; at least two values. */
    static List<Double> values(double least, double most, Unit unit) {
        double low = Math.min(0, least);
        double high = most <= low ? low + 1 : most;
        double step = unit.roundStep((high - low) / 4);
        List<Double> values = new ArrayList<>();
        long last = (long) Math.ceil(high / step - 1e-9);
        for (long i = (long) Math.floor(low / step + 1e-9); i <= last; i++) {
            values.add(i * step);
        }
        return values;
    }

    /** Round times inside of both ends, six or fewer. */
    static List<Instant> times(Instant from, Instant to) {
        Duration span = Duration.between(from, to);
        long step = STEPS.stream()
                .filter(each -> span.dividedBy(each) <= 6)
                .findFirst()
                .orElse(Duration.ofDays(Math.max(1, span.toDays() / 6)))
                .toSeconds();
        long first = Math.ceilDiv(from.getEpochSecond(), step);
        return LongStream.rangeClosed(first, Math.floorDiv(to.getEpochSecond(), step))
                .mapToObj(each -> Instant.ofEpochSecond(each * step))
                .toList();
    }

    /** As long as the span of the axis makes necessary; in UTC. */
    static String label(Instant at, Duration span) {
        String pattern = span.compareTo(Duration.ofDays(3)) >= 0
                ? "MMM d"
                : span.compareTo(Duration.ofHours(20)) >= 0
                        ? "d. HH:mm"
                        : span.compareTo(Duration.ofMinutes(6)) >= 0 ? "HH:mm" : "HH:mm:ss";
        return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH)
                .withZone(ZoneOffset.UTC)
                .format(at);
    }
}
