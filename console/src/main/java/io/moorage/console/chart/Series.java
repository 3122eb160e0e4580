package io.moorage.console.chart;

import java.time.Instant;
import java.util.List;

/**
 * One line of a chart.
 *
 * @param points in the order of time
 * @param shape how what lies between two points is drawn
 */
public record Series(String name, List<Point> points, Shape shape) {
    /** A value at a time. */
    public record Point(Instant at, double value) {}

    /** Measures change gradually; what is set, as a desired count, stays until it is set again. */
    public enum Shape {
        LINE,
        STEPS
    }

    public Series {
        points = List.copyOf(points);
    }

    public static Series line(String name, List<Point> points) {
        return new Series(name, points, Shape.LINE);
    }

    public static Series steps(String name, List<Point> points) {
        return new Series(name, points, Shape.STEPS);
    }
}
