package io.moorage.ec2.network;

/** The machine refused a network; the message has the command and what it said. */
public final class NetworkException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public NetworkException(String message) {
        super(message);
    }

    public NetworkException(String message, Throwable cause) {
        super(message, cause);
    }
}
