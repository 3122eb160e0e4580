package io.moorage.console.overview;

import io.moorage.console.html.Html;

/**
 * One of the map's columns: a zone's frame, its subnets in it, their things in them, and a gutter at each side of the
 * subnets for lines, so that no line goes behind what it passes.
 *
 * @param x where it begins
 */
record Column(int x, int width) {
    private static final int FRAME = 6;
    private static final int GUTTER = 20;
    private static final int INSET = 8;

    /** How wide letters are, with what is lost between words and edges. */
    private static final double LETTER = 6.8;

    /** The same of small ones. */
    static final double SMALL_LETTER = 5.9;

    /** More lines than these share lanes of a gutter. */
    private static final int MOST_LANES = 6;

    int subnet() {
        return x + FRAME + GUTTER;
    }

    int subnetWidth() {
        return width - 2 * (FRAME + GUTTER);
    }

    int box() {
        return subnet() + INSET;
    }

    /** Of an instance, a mount target, a load balancer or a file system. */
    int boxWidth() {
        return subnetWidth() - 2 * INSET;
    }

    int boxEnd() {
        return box() + boxWidth();
    }

    int middle() {
        return x + width / 2;
    }

    /**
     * Lines of several things go beside one another.
     *
     * @param lanes how many such things there are
     */
    int leftGutter(int lane, int lanes) {
        return x + FRAME + offset(lane, lanes);
    }

    int rightGutter(int lane, int lanes) {
        return x + width - FRAME - GUTTER + offset(lane, lanes);
    }

    private static int offset(int lane, int lanes) {
        int beside = Math.clamp(lanes, 1, MOST_LANES);
        return GUTTER * (lane % beside + 1) / (beside + 1);
    }

    /** A zone's frame and its name. */
    Html frame(String name, int y, int height) {
        return Html.of(
                "<rect class=\"zone\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"10\"/><text class=\"name\" x=\"{}\" y=\"{}\">{}</text>",
                x + FRAME,
                y,
                width - 2 * FRAME,
                height,
                subnet(),
                y + 21,
                name);
    }

    /**
     * Cut where it would not fit; whole when it is pointed at.
     *
     * @param pixels that are not there for it, of a box
     */
    Html shortened(String text, int pixels) {
        return shortened(text, pixels, LETTER);
    }

    /** The same in small letters. */
    Html shortenedSmall(String text, int pixels) {
        return shortened(text, pixels, SMALL_LETTER);
    }

    private Html shortened(String text, int pixels, double letter) {
        int longest = (int) ((boxWidth() - pixels) / letter);
        return text.length() <= longest
                ? Html.text(text)
                : Html.of("<title>{}</title>{}…", text, text.substring(0, longest - 1));
    }
}
