package io.moorage.nfswire.tls;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.GatheringByteChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;

/**
 * A connected socket's bytes under TLS. It has no thread: who reads decrypts, who writes encrypts. One thread may read while
 * another writes; writes of several threads never mix.
 *
 * <p>Buffers are heap arrays, since the JDK's AES-GCM copies anything else piecemeal. Renegotiation is refused: the identity
 * of a connection is settled once.
 */
public final class TlsChannel implements ByteChannel, GatheringByteChannel {
    private static final int RECORDS_READ_AT_ONCE = 2;
    private static final int RECORDS_WRITTEN_AT_ONCE = 2;
    private static final int OPEN_CHECK_MILLIS = 250;
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final SSLEngine engine;
    private final ReentrantLock writing = new ReentrantLock();

    /** Ciphertext from its position to its limit. */
    private final ByteBuffer received;

    /** What was decrypted and did not fit where it was wanted, from its position to its limit; empty most of the time. */
    private ByteBuffer leftOver = NOTHING;

    /** Ciphertext up to its position. Guarded by {@link #writing}. */
    private final ByteBuffer outgoing;

    private boolean established;

    /** @param engine fresh, its client or server mode set */
    public TlsChannel(SocketChannel channel, SSLEngine engine) {
        this.channel = channel;
        this.engine = engine;
        int record = engine.getSession().getPacketBufferSize();
        this.received = ByteBuffer.allocate(RECORDS_READ_AT_ONCE * record).limit(0);
        this.outgoing = ByteBuffer.allocate(RECORDS_WRITTEN_AT_ONCE * record);
    }

    /** The engine, whose session tells of the peer once {@link #handshake} has returned. */
    public SSLEngine engine() {
        return engine;
    }

    /** Bytes that came over the socket already and belong before all others. Before {@link #handshake}. */
    public void prepend(ByteBuffer bytes) {
        received.clear().put(bytes).flip();
    }

    /**
     * Agrees with the peer, within the time. The channel must block, and does again afterwards.
     *
     * @throws SSLException the peer's certificate or the peer's TLS will not do
     * @throws SocketTimeoutException the peer took too long
     */
    public void handshake(Duration timeout) throws IOException {
        long deadline = System.nanoTime() + timeout.toNanos();
        channel.configureBlocking(false);
        try (Selector selector = Selector.open()) {
            SelectionKey key = channel.register(selector, 0);
            engine.beginHandshake();
            while (!established) {
                int awaited = advance();
                if (awaited != 0) {
                    key.interestOps(awaited);
                    await(selector, deadline, timeout);
                }
            }
            key.cancel();
            boolean ignored = selector.selectNow() > 0;
        }
        channel.configureBlocking(true);
    }

    private void await(Selector selector, long deadline, Duration timeout) throws IOException {
        int ready;
        do {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            selector.selectedKeys().clear();
            if (left <= 0) {
                throw new SocketTimeoutException("no TLS handshake within " + timeout);
            }
            // A selector is not told that somebody closes the channel.
            ready = selector.select(Math.min(left, OPEN_CHECK_MILLIS));
            if (!channel.isOpen()) {
                throw new ClosedChannelException();
            }
        } while (ready == 0);
    }

    /** One step of the handshake; returns what the socket must be ready for before the next, or 0. */
    private int advance() throws IOException {
        if (outgoing.position() > 0 && !drain()) {
            return SelectionKey.OP_WRITE;
        }
        switch (engine.getHandshakeStatus()) {
            case NEED_TASK -> runTasks();
            case NEED_WRAP -> finishedBy(engine.wrap(NOTHING, outgoing));
            case NEED_UNWRAP, NEED_UNWRAP_AGAIN -> {
                SSLEngineResult result = engine.unwrap(received, NOTHING);
                switch (result.getStatus()) {
                    case OK -> finishedBy(result);
                    case BUFFER_UNDERFLOW -> {
                        return receive() == 0 ? SelectionKey.OP_READ : 0;
                    }
                    default -> throw new EOFException("the peer ended the TLS handshake");
                }
            }
            case FINISHED, NOT_HANDSHAKING -> established = true;
        }
        return 0;
    }

