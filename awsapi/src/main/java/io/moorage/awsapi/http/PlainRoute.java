package io.moorage.awsapi.http;

import io.moorage.awsapi.WebSocketRoute;
import java.util.Optional;
import java.util.function.Function;

/**
 * Paths of the endpoint that are no AWS API and ask for no signature.
 *
 * @param prefix e.g. {@code /_moorage/}
 * @param handler called by many threads at once
 * @param upgrades what becomes of a request to upgrade to a WebSocket; empty where there is none
 */
public record PlainRoute(
        String prefix,
        Function<HttpRequest, HttpAnswer> handler,
        Function<HttpRequest, Optional<WebSocketRoute.Outcome>> upgrades) {

    /** Without WebSockets. */
    public PlainRoute(String prefix, Function<HttpRequest, HttpAnswer> handler) {
        this(prefix, handler, request -> Optional.empty());
    }
}
