package io.moorage.loadbalancer.http;

import io.moorage.loadbalancer.Backend;
import io.moorage.loadbalancer.Backends;
import io.moorage.loadbalancer.control.ListenerTerms.Stickiness;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which instance a request's cookies ask for, and the cookie that a response gets (guide, "Configure sticky sessions"). */
final class Sticky {
    private static final String COOKIE = "AWSELB";

    private final @Nullable Stickiness terms;
    private final Backends backends;

    Sticky(@Nullable Stickiness terms, Backends backends) {
        this.terms = terms;
        this.backends = backends;
    }

    /** Whom to try, best first: the cookie's instance before the others, unless it is out of service. */
    Choice choose(HttpRequest request) {
        List<Backend> order = backends.choose();
        Optional<Backend> wanted = terms == null
                ? Optional.empty()
                : cookie(request, COOKIE).flatMap(value -> order.stream()
                        .filter(Backend::inService)
                        .filter(backend -> name(backend).equals(value))
                        .findFirst());
        wanted.ifPresent(first -> {
            order.remove(first);
            order.addFirst(first);
        });
        return new Choice(order, wanted.isPresent());
    }

    /** @param byCookie whether the first is the one that the client asked for */
    record Choice(List<Backend> order, boolean byCookie) {}

    private static Optional<String> cookie(HttpRequest request, String name) {
        return request.headers().getAll(HttpHeaderNames.COOKIE).stream()
                .flatMap(header -> ServerCookieDecoder.LAX.decode(header).stream())
                .filter(cookie -> cookie.name().equals(name))
                .map(Cookie::value)
                .findFirst();
    }

    void mark(HttpResponse response, Backend backend, boolean wasWanted) {
        switch (terms) {
            case null -> {}
            case Stickiness.Duration(Long seconds) -> {
                if (!wasWanted) {
                    String age = seconds == null ? "" : ";MAX-AGE=" + seconds;
                    response.headers().add(HttpHeaderNames.SET_COOKIE, COOKIE + "=" + name(backend) + ";PATH=/" + age);
                }
            }
            case Stickiness.Application(String cookieName) -> {
                if (sets(response, cookieName)) {
                    response.headers().add(HttpHeaderNames.SET_COOKIE, COOKIE + "=" + name(backend) + ";PATH=/");
                }
            }
        }
    }

    private static boolean sets(HttpResponse response, String cookieName) {
        return response.headers().getAll(HttpHeaderNames.SET_COOKIE).stream()
                .anyMatch(header -> header.startsWith(cookieName + "="));
    }

    /** The same after a restart, and nothing a client could read. */
    private static String name(Backend backend) {
        byte[] id = backend.terms().instanceId().getBytes(StandardCharsets.UTF_8);
        return UUID.nameUUIDFromBytes(id).toString().replace("-", "").toUpperCase(Locale.ROOT);
    }
}
