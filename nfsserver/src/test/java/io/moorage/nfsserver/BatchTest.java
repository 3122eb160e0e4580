package io.moorage.nfsserver;

import static io.moorage.nfsserver.TestClient.root;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.nfswire.nfs4.Fattr4;
import io.moorage.nfswire.nfs4.Nfs4Args;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.nfs4.NfsFtype4;
import io.moorage.nfswire.nfs4.Stateid4;
import io.moorage.nfswire.op.COMMIT4;
import io.moorage.nfswire.op.CREATE4;
import io.moorage.nfswire.op.Compound4;
import io.moorage.nfswire.op.LOOKUP4;
import io.moorage.nfswire.op.SETATTR4;
import io.moorage.vfs.Gathering;
import io.moorage.vfs.VfsError;
import io.moorage.vfs.VfsException;
import io.moorage.vfs.VirtualFileSystem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * RFC 8881 section 18.4.4 and its like: what was made is on stable storage before the answer, also when requests that come
 * together wait for the disk together.
 */
class BatchTest {
    @TempDir
    Path recovery;

    private final AtomicInteger settled = new AtomicInteger();
    private final AtomicBoolean diskBroken = new AtomicBoolean();
    private final CountDownLatch settling = new CountDownLatch(1);
    private final CountDownLatch diskAnswers = new CountDownLatch(1);
    private TestServer server;
    private TestClient client;

    @BeforeEach
    void start() throws IOException {
        ManualClock clock = new ManualClock();
        server = TestServer.start(clock, gathering(TestServer.memory(clock)), recovery);
        client = server.connect();
    }

    @AfterEach
    void stop() throws IOException {
        diskAnswers.countDown();
        client.close();
        server.close();
    }

    @Test
    void requestsThatComeTogetherAreAnsweredAfterOneWait() throws Exception {
        sendTogether(request(mkdir("a")), request(mkdir("b")), request(mkdir("c")));
        assertThat(settling.await(20, TimeUnit.SECONDS)).isTrue();
        try (TestClient other = server.connect()) {
            // All three are made, and none is answered yet.
            other.ok40(root(), new LOOKUP4.Args("c"));
        }
        assertThat(client.hasReply()).isFalse();
        diskAnswers.countDown();
        for (int i = 0; i < 3; i++) {
            assertThat(client.receive().status()).isEqualTo(Nfs4Status.OK);
        }
        assertThat(settled).hasValue(1);
    }

    /** RFC 8881 sections 18.32.3 and 18.3.3: the same of stable writes and commits. */
    @Test
    void stableWritesThatComeTogetherAreAnsweredAfterOneWait() throws Exception {
        diskAnswers.countDown();
        client.readySession("client", 1);
        TestClient.Opened open = client.opened("owner", "file");
        int before = settled.get();
        Nfs4Args[] write = client.inSession(
                client.lastSequence() + 1, false, open.file(), TestClient.write(open.stateid(), 0, "text"));
        Nfs4Args[] commit = client.inOtherSlot(1, open.file(), new COMMIT4.Args(0, 0));
        sendTogether(client.encoded(1, write), client.encoded(1, commit));
        assertThat(client.receive().status()).isEqualTo(Nfs4Status.OK);
        assertThat(client.receive().status()).isEqualTo(Nfs4Status.OK);
        assertThat(settled).hasValue(before + 1);
    }

    /** Requests that come while the disk is slow do not wait for it. */
    @Test
    void othersAreServedWhileABatchWaits() throws Exception {
        sendTogether(request(mkdir("a")), request(mkdir("b")));
        assertThat(settling.await(20, TimeUnit.SECONDS)).isTrue();
        client.ok40(root(), TestClient.getFh());
        diskAnswers.countDown();
        assertThat(client.receive().status()).isEqualTo(Nfs4Status.OK);
        assertThat(client.receive().status()).isEqualTo(Nfs4Status.OK);
    }

    /** What is not durable is not acknowledged, neither now nor to a repetition (RFC 8881 sections 15.1.4.2 and 2.10.6.1). */
    @Test
    void aBatchThatTheDiskLosesIsAnsweredWithItsError() throws Exception {
        diskAnswers.countDown();
        diskBroken.set(true);
        client.readySession("client", 1);
        Nfs4Args[] first = client.inSession(2, true, root(), mkdir("a"));
        Nfs4Args[] second = client.inOtherSlot(1, root(), mkdir("b"));
        sendTogether(client.encoded(1, first), client.encoded(1, second));
        for (int i = 0; i < 2; i++) {
            requireFailed(client.receive(), 3);
        }
        try (TestClient reconnected = server.connect()) {
            requireFailed(reconnected.compound(1, first), 3);
        }
    }

    /** Requests between the changes, before them and after them in one COMPOUND are answered as far as they were done. */
    @Test
    void whatWasNoChangeIsAnsweredAllTheSame() throws Exception {
        diskAnswers.countDown();
        diskBroken.set(true);
        sendTogether(
                client.encoded(0, root(), mkdir("a"), TestClient.getFh()),
                client.encoded(0, root(), TestClient.getFh()),
                client.encoded(
                        0, root(), TestClient.getFh(), new SETATTR4.Args(Stateid4.ANONYMOUS, Fattr4.EMPTY), root()),
                client.encoded(0, root()));
        requireFailed(client.receive(), 2);
        assertThat(client.receive().results()).hasSize(2);
        requireFailed(client.receive(), 3);
        Compound4.Result last = client.receive();
        assertThat(last.status()).isEqualTo(Nfs4Status.OK);
        assertThat(last.results()).hasSize(1);
    }

    private static void requireFailed(Compound4.Result result, int operations) {
        assertThat(result.status()).isEqualTo(Nfs4Status.IO);
        assertThat(result.results()).hasSize(operations);
        assertThat(result.results().getLast().status()).isEqualTo(Nfs4Status.IO);
    }

    private byte[] request(Nfs4Args operation) {
        return client.encoded(0, root(), operation);
    }

    /** In one write, so that the server finds them together. */
    private void sendTogether(byte[]... requests) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] request : requests) {
            all.write(request);
        }
        client.sendRaw(all.toByteArray());
    }

    private static CREATE4.Args mkdir(String name) {
        return new CREATE4.Args(new CREATE4.ObjectType.Plain(NfsFtype4.NF4DIR), name, Fattr4.EMPTY);
    }

    private VirtualFileSystem gathering(VirtualFileSystem real) {
        return (VirtualFileSystem) Proxy.newProxyInstance(
                BatchTest.class.getClassLoader(),
                new Class<?>[] {VirtualFileSystem.class},
                (proxy, method, arguments) ->
                        method.getName().equals("gather") ? new SlowGathering() : passedOn(real, method, arguments));
    }

    private static Object passedOn(VirtualFileSystem real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    /** A disk that answers when it is told to. */
    private final class SlowGathering implements Gathering {
        @Override
        public void settle() throws VfsException {
            settling.countDown();
            try {
                assertThat(diskAnswers.await(20, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            if (diskBroken.get()) {
                throw new VfsException(VfsError.IO);
            }
            settled.incrementAndGet();
        }

        @Override
        public void close() {}
    }
}
