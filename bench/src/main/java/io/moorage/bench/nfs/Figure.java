package io.moorage.bench.nfs;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One measurement.
 *
 * @param unit in microseconds ({@value #LATENCY}) less is better, in all else more
 */
record Figure(String row, String target, double value, String unit) {
    static final String LATENCY = "us";

    private static final Pattern LINE = Pattern.compile("([^\t]+)\t([^\t]+)\t([0-9.]+) (\\S+)");

    /** Of a line that {@link #toString} made. */
    static Figure parse(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException("not ROW <tab> TARGET <tab> FIGURE UNIT: " + line);
        }
        return new Figure(parts.group(1), parts.group(2), Double.parseDouble(parts.group(3)), parts.group(4));
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s\t%s\t%.1f %s", row, target, value, unit);
    }
}
