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

    private static final String AXE = """
            window.violations = (where, rules) => axe.run(where, rules ? {runOnly: rules} : {}).then((run) => run.violations.map((each) => each.id + ' ' + each.impact + ': '
                + each.nodes.map((node) => node.html + ' ' + node.failureSummary).join('; ')).join('\\n'));0""";

    /** Which may be wrong in one of light and dark only. */
    private static final String COLOURS = "['color-contrast', 'link-in-text-block']";

    private static final String OPEN = "for (const each of document.querySelectorAll('details')) each.open = true;0";

    /** Of each dialog and menu by itself: it covers what is behind it. */
    private static final String POPOVERS = """
            (async () => {
              const found = [];
              for (const each of document.querySelectorAll('[popover]:not(nav)')) {
                each.showPopover();
                found.push(await violations(each, %s));
                each.hidePopover();
              }
              return found.filter(Boolean).join('\\n');
            })()""";

    /** What has the focus and does not show it, as where a line around it is drawn, or around what is drawn in it. */
    private static final String UNSEEN = """
            (() => {
              const drawn = (each) => { const style = getComputedStyle(each); return style.outlineStyle !== 'none' && style.outlineWidth !== '0px'; };
              const stroke = (each) => [...each.querySelectorAll('rect')].map((rect) => getComputedStyle(rect).strokeWidth).join();
              const unseen = [];
              for (const each of document.querySelectorAll('a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex="0"]')) {
                if (each.matches(':disabled') || !each.checkVisibility() || each.closest('[popover]:not(:popover-open):not(nav)')) continue;
                const before = stroke(each);
                each.focus({focusVisible: true});
                if (document.activeElement !== each || !(drawn(each) || stroke(each) !== before)) unseen.push(each.outerHTML.slice(0, 160));
                each.blur();
              }
              return unseen.join('\\n');
            })()""";

    /** Under {@code prefers-reduced-motion} nothing moves. */
    private static final String MOVING = """
            [...document.querySelectorAll('body *')].filter((each) => { const style = getComputedStyle(each);
              return style.transitionDuration !== '0s' || style.animationName !== 'none'; }).map((each) => each.outerHTML.slice(0, 160)).join('\\n')""";

    private Look() {}

    /** WCAG 2.1 A and AA, as far as a program can tell, light and dark; and no page is wider than a small phone. */
    public static void accessible(Tab tab) throws Exception {
        tab.inject("/META-INF/resources/webjars/axe-core/4.6.3/axe.min.js");
        tab.evaluate(AXE);
        nothing(tab, "violations(document)");
        tab.dark(true);
        nothing(tab, "violations(document, " + COLOURS + ")");
        tab.dark(false);
        tab.size(SMALL, HIGH);
        nothing(tab, WIDER.formatted(SMALL));
        tab.size(WIDE, HIGH);
    }

    /**
     * The same with all that can be opened open; wherever the focus is, it is seen (2.4.7), nothing moves for whom that is too much
     * (2.3.3), and at twice the size nothing is to the side (1.4.4).
     */
    public static void accessibleOpened(Tab tab) throws Exception {
        tab.evaluate(OPEN);
        accessible(tab);
        nothing(tab, POPOVERS.formatted("null"));
        tab.dark(true);
        nothing(tab, POPOVERS.formatted(COLOURS));
        tab.dark(false);
        nothing(tab, UNSEEN);
        nothing(tab, MOVING);
        tab.size(WIDE / 2, HIGH);
        nothing(tab, WIDER.formatted(WIDE / 2));
        tab.size(WIDE, HIGH);
    }

    private static void nothing(Tab tab, String found) throws Exception {
        assertThat(tab.evaluate(found).asText())
                .as("%s", tab.evaluate("location.href"))
                .isEmpty();
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
