package io.moorage.nfsserver;

import java.io.IOException;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.Optional;

/** Decides what a connection gets to see, once, before its first request. */
public interface Admission {
    /**
     * May block for a few seconds; the connection's thread does nothing else meanwhile.
     *
     * @throws IOException the connection is to be closed: nothing is known of who it is, and it may come again
     */
    ServedView admit(Arrival arrival) throws IOException;

    /**
     * A connection that has come.
     *
     * @param listener the tag of the listener it came to
     * @param encrypted whether it speaks TLS
     * @param certificate what the client showed; its key is proved to be the client's, and nothing else is checked
     */
    record Arrival(InetAddress address, String listener, boolean encrypted, Optional<X509Certificate> certificate) {}
}
