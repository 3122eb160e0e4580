package io.moorage.mounthelper;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands between clients and a server: lets bytes through, holds them back as a stopped server does, or hangs up at once. */
final class Gate implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int serverPort;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();

    private final AtomicInteger accepted = new AtomicInteger();

    /** Guarded by this. */
    private State state = State.OPEN;

    private enum State {
        OPEN,
        SILENT,
        REFUSING
    }

    Gate(int serverPort) throws IOException {
        this.serverPort = serverPort;
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** The connections that were made so far. */
    int accepted() {
        return accepted.get();
    }

    synchronized void open() {
        state = State.OPEN;
        notifyAll();
    }

    /** What is connected stays so; new connections come about too; nothing is answered. */
    synchronized void fallSilent() {
        state = State.SILENT;
    }

    /** As a server does with the connections of a client it fenced. */
    synchronized void refuse() {
        state = State.REFUSING;
        sockets.forEach(Gate::closeQuietly);
        notifyAll();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        refuse();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                accepted.incrementAndGet();
                if (isRefusing()) {
                    client.close();
                } else {
                    join(client);
                }
            } catch (IOException closed) {
                // The loop's condition tells whether this was the end.
            }
        }
    }

    private synchronized boolean isRefusing() {
        return state == State.REFUSING;
    }

    private void join(Socket client) throws IOException {
        Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
        sockets.add(client);
        sockets.add(server);
        Thread.ofVirtual().start(() -> forward(client, server));
        Thread.ofVirtual().start(() -> forward(server, client));
    }

    private void forward(Socket from, Socket to) {
        byte[] buffer = new byte[64 << 10];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int got = in.read(buffer); got >= 0; got = in.read(buffer)) {
                awaitOpen();
                out.write(buffer, 0, got);
            }
        } catch (IOException closed) {
            // Both ways end together.
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private synchronized void awaitOpen() throws InterruptedException {
        while (state == State.SILENT) {
            wait();
        }
    }

    private static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException gone) {
            // Closed is what it should be.
        }
    }
}
