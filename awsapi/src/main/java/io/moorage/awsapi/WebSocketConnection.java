package io.moorage.awsapi;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The server's side of an open WebSocket. Safe for use by many threads. */
public interface WebSocketConnection {
    /**
     * Sends a text message and returns when it was handed to the operating system.
     *
     * @throws IOException if the connection is closed or the peer reads nothing for 30 s
     */
    void send(String text) throws IOException;

    /**
     * Begins to send a text message, and returns at once. Of one connection, one message at a time.
     *
     * @param sent called once, on whatever thread, maybe before this returns: when the message was handed to the operating system, or
     *     with why that failed
     */
    void send(String text, Sent sent);

    /** The end of a send. */
    @FunctionalInterface
    interface Sent {
        /** @param failure null when there was none */
        void ended(@Nullable Throwable failure);
    }

    /** Sends a close frame and ends the connection; does nothing on a closed one. */
    void close(int code, String reason);

    /** Ends the connection at once, without a word: for a peer that goes on after a close frame. */
    void abort();

    boolean isOpen();

    /** The peer's IP address. */
    String remoteAddress();
}
