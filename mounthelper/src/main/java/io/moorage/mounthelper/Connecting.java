package io.moorage.mounthelper;

import io.moorage.nfsclient.NfsClientConfig;
import io.moorage.nfsclient.NfsFileSystem;
import io.moorage.vfs.VfsException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLException;

/** Finds the server and connects, with mount.nfs's patience and words. */
final class Connecting {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final ServerPath server;
    private final Verdict verdict;

    /** @param verdict who waits for it; without them this gives up */
    Connecting(ServerPath server, Verdict verdict) {
        this.server = server;
        this.verdict = verdict;
    }

    InetSocketAddress resolve(NfsOptions options) throws MountFailure {
        String host = options.address().orElse(server.host());
        try {
            return new InetSocketAddress(InetAddress.getByName(host), options.port());
        } catch (UnknownHostException unknown) {
            throw MountFailure.failed("Failed to resolve server " + host + ": Name or service not known");
        }
    }

    /** One try. What the server refused for good is a failure; a server that cannot be reached is an IOException. */
    NfsFileSystem connect(NfsClientConfig config) throws MountFailure, IOException {
        try {
            return NfsFileSystem.connect(config);
        } catch (SSLException untrusted) {
            throw MountFailure.failed("no secure connection to " + server + ": " + untrusted.getMessage());
        } catch (VfsException refused) {
            switch (refused.error()) {
                case ACCES, PERM -> throw MountFailure.failed("access denied by server while mounting " + server);
                case NOENT -> throw refusedByServer("No such file or directory");
                case NOTDIR -> throw refusedByServer("Not a directory");
                default -> throw refused;
            }
        }
    }

    /** Tries again until {@code time} is over. */
    NfsFileSystem connectWithin(NfsClientConfig config, Duration time) throws MountFailure {
        long deadline = System.nanoTime() + time.toNanos();
        long pause = FIRST_PAUSE.toNanos();
        while (true) {
            verdict.requireAwaited();
            try {
                return connect(config);
            } catch (IOException unreachable) {
                if (System.nanoTime() + pause - deadline > 0) {
                    throw MountFailure.failed(reason(unreachable));
                }
            }
            rest(pause);
            pause = Math.min(pause * 2, LONGEST_PAUSE.toNanos());
        }
    }

    /** In full: a failed try may leave a wake-up behind. */
    private void rest(long nanos) {
        long until = System.nanoTime() + nanos;
        for (long left = nanos; left > 0; left = until - System.nanoTime()) {
            LockSupport.parkNanos(this, left);
        }
    }

    private MountFailure refusedByServer(String reason) {
        return MountFailure.failed("mounting " + server + " failed, reason given by server: " + reason);
    }

    private static String reason(IOException unreachable) {
        return switch (unreachable) {
            case SocketTimeoutException timeout -> "Connection timed out";
            case NoRouteToHostException noRoute -> "No route to host";
            case ConnectException refused -> "Connection refused";
            default -> "Connection failed: " + unreachable.getMessage();
        };
    }
}
