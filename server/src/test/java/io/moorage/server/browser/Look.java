package io.moorage.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** How a page looks to whoever cannot see it, to whoever has a small screen, and to whoever reviews it. */
public final class Look {
    private static final int WIDE = 1280;
    private static final int SMALL = 360;
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
        String where = System.getenv("CONSOLE_SCREENSHOTS");
        if (where == null) {
            return;
        }
        Files.createDirectories(Path.of(where));
        for (Map.Entry<String, Integer> each :
                Map.of("wide", WIDE, "360", SMALL).entrySet()) {
            tab.size(each.getValue(), HIGH);
            for (boolean dark : new boolean[] {false, true}) {
                tab.dark(dark);
                tab.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
                tab.screenshot(Path.of(where, name + "-" + each.getKey() + (dark ? "-dark" : "") + ".png"));
            }
        }
        tab.dark(false);
        tab.size(WIDE, HIGH);
    }
}
