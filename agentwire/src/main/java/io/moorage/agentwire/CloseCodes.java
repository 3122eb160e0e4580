package io.moorage.agentwire;

/**
 * Websocket close codes (RFC 6455 section 7.4.1) and what an agent does on them, as observed of agent 1.73.0: it
 * reconnects at once after the first three, with backoff after any other.
 */
public final class CloseCodes {
    public static final int NORMAL = 1000;
    public static final int GOING_AWAY = 1001;
    public static final int SERVER_ERROR = 1011;
    public static final int POLICY_VIOLATION = 1008;
    public static final int TOO_BIG = 1009;

    /** The reason with which an agent ends a connection of its own accord after half an hour. */
    public static final String CONNECTION_EXPIRED = "ConnectionExpired: Reconnect to continue";

    private CloseCodes() {}
}
