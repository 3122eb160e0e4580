package io.moorage.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.server.browser.Tab;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** What every page of the console must be, whatever it shows. */
final class PageChecks {
    private PageChecks() {}

    /** WCAG 2.1 A and AA, as far as a program can tell, in light and dark; and no page is wider than a small phone. */
    static void accessible(Tab tab) throws Exception {
        tab.inject("/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js");
        for (boolean dark : new boolean[] {false, true}) {
            tab.dark(dark);
            assertThat(tab.evaluate("axe.run().then((r) => r.violations.map((v) => v.id + ' ' + v.impact + ': '"
                                    + " + v.nodes.map((n) => n.html + ' ' + n.failureSummary).join('; ')).join('\\n'))")
                            .asText())
                    .isEmpty();
        }
        tab.dark(false);
        tab.size(360, 740);
        assertThat(tab.evaluate("document.documentElement.scrollWidth").asInt()).isEqualTo(360);
        tab.size(1280, 900);
    }

    /** The same, and pictures of the page in the directory that {@code CONSOLE_SCREENSHOTS} names. */
    static void shot(Tab tab, String name) throws Exception {
        accessible(tab);
        String where = System.getenv("CONSOLE_SCREENSHOTS");
        if (where == null) {
            return;
        }
        Files.createDirectories(Path.of(where));
        for (Map.Entry<String, int[]> each : Map.of("wide", new int[] {1280, 900}, "360", new int[] {360, 900})
                .entrySet()) {
            tab.size(each.getValue()[0], each.getValue()[1]);
            for (boolean dark : new boolean[] {false, true}) {
                tab.dark(dark);
                tab.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
                tab.screenshot(Path.of(where, name + "-" + each.getKey() + (dark ? "-dark" : "") + ".png"));
            }
        }
        tab.dark(false);
        tab.size(1280, 900);
    }
}
