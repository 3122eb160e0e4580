package io.moorage.bench.nfs;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** The ratios as an SVG: a bar for each row and peer from 1 (as fast) to the right (faster) or the left (slower), by powers of 2. */
final class Chart {
    private static final List<String> COLOURS = List.of("#1f6f8b", "#c98b2b", "#7a5195");
    private static final int LABELS = 270;
    private static final int DOUBLING = 80;
    private static final int LEAST = -3;
    private static final int MOST = 5;
    private static final int WIDTH = LABELS + (MOST - LEAST) * DOUBLING + 50;
    private static final int BAR = 9;
    private static final int GAP = 7;
    private static final int TOP = 62;

    private final Medians medians;
    private final StringBuilder svg = new StringBuilder();

    private Chart(Medians medians) {
        this.medians = medians;
    }

    static String of(Medians medians, String title) {
        return new Chart(medians).draw(title);
    }

    private String draw(String title) {
        int rowHeight = BAR * medians.peers().size() + GAP;
        int bottom = TOP + rowHeight * medians.rows().size();
        add(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"11\">",
                WIDTH, bottom + 10);
        add("<rect width=\"100%%\" height=\"100%%\" fill=\"#ffffff\"/>");
        add("<text x=\"8\" y=\"18\" font-size=\"14\">%s</text>", escaped(title));
        legend();
        for (int power = LEAST; power <= MOST; power++) {
            gridLine(power, bottom);
        }
        int y = TOP;
        for (String row : medians.rows()) {
            row(row, y);
            y += rowHeight;
        }
        add("</svg>");
        return svg.toString();
    }

    private void legend() {
        int x = 8;
        List<String> peers = medians.peers();
        for (int i = 0; i < peers.size(); i++) {
            add("<rect x=\"%d\" y=\"28\" width=\"10\" height=\"10\" fill=\"%s\"/>", x, COLOURS.get(i));
            add("<text x=\"%d\" y=\"37\">%s</text>", x + 14, escaped("against " + peers.get(i)));
            x += 150;
        }
    }

    private void gridLine(int power, int bottom) {
        int x = (int) x(Math.pow(2, power));
        String colour = power == 0 ? "#222222" : "#dddddd";
        add("<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\"/>", x, TOP - 6, x, bottom, colour);
        String label = power < 0 ? "1/" + (1 << -power) : Integer.toString(1 << power);
        add("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\" fill=\"#444444\">%s</text>", x, TOP - 10, label);
    }

    private void row(String row, int top) {
        List<String> peers = medians.peers();
        add(
                "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                LABELS - 8, top + BAR * peers.size() / 2.0 + 4, escaped(row));
        for (int i = 0; i < peers.size(); i++) {
            OptionalDouble ratio = medians.ratio(row, peers.get(i));
            if (ratio.isPresent()) {
                bar(ratio.getAsDouble(), top + i * BAR, COLOURS.get(i));
            }
        }
    }

    private void bar(double ratio, int top, String colour) {
        double from = Math.min(x(1), x(ratio));
        double to = Math.max(x(1), x(ratio));
        add(
                "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>",
                from, top, Math.max(1, to - from), BAR - 1, colour);
        boolean right = ratio >= 1;
        add(
                "<text x=\"%.1f\" y=\"%d\" font-size=\"9\" text-anchor=\"%s\">%.2f</text>",
                right ? to + 3 : from - 3, top + BAR - 1, right ? "start" : "end", ratio);
    }

    private static double x(double ratio) {
        double power = Math.clamp(Math.log(ratio) / Math.log(2), LEAST, MOST);
        return LABELS + (power - LEAST) * DOUBLING;
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;");
    }
}
