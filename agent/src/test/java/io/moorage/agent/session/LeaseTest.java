package io.moorage.agent.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

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
}
