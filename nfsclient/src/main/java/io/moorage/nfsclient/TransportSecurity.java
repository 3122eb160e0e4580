package io.moorage.nfsclient;

import io.moorage.nfswire.tls.TlsChannel;
import java.io.IOException;
import java.nio.channels.SocketChannel;

/** Makes connections secure before NFS is spoken over them. */
public interface TransportSecurity {
    /**
     * Called for every connection anew, so that what vouches for this client may be renewed. Ends within a bounded time, with
     * the handshake done.
     *
     * @param connected blocks; the caller closes it when this fails
     */
    TlsChannel secure(SocketChannel connected) throws IOException;
}
