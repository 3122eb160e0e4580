package io.moorage.awsapi.http;

import java.util.function.Function;

/**
 * Paths of the endpoint that are no AWS API and ask for no signature.
 *
 * @param prefix e.g. {@code /_moorage/}
 * @param handler called on a virtual thread
 */
public record PlainRoute(String prefix, Function<HttpRequest, HttpAnswer> handler) {}
