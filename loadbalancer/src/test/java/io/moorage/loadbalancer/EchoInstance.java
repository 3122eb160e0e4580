package io.moorage.loadbalancer;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A server on an address of its own in 127.0.0.0/8 that says its name and then repeats what it hears until its end. */
final class EchoInstance implements AutoCloseable {
    private final ServerSocket socket;
    private final String name;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

    EchoInstance(String address, int port) throws IOException {
        this(address, port, new ServerSocket());
    }

    /** @param unbound such as one that speaks TLS */
    EchoInstance(String address, ServerSocket unbound) throws IOException {
        this(address, 0, unbound);
    }

    private EchoInstance(String address, int port, ServerSocket unbound) throws IOException {
        this.socket = unbound;
        this.socket.setReuseAddress(true);
        this.socket.bind(new InetSocketAddress(InetAddress.getByName(address), port));
        this.name = address;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                connections.add(connection);
                Thread.ofVirtual().start(() -> serve(connection));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            OutputStream out = connection.getOutputStream();
            out.write((name + "\n").getBytes(StandardCharsets.US_ASCII));
            connection.getInputStream().transferTo(out);
        } catch (IOException e) {
            // The other side ended it.
        }
    }

    /** Ends as a process does: its listener and all its connections. */
    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket connection : connections) {
            connection.close();
        }
    }
}
