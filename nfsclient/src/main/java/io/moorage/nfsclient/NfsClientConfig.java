package io.moorage.nfsclient;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * How to reach a server and who asks.
 *
 * @param path the directory on the server that becomes the root, such as {@code /}
 * @param clientName this client for ever: a later process of the same name with another {@code incarnation} tells the server to
 *     drop what the earlier one held (RFC 8881 section 2.4 co_ownerid)
 * @param incarnation another number for every start of the client (co_verifier)
 * @param readBytes the largest READ asked for, and {@code writeBytes} the largest WRITE, before the server's own bounds
 * @param giveUpAfter empty waits for the server for ever (nfs(5) hard); else I/O fails after that time (soft)
 * @param stalled a connection on which a call got no reply for so long is given up for a new one
 * @param security empty speaks in plain
 */
public record NfsClientConfig(
        InetSocketAddress server,
        String path,
        String clientName,
        long incarnation,
        int readBytes,
        int writeBytes,
        Optional<Duration> giveUpAfter,
        Duration stalled,
        Optional<TransportSecurity> security) {
    private static final int MEGABYTE = 1 << 20;

    /** In plain. */
    public NfsClientConfig(
            InetSocketAddress server,
            String path,
            String clientName,
            long incarnation,
            int readBytes,
            int writeBytes,
            Optional<Duration> giveUpAfter,
            Duration stalled) {
        this(server, path, clientName, incarnation, readBytes, writeBytes, giveUpAfter, stalled, Optional.empty());
    }

    public NfsClientConfig with(TransportSecurity secured) {
        return new NfsClientConfig(
                server,
                path,
                clientName,
                incarnation,
                readBytes,
                writeBytes,
                giveUpAfter,
                stalled,
                Optional.of(secured));
    }

    /** Hard, with the largest reads and writes. */
    public static NfsClientConfig of(InetSocketAddress server, String path, String clientName, long incarnation) {
        return new NfsClientConfig(
                server, path, clientName, incarnation, MEGABYTE, MEGABYTE, Optional.empty(), Duration.ofSeconds(20));
    }
}