    private void finishedBy(SSLEngineResult result) throws IOException {
        if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
            throw new EOFException("the TLS handshake ended");
        }
        if (result.getHandshakeStatus() == HandshakeStatus.FINISHED && outgoing.position() == 0) {
            established = true;
        }
    }

    private void runTasks() {
        for (Runnable task = engine.getDelegatedTask(); task != null; task = engine.getDelegatedTask()) {
            task.run();
        }
    }

    /** Reads more ciphertext; returns 0 when none is there now. */
    private int receive() throws IOException {
        received.compact();
        int count;
        try {
            count = channel.read(received);
        } finally {
            received.flip();
        }
        if (count < 0 && !established) {
            throw new EOFException("the peer went away in the TLS handshake");
        }
        return count;
    }

    /** True when bytes have been taken from the socket that were not read yet; some may not be enough to decrypt. */
    public boolean holdsInput() {
        return leftOver.hasRemaining() || received.hasRemaining();
    }

    /** As {@link #holdsInput}, or more wait in the socket. */
    public boolean hasInput() throws IOException {
        return holdsInput() || channel.socket().getInputStream().available() > 0;
    }

    /** All that has come and fits, at least one byte; -1 at the end of the stream. Waits as the socket does. */
    @Override
    public int read(ByteBuffer target) throws IOException {
        if (leftOver.hasRemaining()) {
            return move(leftOver, target);
        }
        int start = target.position();
        while (target.hasRemaining()) {
            switch (decrypt(target)) {
                case OK -> {}
                case BUFFER_UNDERFLOW -> {
                    if (target.position() > start) {
                        return target.position() - start;
                    }
                    int count = receive();
                    if (count <= 0) {
                        return count;
                    }
                }
                case BUFFER_OVERFLOW -> {
                    if (target.position() > start) {
                        return target.position() - start;
                    }
                    int count = decryptAside();
                    if (count <= 0) {
                        return count;
                    }
                    move(leftOver, target);
                }
                case CLOSED -> {
                    return target.position() > start ? target.position() - start : -1;
                }
            }
        }
        return target.position() - start;
    }

    private SSLEngineResult.Status decrypt(ByteBuffer target) throws IOException {
        if (!received.hasRemaining()) {
            return SSLEngineResult.Status.BUFFER_UNDERFLOW;
        }
        SSLEngineResult result = engine.unwrap(received, target);
        if (result.getStatus() == SSLEngineResult.Status.OK) {
            afterwards(result.getHandshakeStatus());
        }
        return result.getStatus();
    }

    /** Decrypts one record, which may not have come in full yet; returns what {@link #receive} did when more is not there now. */
    private int decryptAside() throws IOException {
        ByteBuffer aside = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
        while (true) {
            SSLEngineResult.Status status = decrypt(aside);
            switch (status) {
                case OK -> {
                    leftOver = aside.flip();
                    return 1;
                }
                case BUFFER_UNDERFLOW -> {
                    int count = receive();
                    if (count <= 0) {
                        return count;
                    }
                }
                case CLOSED -> {
                    return -1;
                }
                case BUFFER_OVERFLOW -> throw new SSLException("a TLS record longer than there may be");
            }
        }
    }

    /** TLS 1.3 changes keys and hands out tickets while data flows (RFC 8446 section 4.6); TLS 1.2 would begin anew. */
    private void afterwards(HandshakeStatus status) throws IOException {
        if (status == HandshakeStatus.NOT_HANDSHAKING || status == HandshakeStatus.FINISHED) {
            return;
        }
        if (!engine.getSession().getProtocol().equals("TLSv1.3")) {
            throw new SSLException("renegotiation is refused");
        }
        runTasks();
        if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
            writing.lock();
            try {
                engine.wrap(NOTHING, outgoing);
                drainAll();
            } finally {
                writing.unlock();
            }
        }
    }

    private static int move(ByteBuffer from, ByteBuffer to) {
        int count = Math.min(from.remaining(), to.remaining());
        to.put(to.position(), from, from.position(), count).position(to.position() + count);
        from.position(from.position() + count);
        return count;
    }

    /** Writes all of it; the socket must block. */
    @Override
    public int write(ByteBuffer source) throws IOException {
        return (int) write(new ByteBuffer[] {source}, 0, 1);
    }

    @Override
    public long write(ByteBuffer[] sources) throws IOException {
        return write(sources, 0, sources.length);
    }

    /** Writes all of it; the socket must block. */
    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        writing.lock();
        try {
            long written = 0;
            long left = remaining(sources, offset, length);
            while (left > 0) {
                SSLEngineResult result = engine.wrap(sources, offset, length, outgoing);
                switch (result.getStatus()) {
                    case OK -> {
                        written += result.bytesConsumed();
                        left -= result.bytesConsumed();
                    }
                    case BUFFER_OVERFLOW -> drainAll();
                    default -> throw new EOFException("the TLS connection is closed");
                }
            }
            drainAll();
            return written;
        } finally {
            writing.unlock();
        }
    }

    private static long remaining(ByteBuffer[] sources, int offset, int length) {
        long bytes = 0;
        for (int i = offset; i < offset + length; i++) {
            bytes += sources[i].remaining();
        }
        return bytes;
    }

    private void drainAll() throws IOException {
        while (!drain()) {
            // A blocking socket takes something each time.
        }
    }

    /** True when nothing is left to send. */
    private boolean drain() throws IOException {
        outgoing.flip();
        try {
            channel.write(outgoing);
        } finally {
            outgoing.compact();
        }
        return outgoing.position() == 0;
    }

    @Override
    public boolean isOpen() {
        return channel.isOpen();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
