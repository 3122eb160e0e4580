package io.moorage.awsapi.http;

import io.moorage.awsapi.WebSocketRoute;
import java.util.Optional;

/** What a {@link WebServer} serves. Called by many threads at once; must not throw. */
public interface Site {
    HttpAnswer answer(HttpRequest request);

    /** Answers a request whose body is over {@code limit} bytes; {@code head} has an empty body. */
    HttpAnswer refuseTooLarge(HttpRequest head, long limit);

    /** What becomes of a request to upgrade to a WebSocket; empty where there is none, and it is then answered as usual. */
    Optional<WebSocketRoute.Outcome> upgrade(HttpRequest head);
}
