package io.moorage.nfsserver.transport;

import io.moorage.nfsserver.Admission;
import io.moorage.nfsserver.throttle.Throttle;
import io.moorage.nfswire.rpc.BufferPool;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/** Accepts connections on one socket, in a thread of its own, until it is closed. */
public final class Listener implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Listener.class.getName());

    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final ServerSocketChannel socket;
    private final String tag;
    private final Connection.Context context;
    private final Thread accepting;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();

    private Listener(ServerSocketChannel socket, String tag, Connection.Context context) {
        this.socket = socket;
        this.tag = tag;
        this.context = context;
        this.accepting = Thread.ofPlatform().daemon().name("nfs-accept-" + tag).unstarted(this::accept);
    }

    /**
     * @param tag names it in logs and thread names
     * @param tls makes the server's side of a TLS connection; null when only plain ones are served
     */
    public static Listener start(
            ServerSocketChannel socket,
            String tag,
            @Nullable Supplier<SSLEngine> tls,
            Admission admission,
            Gate gate,
            Threads threads,
            BufferPool buffers,
            TrafficTable traffic,
            Throttle throttle) {
        Listener listener = new Listener(
                socket, tag, new Connection.Context(tag, tls, admission, gate, threads, buffers, traffic, throttle));
        listener.accepting.start();
        return listener;
    }

    /** The size that a buffer pool's large buffers must have. */
    public static int largeBytes() {
        return Worker.LARGE_BYTES;
    }

    public boolean isOpen() {
        return socket.isOpen();
    }

    /** How many clients' connections there are now. */
    public int connections() {
        return connections.size();
    }

    public String tag() {
        return tag;
    }

    private void accept() {
        while (socket.isOpen()) {
            try {
                connected(socket.accept());
            } catch (IOException e) {
                if (socket.isOpen()) {
                    LOG.log(Level.WARNING, "accepting on {0} failed: {1}", tag, e.getMessage());
                    // Out of descriptors, most likely: a moment for others to give some back.
                    LockSupport.parkNanos(100_000_000);
                }
            }
        }
    }

    private void connected(SocketChannel channel) throws IOException {
        InetAddress address = ((InetSocketAddress) channel.getRemoteAddress()).getAddress();
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
        if (!context.gate().tryConnect()) {
            LOG.log(Level.WARNING, "too many connections: {0} refused on {1}", address, tag);
            channel.close();
            return;
        }
        Connection connection = new Connection(channel, address, context, connections::remove);
        connections.add(connection);
        // After it is in the set: a fence either finds it there or has shut its address out before.
        if (!context.gate().admits(address) || !socket.isOpen()) {
            connection.close();
        } else {
            connection.park();
        }
    }

    /** Drops the connections from these addresses. */
    public void drop(Set<InetAddress> addresses) {
        for (Connection connection : connections) {
            if (addresses.contains(connection.address())) {
                connection.close();
            }
        }
    }

    /** Stops accepting and drops every connection; requests under way still end. */
    @Override
    public void close() throws IOException {
        socket.close();
        awaitLastAccept();
        for (Connection connection : connections) {
            connection.close();
        }
    }

    /** The kernel goes on listening while a thread is in accept(2), which a close interrupts but does not wait for. */
    private void awaitLastAccept() {
        try {
            if (!accepting.join(PATIENCE)) {
                LOG.log(Level.WARNING, "{0} is still accepting after {1}", tag, PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
