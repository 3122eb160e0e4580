package io.moorage.nfsserver;

import static io.moorage.nfsserver.TestClient.root;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.nfswire.nfs4.Fattr4;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.nfs4.NfsFtype4;
import io.moorage.nfswire.op.CREATE4;
import io.moorage.nfswire.op.OpCode;
import io.moorage.nfswire.op.REMOVE4;
import io.moorage.vfs.VirtualFileSystem;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RFC 8881 section 2.10.6.1: requests of one session run at the same time, so none waits for another's disk. */
class SlowDiskTest {
    @TempDir
    Path recovery;

    private final CountDownLatch removing = new CountDownLatch(1);
    private final CountDownLatch diskAnswers = new CountDownLatch(1);

    @Test
    void requestsBehindOneThatWaitsForTheDiskAreServed() throws Exception {
        ManualClock clock = new ManualClock();
        VirtualFileSystem slow = slowToRemove(TestServer.memory(clock));
        try (TestServer server = TestServer.start(clock, slow, recovery);
                TestClient client = server.connect()) {
            client.ok40(root(), new CREATE4.Args(new CREATE4.ObjectType.Plain(NfsFtype4.NF4DIR), "d", Fattr4.EMPTY));
            client.send(0, root(), new REMOVE4.Args("d"));
            assertThat(removing.await(20, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 3; i++) {
                client.ok40(root(), TestClient.getFh());
            }
            diskAnswers.countDown();
            var removed = client.receive();
            assertThat(removed.status()).isEqualTo(Nfs4Status.OK);
            assertThat(removed.results().getLast().op()).isEqualTo(OpCode.REMOVE);
            client.ok40(root(), TestClient.getFh());
        } finally {
            diskAnswers.countDown();
        }
    }

    private VirtualFileSystem slowToRemove(VirtualFileSystem real) {
        return (VirtualFileSystem) Proxy.newProxyInstance(
                SlowDiskTest.class.getClassLoader(),
                new Class<?>[] {VirtualFileSystem.class},
                (proxy, method, arguments) -> invoke(real, method, arguments));
    }

    private Object invoke(VirtualFileSystem real, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("remove")) {
            removing.countDown();
            if (!diskAnswers.await(20, TimeUnit.SECONDS)) {
                throw new IOException("nobody let the disk answer");
            }
        }
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }
}
