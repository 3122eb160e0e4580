package io.moorage.bench.scale;

import java.util.Locale;

/** One line for each figure that has an aim. */
final class Aims {
    static void atMost(double limit, String unit, double value, String what) {
        tell(value <= limit, "<=", limit, unit, value, what);
    }

    static void atLeast(double limit, String unit, double value, String what) {
        tell(value >= limit, ">=", limit, unit, value, what);
    }

    private static void tell(boolean met, String relation, double limit, String unit, double value, String what) {
        say("%-7s %s: %.1f %s (aim %s %.0f %s)", met ? "met" : "MISSED", what, value, unit, relation, limit, unit);
    }

    /** A figure without an aim. */
    static void say(String format, Object... values) {
        System.out.printf(Locale.ROOT, format + "%n", values);
    }

    static double since(long nanos) {
        return (System.nanoTime() - nanos) / 1e9;
    }

    private Aims() {}
}
