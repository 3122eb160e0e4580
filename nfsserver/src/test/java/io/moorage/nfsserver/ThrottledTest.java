package io.moorage.nfsserver;

import static io.moorage.nfsserver.TestClient.root;
import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.nfsserver.throttle.Limits;
import io.moorage.nfswire.nfs4.Nfs4Status;
import io.moorage.nfswire.op.LOOKUP4;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** EFS User Guide, "Amazon EFS performance": a file system at its limit is slow; nothing fails. */
class ThrottledTest {
    private static final double NONE = Double.POSITIVE_INFINITY;

    /** One thread for all connections. */
    private static final NfsLimits ONE_THREAD = new NfsLimits(64, 1, 4, 4, 64, 4, 4, 1 << 20, 100, 100, 100, 100);

    @TempDir
    Path recovery;

    private TestServer server;

    @BeforeEach
    void start() throws IOException {
        server = TestServer.start(recovery, ONE_THREAD);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    /** Requests that were sent at once are all answered, in order, with a wait between, and nobody's thread waits with them. */
    @Test
    void requestsOverTheLimitAreAnsweredLater() throws Exception {
        // A request of metadata is 4 KiB: half a second's budget.
        server.service.throttle().limit(new Limits(NONE, NONE, NONE, 8192));
        try (TestClient slow = server.connect("127.0.0.2");
                TestClient other = server.connect("127.0.0.3")) {
            byte[] request = slow.encoded(0, root(), new LOOKUP4.Args("nothing"));
            for (int i = 0; i < 4; i++) {
                slow.sendRaw(request);
            }
            assertThat(slow.receive().status()).isEqualTo(Nfs4Status.NOENT);
            assertThat(other.status40(root(), new LOOKUP4.Args("nothing"))).isEqualTo(Nfs4Status.NOENT);
            for (int i = 1; i < 4; i++) {
                assertThat(slow.receive().status()).isEqualTo(Nfs4Status.NOENT);
            }
        }
    }

    /** What waits goes with its connection, and keeps no place from others. */
    @Test
    void aClientMayLeaveWhileItWaits() throws Exception {
        server.service.throttle().limit(new Limits(NONE, NONE, NONE, 1000));
        try (TestClient slow = server.connect("127.0.0.2")) {
            byte[] request = slow.encoded(0, root(), new LOOKUP4.Args("nothing"));
            for (int i = 0; i < 10; i++) {
                slow.sendRaw(request);
            }
            assertThat(slow.receive().status()).isEqualTo(Nfs4Status.NOENT);
        }
        server.service.throttle().limit(null);
        try (TestClient other = server.connect("127.0.0.3")) {
            assertThat(other.status40(root(), new LOOKUP4.Args("nothing"))).isEqualTo(Nfs4Status.NOENT);
        }
    }
}
