package io.moorage.awsapi;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A path of the endpoint that upgrades to a WebSocket (RFC 6455).
 *
 * <p>The upgrade's SigV4 signature is verified before {@code handler} is asked; a bad one is answered 403 in the
 * handler's error form.
 *
 * @param path e.g. {@code /acs/ws}
 * @param signingName the service in the signature's scope, e.g. {@code ecs}
 */
public record WebSocketRoute(String path, String signingName, Handler handler) {

    /** Accepts or refuses upgrades. Called on a virtual thread. */
    public interface Handler {
        Outcome upgrade(Upgrade upgrade);

        /** The body of a refusal that the endpoint itself makes, e.g. for a bad signature. */
        String errorBody(String code, String message);
    }

    /**
     * A request to upgrade.
     *
     * @param headers by lower-case name, the first value of each
     * @param query the decoded query, the first value of each
     * @param rawQuery as sent; what later frames' signatures cover
     * @param credential the key the upgrade was signed with; null for root by a key unknown here
     */
    public record Upgrade(
            RequestContext context,
            String path,
            String rawQuery,
            Map<String, String> query,
            Map<String, String> headers,
            @Nullable Credential credential,
            Instant receivedAt) {}

    /** What becomes of an upgrade. */
    public sealed interface Outcome {}

    /** Answer 101 and hand what arrives to {@code listener}. */
    public record Accept(WebSocketListener listener) implements Outcome {}

    /** Answer with this status and JSON body; the connection stays plain HTTP. */
    public record Refuse(int httpStatus, String jsonBody) implements Outcome {}
}
