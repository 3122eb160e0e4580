package io.moorage.ec2.dns;

import io.moorage.ec2.network.ServiceAddresses;
import io.moorage.ec2.network.VpcListeners;
import io.moorage.ec2.network.VpcNamespace;
import io.moorage.posix.Namespaces;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/**
 * Listens on the resolver addresses of every VPC's namespace, over UDP and TCP (RFC 7766). A virtual thread per question
 * and connection, a bounded number of them; what comes beyond is dropped, and asked again by whoever asked.
 */
public final class VpcDnsServer implements VpcListeners, AutoCloseable {
    private static final Logger LOG = System.getLogger(VpcDnsServer.class.getName());
    private static final int PORT = 53;
    private static final int SHORTEST_LIMIT = 512;
    private static final int LONGEST = 65_535;
    private static final int AT_ONCE = 256;
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final VpcResolver resolver;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore permits = new Semaphore(AT_ONCE);
    private final Map<String, List<Closeable>> open = new ConcurrentHashMap<>();

    public VpcDnsServer(VpcResolver resolver) {
        this.resolver = resolver;
    }

    @Override
    public void ready(VpcNamespace vpc) {
        for (String address : List.of(vpc.resolver(), ServiceAddresses.RESOLVER)) {
            try {
                listen(vpc, address);
            } catch (Exception e) {
                LOG.log(Level.WARNING, "No DNS on " + address + " of " + vpc.vpcId(), e);
            }
        }
    }

    private void listen(VpcNamespace vpc, String address) throws Exception {
        var here = new InetSocketAddress(address, PORT);
        serve(
                vpc.vpcId(),
                Namespaces.in(vpc.netns(), () -> new DatagramSocket(here)),
                Namespaces.in(vpc.netns(), () -> bound(here)));
    }

    /** Answers on an address of the host's own too, with {@code ""} for a VPC. */
    public void listenOnHost(InetSocketAddress here) throws IOException {
        serve("", new DatagramSocket(here), bound(here));
    }

    private static ServerSocket bound(InetSocketAddress here) throws IOException {
        var socket = new ServerSocket();
        socket.bind(here);
        return socket;
    }

    private void serve(String vpcId, DatagramSocket udp, ServerSocket tcp) {
        open.computeIfAbsent(vpcId, id -> new CopyOnWriteArrayList<>()).addAll(List.of(udp, tcp));
        threads.execute(() -> serve(udp, vpcId));
        threads.execute(() -> serve(tcp, vpcId));
    }

    private void serve(DatagramSocket socket, String vpcId) {
        var buffer = new byte[LONGEST];
        while (!socket.isClosed()) {
            var packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.receive(packet);
            } catch (IOException e) {
                // Closed, or the last answer met nobody (ICMP port unreachable).
                continue;
            }
            byte[] question = Arrays.copyOf(packet.getData(), packet.getLength());
            SocketAddress from = packet.getSocketAddress();
            bounded(() -> {
                Optional<byte[]> answer = resolver.answer(question, vpcId, hostOf(packet.getAddress()), SHORTEST_LIMIT);
                if (answer.isPresent()) {
                    socket.send(new DatagramPacket(answer.get(), answer.get().length, from));
                }
            });
        }
    }

    private void serve(ServerSocket listener, String vpcId) {
        while (!listener.isClosed()) {
            try {
                Socket connection = listener.accept();
                if (!bounded(() -> serve(connection, vpcId))) {
                    connection.close();
                }
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "A connection to the resolver was gone, or it is closed", e);
            }
        }
    }

    private void serve(Socket connection, String vpcId) throws IOException {
        try (connection) {
            connection.setSoTimeout((int) IDLE.toMillis());
            var in = new DataInputStream(connection.getInputStream());
            var out = connection.getOutputStream();
            while (true) {
                byte[] question = in.readNBytes(in.readUnsignedShort());
                Optional<byte[]> answer =
                        resolver.answer(question, vpcId, hostOf(connection.getInetAddress()), LONGEST);
                if (answer.isEmpty()) {
                    return;
                }
                byte[] bytes = answer.get();
                out.write(ByteBuffer.allocate(2 + bytes.length)
                        .putShort((short) bytes.length)
                        .put(bytes)
                        .array());
            }
        } catch (EOFException | SocketTimeoutException e) {
            // The client has no more questions.
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private boolean bounded(Work work) {
        if (!permits.tryAcquire()) {
            return false;
        }
        threads.execute(() -> {
            try {
                work.run();
            } catch (IOException e) {
                LOG.log(Level.DEBUG, "A client of the resolver went away", e);
            } finally {
                permits.release();
            }
        });
        return true;
    }

    private static String hostOf(InetAddress address) {
        return address.getHostAddress();
    }

    @Override
    public void removed(VpcNamespace vpc) {
        List<Closeable> sockets = open.remove(vpc.vpcId());
        if (sockets != null) {
            sockets.forEach(VpcDnsServer::close);
        }
    }

    private static void close(Closeable socket) {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "A socket of the resolver was not closed", e);
        }
    }

    /** Stops listening everywhere. */
    @Override
    public void close() {
        open.values().forEach(sockets -> sockets.forEach(VpcDnsServer::close));
        open.clear();
        threads.shutdownNow();
    }
}
