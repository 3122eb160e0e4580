package io.moorage.console.overview;

import io.moorage.console.html.Html;

/**
 * One of the map's columns: a zone's frame, its subnets in it, their things in them, and a gutter at each side of the
 * subnets for lines, so that no line goes behind what it passes.
 *
 * @param x where it begins
 */
record Column(int x) {
    static final int WIDTH = 300;

    private static final int FRAME = 6;
    private static final int GUTTER = 14;
    private static final int INSET = 8;

    static final int SUBNET_WIDTH = WIDTH - 2 * (FRAME + GUTTER);

    /** Of an instance, a mount target, a load balancer or a file system. */
    static final int BOX_WIDTH = SUBNET_WIDTH - 2 * INSET;

    static Column number(int index) {
        return new Column(index * WIDTH);
    }

    int subnet() {
        return x + FRAME + GUTTER;
    }

    int box() {
        return subnet() + INSET;
    }

    int middle() {
        return x + WIDTH / 2;
    }

    /** Lines of several things go beside one another. */
    int leftGutter(int lane) {
        return x + FRAME + GUTTER / 2 + offset(lane);
    }

    int rightGutter(int lane) {
        return x + WIDTH - FRAME - GUTTER / 2 + offset(lane);
    }

    private static int offset(int lane) {
        return switch (lane % 3) {
            case 0 -> 0;
            case 1 -> 4;
            default -> -4;
        };
    }

    /** A zone's frame and its name. */
    Html frame(String name, int y, int height) {
        return Html.of(
                "<rect class=\"zone\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"10\"/><text class=\"sub\" x=\"{}\" y=\"{}\">{}</text>",
                x + FRAME,
                y,
                WIDTH - 2 * FRAME,
                height,
                subnet(),
                y + 20,
                name);
    }

    /** Cut where it would not fit; whole when it is pointed at. */
    static Html shortened(String text, int longest) {
        return text.length() <= longest
                ? Html.text(text)
                : Html.of("<title>{}</title>{}…", text, text.substring(0, longest - 1));
    }
}
