package io.moorage.console.chart;

import java.util.List;
import java.util.Locale;

/** What a chart's values are counted in, and how one is written. */
public enum Unit {
    COUNT(1000, ",k,M,G,T"),
    BYTES(1024, " B, KiB, MiB, GiB, TiB"),
    BYTES_PER_SECOND(1024, " B/s, KiB/s, MiB/s, GiB/s, TiB/s"),
    PERCENT(0, " %"),
    SECONDS(0, " s") {
        @Override
        public String write(double value) {
            return value != 0 && Math.abs(value) < 1 ? MILLISECONDS.write(value * 1000) : super.write(value);
        }
    },
    MILLISECONDS(0, " ms");

    private final int base;
    private final String names;

    /**
     * @param base from one name to the next; 0 where there is one
     * @param names with commas between them
     */
    Unit(int base, String names) {
        this.base = base;
        this.names = names;
    }

    /** CloudWatch's {@code StandardUnit} in the words of a chart. */
    public static Unit of(String standardUnit) {
        return switch (standardUnit) {
            case "Bytes" -> BYTES;
            case "Bytes/Second" -> BYTES_PER_SECOND;
            case "Percent" -> PERCENT;
            case "Seconds" -> SECONDS;
            case "Milliseconds" -> MILLISECONDS;
            default -> COUNT;
        };
    }

    /** A value as people read it, e.g. {@code 1.5 GiB}. */
    public String write(double value) {
        List<String> steps = List.of(names.split(",", -1));
        double scaled = value;
        int step = 0;
        while (base > 0 && Math.abs(scaled) >= base && step < steps.size() - 1) {
            scaled /= base;
            step++;
        }
        return (number(scaled) + steps.get(step)).strip();
    }

    /** The roundest step that is not less: 1, 2 or 5 times a power of ten, or a power of two where bytes are counted. */
    double roundStep(double least) {
        if (base == 1024) {
            return Math.max(1, Math.pow(2, Math.ceil(Math.log(least) / Math.log(2))));
        }
        double power = Math.pow(10, Math.floor(Math.log10(least)));
        for (int each : new int[] {1, 2, 5}) {
            if (each * power >= least * (1 - 1e-9)) {
                return each * power;
            }
        }
        return 10 * power;
    }

    private static String number(double value) {
        String text = String.format(
                Locale.ROOT, Math.abs(value) >= 100 ? "%.0f" : Math.abs(value) >= 1 ? "%.2f" : "%.3f", value);
        String trimmed = text.contains(".") ? text.replaceFirst("\\.?0+$", "") : text;
        return trimmed.equals("-0") ? "0" : trimmed;
    }
}
