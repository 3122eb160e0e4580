package io.moorage.agent.session;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A control plane that says on ACS what a test tells it to, and nothing by itself: upgrades, text frames and closes of RFC 6455, no
 * more than an agent can tell apart from a real one.
 */
final class FakeControlPlane implements AutoCloseable {
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final Pattern KEY = Pattern.compile("(?i)sec-websocket-key: *(\\S+)");
    private static final int TEXT = 1;
    private static final int CLOSE = 8;
    private static final long PATIENCE_SECONDS = 20;

    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final BlockingQueue<Dial> dials = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> refusals = new LinkedBlockingQueue<>();

    FakeControlPlane() throws IOException {
        Thread.ofVirtual().start(this::run);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + door.getLocalPort() + "/acs");
    }

    /** The next upgrade is answered by this instead. */
    void refuse(String answer) {
        refusals.add(answer);
    }

    /** The agent's next upgrade. */
    Dial dialed() throws InterruptedException {
        Dial dial = dials.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (dial == null) {
            throw new AssertionError("the agent did not connect");
        }
        return dial;
    }

    private void run() {
        while (!door.isClosed()) {
            try {
                Socket socket = door.accept();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            String head = head(in);
            Dial dial = new Dial(head, socket.getOutputStream());
            String refusal = refusals.poll();
            if (refusal != null) {
                socket.getOutputStream().write(refusal.getBytes(StandardCharsets.UTF_8));
                dials.add(dial);
                return;
            }
            dial.accept();
            dials.add(dial);
            dial.listen(in);
        } catch (IOException e) {
            // The agent went, or was cut off by the test.
        }
    }

    private static String head(DataInputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append((char) in.readUnsignedByte());
        }
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    /** One upgrade, and what came over it. */
    static final class Dial {
        private final String head;
        private final OutputStream out;
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();

        private Dial(String head, OutputStream out) {
            this.head = head;
            this.out = out;
        }

        /** The request line and its headers. */
        String head() {
            return head;
        }

        private void accept() throws IOException {
            Matcher key = KEY.matcher(head);
            if (!key.find()) {
                throw new IOException("no Sec-WebSocket-Key");
            }
            try {
                byte[] digest = MessageDigest.getInstance("SHA-1")
                        .digest((key.group(1) + MAGIC).getBytes(StandardCharsets.US_ASCII));
                String answer = "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + Base64.getEncoder().encodeToString(digest) + "\r\n\r\n";
                out.write(answer.getBytes(StandardCharsets.US_ASCII));
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has SHA-1", e);
            }
        }

        void say(String text) throws IOException {
            frame(TEXT, text.getBytes(StandardCharsets.UTF_8));
        }

        /** RFC 6455, section 5.5.1: a status code and a reason. */
        void close(int code, String reason) throws IOException {
            byte[] words = reason.getBytes(StandardCharsets.UTF_8);
            frame(
                    CLOSE,
                    ByteBuffer.allocate(2 + words.length)
                            .putShort((short) code)
                            .put(words)
                            .array());
        }

        /** The connection is gone without a word. */
        void drop() throws IOException {
            out.close();
        }

        private synchronized void frame(int kind, byte[] content) throws IOException {
            ByteArrayOutputStream frame = new ByteArrayOutputStream();
            frame.write(0x80 | kind);
            if (content.length < 126) {
                frame.write(content.length);
            } else {
                frame.write(126);
                frame.write(content.length >> 8);
                frame.write(content.length);
            }
            frame.writeBytes(content);
            out.write(frame.toByteArray());
            out.flush();
        }

        /** The next message of this type; others are passed over. */
        String next(String type) throws InterruptedException {
            while (true) {
                String text = heard.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
                if (text == null) {
                    throw new AssertionError("the agent said no " + type);
                }
                if (text.contains("\"type\":\"" + type + "\"")) {
                    return text;
                }
            }
        }

        private void listen(DataInputStream in) throws IOException {
            StringBuilder text = new StringBuilder();
            while (true) {
                int first = in.readUnsignedByte();
                int length = in.readUnsignedByte() & 0x7f;
                long size = length == 126 ? in.readUnsignedShort() : length == 127 ? in.readLong() : length;
                byte[] mask = in.readNBytes(4);
                byte[] content = in.readNBytes(Math.toIntExact(size));
                for (int i = 0; i < content.length; i++) {
                    content[i] ^= mask[i % 4];
                }
                if ((first & 0xf) == CLOSE) {
                    throw new EOFException("closed by the agent");
                }
                text.append(new String(content, StandardCharsets.UTF_8));
                if ((first & 0x80) != 0) {
                    heard.add(text.toString());
                    text.setLength(0);
                }
            }
        }
    }
}
