package io.moorage.bench.balance;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Sends back what it is sent. */
final class EchoServer {
    private static final int BACKLOG = 4096;
    private static final int BUFFER = 1 << 16;

    private EchoServer() {}

    /** Serves until the process ends. */
    static void serve(int port) throws IOException {
        try (ServerSocket listening = new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress())) {
            while (true) {
                Socket connection = listening.accept();
                Thread.startVirtualThread(() -> echo(connection));
            }
        }
    }

    private static void echo(Socket connection) {
        byte[] buffer = new byte[BUFFER];
        try (connection) {
            connection.setTcpNoDelay(true);
            InputStream in = connection.getInputStream();
            OutputStream out = connection.getOutputStream();
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                out.write(buffer, 0, count);
            }
        } catch (IOException e) {
            // The client has gone, as clients that measure connections do.
        }
    }
}
