package io.moorage.nfsclient;

import java.io.IOException;

/** What a client holds at the server under its identity. */
interface Recoverable {
    /**
     * Claims everything again after the server gave the client a new identity (RFC 8881 section 8.4.2.1). What is refused is
     * given up here; only a connection that breaks is an exception, and then this is called again.
     *
     * @return false when the server refused because it gave this client up, fenced or expired
     */
    boolean reclaim(Calls calls) throws IOException;

    /** Sends again what the server may have lost; after {@link #reclaim}. */
    void resend(Calls calls) throws IOException;
}
