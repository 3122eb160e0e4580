package io.moorage.nfsclient;

/** The session a request was made for is no more; it is to be made anew for the next one. */
final class SessionLostException extends Exception {
    private static final long serialVersionUID = 1L;

    SessionLostException() {
        super("session lost", null, false, false);
    }
}
