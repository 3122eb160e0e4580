package io.moorage.awsapi;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A path of the endpoint that upgrades to a WebSocket (RFC 6455).
 *
 * <p>Before the handler is asked, the upgrade's SigV4 signature is verified and its sender's policies must allow
 * {@code signingName:action}. A refusal of the endpoint's own has the handler's error form.
 *
 * @param path e.g. {@code /acs/ws}
 * @param signingName the service in the signature's scope, e.g. {@code ecs}
 * @param action the permission needed, e.g. {@code Poll}
 */
public record WebSocketRoute(String path, String signingName, String action, Handler handler) {

    /** Accepts or refuses upgrades. Called by many threads at once. */
    public interface Handler {
        /** What becomes of an upgrade whose sender is known and allowed. */
        Outcome upgrade(Upgrade upgrade);

        /** The JSON body of a refusal that the endpoint itself makes, e.g. for a bad signature. */
        String errorBody(String code, String message);

        /** The ARNs the caller must be allowed to use. */
        default List<String> resources(Upgrade upgrade) {
            return List.of("*");
        }

        /** Condition keys beyond the global ones, e.g. {@code ecs:cluster}. */
        default Map<String, List<String>> conditions(Upgrade upgrade) {
            return Map.of();
        }
    }

    /**
     * A request to upgrade.
     *
     * @param headers by lower-case name, the first value of each
     * @param query the decoded query, the first value of each
     * @param credential the key the upgrade was signed with; null for root by a key unknown here
     * @param signatures judges what later frames carry of their own
     */
    public record Upgrade(
            RequestContext context,
            String path,
            Map<String, String> query,
            Map<String, String> headers,
            @Nullable Credential credential,
            FrameSignatures signatures) {}

    /** Frames that are signed like requests: over GET, the path and query of the upgrade, and the frame's payload. */
    @FunctionalInterface
    public interface FrameSignatures {
        /**
         * True when who upgraded signed the frame, now, with whatever key is theirs by now.
         *
         * @param headers the frame's own, in any letter case
         */
        boolean hold(Map<String, String> headers, String payload);
    }

    /** What becomes of an upgrade. */
    public sealed interface Outcome {}

    /** Answer 101 and hand what arrives to {@code listener}. */
    public record Accept(WebSocketListener listener) implements Outcome {}

    /** Answer with this status and JSON body; the connection stays plain HTTP. */
    public record Refuse(int httpStatus, String jsonBody) implements Outcome {}
}
