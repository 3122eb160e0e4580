package io.moorage.awsapi;

/**
 * Told of one connection's life, in order, on one thread: {@link #onOpen} first, {@link #onClose} last and exactly once.
 */
public interface WebSocketListener {
    default void onOpen(WebSocketConnection connection) {}

    /** A whole text message, joined from its fragments. */
    void onText(WebSocketConnection connection, String text);

    /**
     * The connection is gone.
     *
     * @param code RFC 6455 section 7.4; 1006 when no close frame came
     */
    void onClose(int code, String reason);
}
