package io.moorage.nfsclient;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Stands between a client and its server, and can keep the server's replies from the client. */
final class DeafRelay implements AutoCloseable {
    private final ServerSocket socket;
    private final InetSocketAddress server;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private volatile boolean deaf;

    DeafRelay(InetSocketAddress server) throws IOException {
        this.server = server;
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), socket.getLocalPort());
    }

    /** Requests still arrive, and nothing comes back. */
    void beDeaf() {
        deaf = true;
    }

    /** Ends every connection; those that are made from now on carry both ways. */
    void cut() throws IOException {
        for (Socket connection : connections) {
            connection.close();
        }
        connections.clear();
        deaf = false;
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket client = socket.accept();
                connections.add(client);
                Thread.ofVirtual().start(() -> join(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void join(Socket client) {
        try (client;
                Socket upstream = new Socket()) {
            upstream.connect(server);
            connections.add(upstream);
            Thread.ofVirtual().start(() -> carry(client, upstream, false));
            carry(upstream, client, true);
        } catch (IOException e) {
            // The server is away: the client sees its connection end.
        }
    }

    private void carry(Socket from, Socket to, boolean replies) {
        byte[] buffer = new byte[65536];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (!(replies && deaf)) {
                    out.write(buffer, 0, count);
                }
            }
            to.close();
        } catch (IOException e) {
            // Either side has ended, which ends the other.
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
        cut();
    }
}
