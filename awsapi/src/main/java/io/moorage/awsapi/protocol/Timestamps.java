package io.moorage.awsapi.protocol;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/** The two forms of time on AWS's wires, both cut to milliseconds. */
final class Timestamps {
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final BigDecimal NANOS = BigDecimal.valueOf(1_000_000_000L);

    private Timestamps() {}

    /** {@code 2026-11-22T18:00:00.000Z}. */
    static String iso(Instant time) {
        return ISO.format(time);
    }

    /** Whole seconds without a point, else with up to three decimals. */
    static String epochSeconds(Instant time) {
        BigDecimal seconds =
                BigDecimal.valueOf(time.truncatedTo(ChronoUnit.MILLIS).toEpochMilli(), 3);
        BigDecimal shortest = seconds.stripTrailingZeros();
        return shortest.scale() < 0
                ? shortest.setScale(0, RoundingMode.UNNECESSARY).toPlainString()
                : shortest.toPlainString();
    }

    /** @throws DateTimeException outside what {@link Instant} can hold */
    static Instant ofEpochSeconds(BigDecimal seconds) {
        BigDecimal whole = seconds.setScale(0, RoundingMode.FLOOR);
        if (whole.precision() - whole.scale() > 18) {
            throw new DateTimeException("out of range");
        }
        long nanos = seconds.subtract(whole).multiply(NANOS).longValue();
        return Instant.ofEpochSecond(whole.longValue(), nanos);
    }

    /** ISO 8601 with an offset. */
    static Instant parse(String text) {
        return DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
    }
}
