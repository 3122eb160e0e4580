package io.moorage.bench.scale;

import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What a placement costs by the number of instances, as an SVG, beside the logarithm that begins at the same point. */
final class PlacementChart {
    private static final int WIDTH = 560;
    private static final int HEIGHT = 320;
    private static final int LEFT = 52;
    private static final int RIGHT = 150;
    private static final int TOP = 44;
    private static final int BOTTOM = 44;

    private final NavigableMap<Integer, Double> micros;
    private final int least;
    private final int most;
    private final double highest;

    private PlacementChart(NavigableMap<Integer, Double> micros) {
        this.micros = micros;
        this.least = micros.firstKey();
        this.most = micros.lastKey();
        double dearest =
                micros.values().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
        this.highest = Math.ceil(Math.max(dearest, logarithm(most)) * 1.1);
    }

    /** @param micros microseconds for a placement, by instances */
    static String of(NavigableMap<Integer, Double> micros) {
        return new PlacementChart(micros).draw();
    }

    private String draw() {
        StringBuilder svg = new StringBuilder(text(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"11\">%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>%n"
                        + "<text x=\"8\" y=\"18\" font-size=\"14\">Microseconds for a placement, by instances in the cluster</text>%n",
                WIDTH, HEIGHT));
        for (int step = 0; step <= 4; step++) {
            double value = highest * step / 4;
            svg.append(text(
                    "<line x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\" stroke=\"#dddddd\"/>"
                            + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.2f</text>%n",
                    LEFT, WIDTH - RIGHT, y(value), y(value), LEFT - 6, y(value) + 4, value));
        }
        for (int size : micros.keySet()) {
            svg.append(text(
                    "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%d</text>%n",
                    x(size), HEIGHT - BOTTOM + 18, size));
        }
        List<double[]> curve = IntStream.rangeClosed(0, 40)
                .mapToDouble(each -> least * Math.pow((double) most / least, each / 40.0))
                .mapToObj(size -> new double[] {size, logarithm(size)})
                .toList();
        svg.append(line(curve, "#999999", "stroke-dasharray=\"4 3\"", "as the logarithm"));
        svg.append(line(
                micros.entrySet().stream()
                        .map(each -> new double[] {each.getKey(), each.getValue()})
                        .toList(),
                "#1f6f8b",
                "",
                "measured"));
        return svg.append(text("</svg>%n")).toString();
    }

    private String line(List<double[]> points, String colour, String style, String name) {
        String path = points.stream()
                .map(each -> text("%.1f,%.1f", x(each[0]), y(each[1])))
                .collect(Collectors.joining(" "));
        double[] last = points.getLast();
        return text(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\" %s/>"
                        + "<text x=\"%.1f\" y=\"%.1f\" fill=\"%s\">%s</text>%n",
                path, colour, style, x(last[0]) + 8, y(last[1]) + 4, colour, name);
    }

    /** Through the first point. */
    private double logarithm(double size) {
        return micros.firstEntry().getValue() * Math.log(size) / Math.log(least);
    }

    private double x(double size) {
        return LEFT + (WIDTH - LEFT - RIGHT) * Math.log(size / least) / Math.log((double) most / least);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / highest;
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
