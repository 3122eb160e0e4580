package io.moorage.console;

import io.moorage.awsapi.http.HttpAnswer;
import io.moorage.console.html.Html;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Answers with the headers that keep a page to itself: nothing from elsewhere runs in it, and nobody frames or caches it. */
final class Answers {
    private static final Map<String, String> GUARDED = Map.of(
            "Content-Security-Policy",
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self';"
                    + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "X-Content-Type-Options",
            "nosniff",
            "X-Frame-Options",
            "DENY",
            "Referrer-Policy",
            "same-origin",
            "Cross-Origin-Opener-Policy",
            "same-origin",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Cache-Control",
            "no-store");

    private Answers() {}

    static HttpAnswer page(int status, Html html) {
        return answer(status, "text/html; charset=utf-8", html.toString());
    }

    /** What the browser has is what there is. */
    static HttpAnswer nothingNew() {
        return new HttpAnswer(204, GUARDED, new byte[0]);
    }

    static HttpAnswer text(int status, String text) {
        return answer(status, "text/plain; charset=utf-8", text + "\n");
    }

    /** A page that was posted to is never the one that is shown: reloading does nothing twice. */
    static HttpAnswer goTo(String location) {
        return with(answer(303, "text/plain; charset=utf-8", ""), "Location", location);
    }

    static HttpAnswer with(HttpAnswer answer, String header, String value) {
        Map<String, String> headers = new HashMap<>(answer.headers());
        headers.put(header, value);
        return new HttpAnswer(answer.status(), headers, answer.body(), answer.stream());
    }

    private static HttpAnswer answer(int status, String type, String body) {
        return with(new HttpAnswer(status, GUARDED, body.getBytes(StandardCharsets.UTF_8)), "Content-Type", type);
    }
}
