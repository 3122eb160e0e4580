package io.moorage.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    @Test
    void lapsesOnlyAfterItsLengthAndIsRenewedByAHeartbeat() {
        Lease lease = new Lease(0, Duration.ZERO);
        assertThat(lease.lapsed(1000 * SECOND)).as("none was ever given").isFalse();
        lease.renew(10 * SECOND, Duration.ofSeconds(10));
        assertThat(lease.lapsed(20 * SECOND)).isFalse();
        assertThat(lease.lapsed(20 * SECOND + 1)).isTrue();
        lease.renew(21 * SECOND, Duration.ofSeconds(10));
        assertThat(lease.lapsed(22 * SECOND)).isFalse();
    }

    /** The lease of an agent that is started again while it is cut off: as long as the last one, as if heard when it started. */
    @Test
    void itsLengthOutlivesTheAgent(@TempDir Path home) throws Exception {
        LeaseFile file = new LeaseFile(home.resolve("data/lease"));
        assertThat(file.length()).isZero();
        new Lease(0, file.length(), file::note).renew(0, Duration.ofSeconds(10));
        Lease again = new Lease(500 * SECOND, new LeaseFile(home.resolve("data/lease")).length());
        assertThat(again.lapsed(510 * SECOND)).isFalse();
        assertThat(again.lapsed(510 * SECOND + 1)).isTrue();
        Files.writeString(home.resolve("data/lease"), "");
        assertThat(file.length()).as("a file that was cut short").isZero();
    }
}
