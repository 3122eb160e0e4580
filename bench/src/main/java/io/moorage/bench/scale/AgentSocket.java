package io.moorage.bench.scale;

import io.moorage.agentwire.AcsUpgrade;
import io.moorage.agentwire.Decoded;
import io.moorage.agentwire.EnvelopeCodec;
import io.moorage.agentwire.acs.AckRequest;
import io.moorage.agentwire.acs.AcsMessage;
import io.moorage.agentwire.acs.HeartbeatAckRequest;
import io.moorage.agentwire.acs.HeartbeatMessage;
import io.moorage.agentwire.acs.InstanceStateReport;
import io.moorage.agentwire.acs.PayloadMessage;
import io.moorage.agentwire.acs.StopAndConfirmMessage;
import io.moorage.agentwire.acs.StopConfirmation;
import io.moorage.agentwire.acs.TaskPayload;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** One agent's ACS connection, with little cost of its own: it answers heartbeats, and hands tasks on. */
final class AgentSocket {
    private static final EnvelopeCodec<AcsMessage> CODEC = AcsMessage.codec();
    private static final String BOOT = "bench";
    private static final int TEXT = 0x1;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int FINAL = 0x80;
    private static final int MASKED = 0x80;
    private static final int SHORT = 126;
    private static final int LONG = 127;
    private static final int BUFFER = 1024;

    private final String instanceArn;
    private final Socket socket;
    private final DataInputStream in;
    private final OutputStream out;
    private final Consumer<TaskPayload> tasks;
    private final Supplier<List<String>> running;

    /**
     * Connects.
     *
     * @param tasks called for each that is to run or to stop
     * @param running the tasks that it has when it connects
     */
    AgentSocket(int port, String instanceArn, Consumer<TaskPayload> tasks, Supplier<List<String>> running)
            throws IOException {
        this.instanceArn = instanceArn;
        this.tasks = tasks;
        this.running = running;
        this.socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER));
        this.out = socket.getOutputStream();
        upgrade(port);
    }

    private void upgrade(int port) throws IOException {
        String query = new AcsUpgrade("bench", instanceArn, "1.0.0", "0", "20.10", true)
                .query().entrySet().stream()
                        .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
        String request = "GET /acs/ws?" + query + " HTTP/1.1\r\nHost: 127.0.0.1:" + port
                + "\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nX-Amz-Date: 20260101T000000Z\r\n"
                + "Authorization: AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/ecs/aws4_request,"
                + " SignedHeaders=host;x-amz-date, Signature=00\r\n\r\n";
        out.write(request.getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("no answer to the upgrade");
            }
            head.append((char) next);
        }
        if (!head.toString().startsWith("HTTP/1.1 101")) {
            throw new IOException(head.toString());
        }
    }

    /** Until the connection ends, which it tells. */
    IOException serve() {
        try {
            say(new InstanceStateReport(
                    BOOT,
                    running.get().stream()
                            .map(each -> new InstanceStateReport.RunningTask(each, List.of()))
                            .toList()));
            while (true) {
                int first = in.readUnsignedByte();
                byte[] payload = in.readNBytes(length());
                int opcode = first & 0xf;
                if (opcode == CLOSE) {
                    return new IOException("sent away: " + closed(payload));
                }
                if (opcode == PING) {
                    send(0xa, payload);
                } else if (opcode == TEXT) {
                    handle(new String(payload, StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            return e;
        }
    }

    /** RFC 6455 section 5.5.1: a code of two bytes, and a reason. */
    private static String closed(byte[] payload) {
        return payload.length < 2 ? "" : new String(payload, 2, payload.length - 2, StandardCharsets.UTF_8);
    }

    private int length() throws IOException {
        int length = in.readUnsignedByte();
        if (length == SHORT) {
            return in.readUnsignedShort();
        }
        return length == LONG ? Math.toIntExact(in.readLong()) : length;
    }

    private void handle(String text) throws IOException {
        if (!(CODEC.decode(text) instanceof Decoded.Message<AcsMessage>(AcsMessage message))) {
            return;
        }
        if (message instanceof HeartbeatMessage heartbeat) {
            say(new HeartbeatAckRequest(heartbeat.messageId()));
        } else if (message instanceof StopAndConfirmMessage order) {
            say(new StopConfirmation(order.messageId(), order.epoch(), BOOT));
        } else if (message instanceof PayloadMessage payload) {
            say(new AckRequest(payload.clusterArn(), instanceArn, payload.messageId()));
            payload.tasks().forEach(tasks);
        }
    }

    private void say(AcsMessage message) throws IOException {
        send(TEXT, CODEC.encode(message).getBytes(StandardCharsets.UTF_8));
    }

    /** Masked with zeros, which is a mask. */
    private synchronized void send(int opcode, byte[] payload) throws IOException {
        int extra = payload.length < SHORT ? 0 : 2;
        byte[] frame = new byte[2 + extra + 4 + payload.length];
        frame[0] = (byte) (FINAL | opcode);
        frame[1] = (byte) (MASKED | (extra == 0 ? payload.length : SHORT));
        if (extra > 0) {
            frame[2] = (byte) (payload.length >> 8);
            frame[3] = (byte) payload.length;
        }
        System.arraycopy(payload, 0, frame, 2 + extra + 4, payload.length);
        out.write(frame);
    }

    /** Its machine is off. */
    void cut() throws IOException {
        socket.close();
    }
}
