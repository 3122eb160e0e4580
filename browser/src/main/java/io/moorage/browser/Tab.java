package io.moorage.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;

/** One tab, used as a person uses it: what is clicked is found by the words on it, and fields by their labels. */
public final class Tab {
    private static final long PATIENCE_NANOS = 15_000_000_000L;
    private static final Duration A_STACKS_TIME = Duration.ofMinutes(1);

    /** Visible elements by their names; what is not there yet is waited for from frame to frame. */
    private static final String FINDERS = """
            (() => {
              const own = (label) => [...label.childNodes].filter((n) => n.nodeType === 3).map((n) => n.data).join('').trim();
              const shown = (e) => e.checkVisibility({visibilityProperty: true}) && e.getClientRects().length > 0;
              const named = (e) => (e.getAttribute('aria-label') || e.textContent).trim().replace(/\\s+/g, ' ');
              window.tester = {
                clickable: (name) => [...document.querySelectorAll('a, button, summary, [role=tab], input[type=radio]')]
                    .filter((e) => shown(e) && named(e) === name).at(-1),
                field: (label) => [...document.querySelectorAll('label')].filter((e) => shown(e) && own(e) === label)
                    .map((e) => e.control).filter(Boolean).at(-1),
                until: async (test, millis) => {
                  const end = performance.now() + millis;
                  for (;;) {
                    const got = test();
                    if (got) return got;
                    if (performance.now() > end) return null;
                    await new Promise((done) => setTimeout(done, 10));
                  }
                },
              };
            })();""";

    private final Chromium browser;
    private final String session;

    Tab(Chromium browser, String session) throws Exception {
        this.browser = browser;
        this.session = session;
        call("Page.enable", browser.node());
        call("Page.addScriptToEvaluateOnNewDocument", browser.node().put("source", FINDERS));
        size(1280, 900);
        dark(false);
    }

    private JsonNode call(String method, ObjectNode parameters) throws Exception {
        return browser.call(method, session, parameters);
    }

    public void open(String url) throws Exception {
        call("Page.navigate", browser.node().put("url", url));
        until("document.readyState === 'complete' && location.href.startsWith(" + quoted(url.replaceFirst("\\?.*", ""))
                + ")");
    }

