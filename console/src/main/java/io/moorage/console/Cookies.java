package io.moorage.console;

import io.moorage.awsapi.http.HttpAnswer;
import io.moorage.awsapi.http.HttpRequest;
import io.moorage.console.frame.Links;
import io.moorage.console.session.Session;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The console's cookies: the session's, which no script can read and no other site's page sends along, and the theme. */
final class Cookies {
    private final String name;

    Cookies(int port) {
        this.name = "moorage-" + port;
    }

    @Nullable
    String session(HttpRequest request) {
        return find(request, name).orElse(null);
    }

    String theme(HttpRequest request) {
        return find(request, "moorage-theme")
                .filter(theme -> theme.equals("light") || theme.equals("dark"))
                .orElse("");
    }

    HttpAnswer give(Session session, HttpRequest request, HttpAnswer answer) {
        return session.id().equals(session(request)) ? answer : set(request, answer, session.id(), "");
    }

    HttpAnswer take(HttpRequest request, HttpAnswer answer) {
        return set(request, answer, "", "; Max-Age=0");
    }

    private HttpAnswer set(HttpRequest request, HttpAnswer answer, String value, String more) {
        String secure = request.secure() ? "; Secure" : "";
        return Answers.with(
                answer,
                "Set-Cookie",
                name + "=" + value + "; Path=" + Links.ROOT + "; HttpOnly; SameSite=Strict" + secure + more);
    }

    private static Optional<String> find(HttpRequest request, String name) {
        return request.headers().getOrDefault("cookie", List.of()).stream()
                .flatMap(line -> Arrays.stream(line.split(";", -1)))
                .map(String::strip)
                .filter(each -> each.startsWith(name + "="))
                .map(each -> each.substring(name.length() + 1))
                .findFirst();
    }
}
