package io.moorage.nfsserver.throttle;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.nfsserver.WorkKind;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** EFS User Guide, "Amazon EFS performance": "metered throughput", reads at a third, every request as 4 KiB at least. */
class ThrottleTest {
    private static final double NONE = Double.POSITIVE_INFINITY;
    private static final double MIB = 1 << 20;
    private static final int MEBIBYTE = 1 << 20;

    private final InetAddress one = InetAddress.ofLiteral("10.0.0.1");
    private final InetAddress other = InetAddress.ofLiteral("10.0.0.2");
    private final Throttle throttle = new Throttle();
    private final long start = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);

    @Test
    void nobodyWaitsWithoutLimits() {
        throttle.charge(one, WorkKind.DATA_WRITE, 1L << 40, start);
        assertThat(throttle.delayNanos(one, start)).isZero();
        assertThat(throttle.meteredBytes()).isEqualTo(1L << 40);
    }

    @Test
    void requestsAreMeteredAsEfsDoes() {
        throttle.charge(one, WorkKind.NONE, 0, start);
        throttle.charge(one, WorkKind.METADATA, 0, start);
        throttle.charge(one, WorkKind.DATA_WRITE, 100, start);
        throttle.charge(one, WorkKind.DATA_READ, 12_288, start);
        assertThat(throttle.meteredBytes()).isEqualTo(3 * 4096);
    }

    /** Over ten seconds of asking as soon as one may, the bytes are what the rate permits. */
    @Test
    void theRateIsKeptOverTime() {
        throttle.limit(new Limits(10 * MIB, NONE, NONE, NONE));
        long now = start;
        long end = start + TimeUnit.SECONDS.toNanos(10);
        long written = 0;
        for (int i = 0; now < end; i++) {
            InetAddress client = i % 2 == 0 ? one : other;
            throttle.charge(client, WorkKind.DATA_WRITE, MEBIBYTE, now);
            written += MEBIBYTE;
            now += throttle.delayNanos(client, now);
        }
        assertThat(written).isBetween(100L * MEBIBYTE, 102L * MEBIBYTE);
    }

    @Test
    void readsCostAThird() {
        throttle.limit(new Limits(MIB, NONE, NONE, NONE));
        throttle.charge(one, WorkKind.DATA_READ, 3 * MEBIBYTE, start);
        long read = throttle.delayNanos(one, start);
        Throttle writes = new Throttle();
        writes.limit(new Limits(MIB, NONE, NONE, NONE));
        writes.charge(one, WorkKind.DATA_WRITE, MEBIBYTE, start);
        assertThat(read).isPositive().isEqualTo(writes.delayNanos(one, start));
    }

    @Test
    void oneClientsLimitIsItsOwn() {
        throttle.limit(new Limits(NONE, NONE, NONE, MIB));
        throttle.charge(one, WorkKind.DATA_READ, 2 * MEBIBYTE, start);
        assertThat(throttle.delayNanos(one, start)).isPositive();
        assertThat(throttle.delayNanos(other, start)).isZero();
    }

    @Test
    void nobodyWaitsSoLongThatItsLeaseEnds() {
        throttle.limit(new Limits(1, NONE, NONE, NONE));
        throttle.charge(one, WorkKind.DATA_WRITE, 1L << 40, start);
        assertThat(throttle.delayNanos(one, start)).isEqualTo(TimeUnit.SECONDS.toNanos(10));
        throttle.limit(null);
        assertThat(throttle.delayNanos(one, start)).isZero();
    }
}