    public void size(int width, int height) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                browser.node()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", false));
    }

    public void dark(boolean dark) throws Exception {
        ObjectNode media = browser.node();
        ArrayNode features = media.putArray("features");
        features.addObject().put("name", "prefers-color-scheme").put("value", dark ? "dark" : "light");
        features.addObject().put("name", "prefers-reduced-motion").put("value", "reduce");
        call("Emulation.setEmulatedMedia", media);
    }

    /** As whoever has chosen the colours of all pages sees it. */
    public void forcedColours() throws Exception {
        ObjectNode media = browser.node();
        media.putArray("features").addObject().put("name", "forced-colors").put("value", "active");
        call("Emulation.setEmulatedMedia", media);
    }

    /** Clicks, with the mouse, what has these words on it. */
    public void click(String name) throws Exception {
        point("tester.clickable(" + quoted(name) + ")", name);
    }

    /** Replaces what a field holds, by keys; of a choice, takes the one named so. */
    public void fill(String label, String text) throws Exception {
        String field = "tester.field(" + quoted(label) + ")";
        if (until(field + "?.tagName").asText().equals("SELECT")) {
            evaluate("(() => { const s = " + field + "; s.value = [...s.options].find((o) => o.text === " + quoted(text)
                    + ").value; s.dispatchEvent(new Event('change', {bubbles: true})); })()");
            return;
        }
        point(field, label);
        evaluate("document.activeElement.select?.()");
        call("Input.insertText", browser.node().put("text", text));
    }

    /** Chooses a file of this name and text in a field for files. */
    public void choose(String label, String name, String text) throws Exception {
        assertThat(until("tester.field(" + quoted(label) + ")").isNull())
                .as(label)
                .isFalse();
        evaluate("(() => { const chooser = tester.field(" + quoted(label) + "); const chosen = new DataTransfer();"
                + " chosen.items.add(new File([" + quoted(text) + "], " + quoted(name)
                + ")); chooser.files = chosen.files;"
                + " chooser.dispatchEvent(new Event('change', {bubbles: true})); })()");
    }

    /** Clicks a box, or what else has this label. */
    public void tick(String label) throws Exception {
        point("tester.field(" + quoted(label) + ")", label);
    }

    /** Types into whatever has the focus. */
    public void type(String text) throws Exception {
        for (int at = 0; at < text.length(); at++) {
            call("Input.dispatchKeyEvent", browser.node().put("type", "char").put("text", text.substring(at, at + 1)));
        }
    }

    /** A button hears of Enter by the character, a link by the key. */
    public void press(String key) throws Exception {
        key("rawKeyDown", key);
        if (key.equals("Enter")) {
            type("\r");
        }
        key("keyUp", key);
    }

    private void key(String type, String key) throws Exception {

        call(
                "Input.dispatchKeyEvent",
                browser.node()
                        .put("type", type)
                        .put("key", key)
                        .put("code", key)
                        .put(
                                "windowsVirtualKeyCode",
                                switch (key) {
                                    case "Tab" -> 9;
                                    case "Enter" -> 13;
                                    case "Escape" -> 27;
                                    case "ArrowRight" -> 39;
                                    default -> 0;
                                }));
    }

    /** Presses the mouse on what has these words on it, and returns what lets it go. */
    public Press hold(String name) throws Exception {
        return press("tester.clickable(" + quoted(name) + ")", name);
    }

    /** A mouse button that is down. */
    public final class Press {
        private final JsonNode at;

        private Press(JsonNode at) throws Exception {
            this.at = at;
            mouse("mousePressed");
        }

        public void release() throws Exception {
            mouse("mouseReleased");
        }

        private void mouse(String type) throws Exception {
            call(
                    "Input.dispatchMouseEvent",
                    browser.node()
                            .put("type", type)
                            .put("x", at.path("x").asDouble())
                            .put("y", at.path("y").asDouble())
                            .put("button", "left")
                            .put("clickCount", 1));
        }
    }

    private void point(String element, String name) throws Exception {
        press(element, name).release();
    }

    /** Of words that go on in the next line the first line's middle: that of all may be between the lines. */
    private Press press(String element, String name) throws Exception {
        JsonNode at = until(
                "(() => { const e = document.readyState === 'complete' && (" + element + "); if (!e) return null;"
                        + " e.scrollIntoView({block: 'center'});"
                        + " const r = e.getClientRects()[0]; return {x: r.x + r.width / 2, y: r.y + r.height / 2}; })()");
        if (!at.isObject()) {
            throw new AssertionError("there is no \"" + name + "\" on this page:\n" + text());
        }
        return new Press(at);
    }

    /** Waits until the page's main text holds this. */
    public void sees(String words) throws Exception {
        sees(words, Duration.ZERO);
    }

    /** The same, for what takes longer than a page does: it follows by itself. */
    public void sees(String words, Duration bound) throws Exception {
        if (!becomes(
                "document.readyState !== 'loading' && document.body?.innerText.replace(/\\s+/g, ' ').includes("
                        + quoted(words) + ")",
                bound)) {
            throw new AssertionError("\"" + words + "\" did not come; there is:\n" + text());
        }
    }

    /** The same for what takes a whole stack's time. */
    public void seesInTime(String words) throws Exception {
        sees(words, A_STACKS_TIME);
    }

    /** Whether an expression is true within a page's patience, or longer where {@code bound} says so. */
    public boolean becomes(String expression, Duration bound) throws Exception {
        long end = System.nanoTime() + bound.toNanos();
        boolean found = until(expression).asBoolean();
        while (!found && System.nanoTime() < end) {
            found = until(expression).asBoolean();
        }
        return found;
    }

    public String text() throws Exception {
        return evaluate("location.pathname + '\\n' + document.body.innerText").asText();
    }

    /** The value of an expression as soon as it is true; null when it does not become so. A page that goes away meanwhile is asked anew. */
    public JsonNode until(String expression) throws Exception {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (true) {
            try {
                return evaluate("tester.until(() => " + expression + ", 10000)");
            } catch (IOException e) {
                if (System.nanoTime() > end) {
                    throw e;
                }
            }
        }
    }

    /** @throws IOException when the script fails or its page goes away */
    public JsonNode evaluate(String script) throws Exception {
        JsonNode answer = call(
                "Runtime.evaluate",
                browser.node()
                        .put("expression", script)
                        .put("awaitPromise", true)
                        .put("returnByValue", true)
                        .put("userGesture", true));
        if (answer.has("exceptionDetails")) {
            throw new IOException(answer.path("exceptionDetails").toString());
        }
        return answer.path("result").path("value");
    }

    /** Puts a script of the class path into the page, whatever its policy allows pages themselves. */
    public void inject(String resource) throws Exception {
        try (InputStream file = Tab.class.getResourceAsStream(resource)) {
            if (file == null) {
                throw new IOException("no " + resource);
            }
            evaluate(new String(file.readAllBytes(), StandardCharsets.UTF_8) + ";0");
        }
    }

    public void screenshot(Path file) throws Exception {
        String data = call(
                        "Page.captureScreenshot",
                        browser.node().put("format", "png").put("captureBeyondViewport", false))
                .path("data")
                .asText();
        Files.write(file, Base64.getDecoder().decode(data));
    }

    private String quoted(String text) {
        return browser.node().textNode(text).toString();
    }
}
