package io.moorage.mounthelper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.moorage.nfsclient.NfsClientConfig;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** nfs(5), retry. */
@Timeout(60)
final class ConnectingTest {
    private static final int NO_SERVER = 1;

    /** A fenced client's connections are taken and closed: trying again must not become a stream of them. */
    @Test
    void aServerThatHangsUpIsTriedAFewTimesOnly() throws Exception {
        try (Gate gate = new Gate(NO_SERVER)) {
            gate.refuse();
            Verdict verdict = new Verdict("mount.nfs4", System.out, () -> true);
            Connecting connecting = new Connecting(new ServerPath("127.0.0.1", "/"), verdict);
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), gate.port());
            NfsClientConfig config = NfsClientConfig.of(address, "/", "test", 1);
            assertThatThrownBy(() -> connecting.connectWithin(config, Duration.ofSeconds(2)))
                    .isInstanceOf(MountFailure.class);
            // After 0, 100, 300, 700 and 1500 ms.
            assertThat(gate.accepted()).isBetween(2, 5);
        }
    }
}
