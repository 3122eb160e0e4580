package io.moorage.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;

/** How a page looks to whoever cannot see it, to whoever has a small screen, and to whoever reviews it. */
public final class Look {
    public static final int WIDE = 1280;
    public static final int SMALL = 360;
    private static final int HIGH = 900;

    /** What sticks out, when the page can be scrolled sideways. */
    private static final String WIDER = """
            document.documentElement.scrollWidth === %1$d ? '' : document.documentElement.scrollWidth + ': '
                + [...document.querySelectorAll('body *')].filter((each) => each.getBoundingClientRect().right > %1$d)
                    .map((each) => each.outerHTML.slice(0, 120)).join('; ')""";

    private Look() {}

    /** WCAG 2.1 A and AA, as far as a program can tell, light and dark; and no page is wider than a small phone. */
    public static void accessible(Tab tab) throws Exception {
        tab.inject("/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js");
        for (boolean dark : new boolean[] {false, true}) {
            tab.dark(dark);
            assertThat(tab.evaluate("axe.run().then((r) => r.violations.map((v) => v.id + ' ' + v.impact + ': '"
                                    + " + v.nodes.map((n) => n.html + ' ' + n.failureSummary).join('; ')).join('\\n'))")
                            .asText())
                    .as("%s", tab.evaluate("location.href"))
                    .isEmpty();
        }
        tab.dark(false);
        tab.size(SMALL, HIGH);
        assertThat(tab.evaluate(WIDER.formatted(SMALL)).asText())
                .as("wider than a small phone: %s", tab.evaluate("location.href"))
                .isEmpty();
        tab.size(WIDE, HIGH);
    }

    /** The same; and with {@code CONSOLE_SCREENSHOTS=DIR} pictures of the page. */
    public static void shot(Tab tab, String name) throws Exception {
        accessible(tab);
        for (boolean dark : new boolean[] {false, true}) {
            picture(tab, name + "-wide" + (dark ? "-dark" : ""), WIDE, dark);
            picture(tab, name + "-360" + (dark ? "-dark" : ""), SMALL, dark);
        }
    }

    /** With {@code CONSOLE_SCREENSHOTS=DIR} the picture {@code name.png} of the page; without it nothing. */
    public static void picture(Tab tab, String name, int width, boolean dark) throws Exception {
        picture(tab, name, width, HIGH, dark);
    }

    /** The same of a page that is worth more than a screen. */
    public static void picture(Tab tab, String name, int width, int high, boolean dark) throws Exception {
        String where = System.getenv("CONSOLE_SCREENSHOTS");
        if (where == null) {
            return;
        }
        Files.createDirectories(Path.of(where));
        tab.size(width, high);
        tab.dark(dark);
        tab.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
        tab.screenshot(Path.of(where, name + ".png"));
        tab.dark(false);
        tab.size(WIDE, HIGH);
    }
}
