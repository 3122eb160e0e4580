package io.moorage.efs.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.moorage.efs.FakeFileServers;
import io.moorage.efs.loop.UsageLoop;
import io.moorage.model.efs.BackupStatus;
import io.moorage.model.efs.FileSystem;
import io.moorage.store.EfsTables;
import io.moorage.store.memory.MemoryStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** EFS pricing: "You pay for the amount of storage used per month, measured in GB-months", which is byte-hours. */
final class UsageReportTest {
    private static final long GIB = 1L << 30;
    private static final Duration HOUR = Duration.ofHours(1);

    private final MemoryStore store = new MemoryStore();
    private final FakeFileServers servers = new FakeFileServers();
    private Instant now = Instant.parse("2026-11-30T20:10:00Z");
    private final UsageLoop loop = new UsageLoop(store, servers, () -> now, Duration.ofSeconds(10));

    @Test
    void anHourIsMeasuredOnceAndAMissingHourIsLikeTheOneBefore() throws Exception {
        put(true);
        measure(720 * GIB, 0);
        measure(9000 * GIB, 0);
        now = now.plus(HOUR.multipliedBy(3));
        measure(720 * GIB, 1440 * GIB, 2160 * GIB);

        UsageReport.Stored stored = report();
        assertThat(stored.since()).contains(Instant.parse("2026-11-30T20:00:00Z"));
        assertThat(stored.iaBytes()).isEqualTo(1440 * GIB);
        // November has 720 hours; of the four from 20:00 on, the last also has Infrequent Access.
        assertMonth(stored.months().getFirst(), "2026-11", 4, 2);
        assertThat(stored.months().getFirst().archiveGbMonths()).isCloseTo(3, within(1e-9));
        assertThat(stored.archiveBytes()).isEqualTo(2160 * GIB);
    }

    @Test
    void eachMonthIsAveragedOverItsOwnLength() throws Exception {
        put(true);
        measure(744 * GIB, 0);
        now = Instant.parse("2027-01-01T00:00:00Z");

        List<UsageReport.Month> months = report().months();
        assertMonth(months.getFirst(), "2026-11", 4 * 744.0 / 720, 0);
        assertMonth(months.getLast(), "2026-12", 744, 0);
    }

    @Test
    void whatIsGoneIsBilledForItsLastHourAndNotLonger() throws Exception {
        put(true);
        measure(720 * GIB, 0);
        put(false);
        now = now.plus(Duration.ofDays(40));

        assertThat(report().state()).isEqualTo("deleted");
        assertThat(report().months()).hasSize(1);
        assertMonth(report().months().getFirst(), "2026-11", 1, 0);
    }

    @Test
    void oldDaysAreForgotten() throws Exception {
        put(true);
        measure(GIB, 0);
        now = now.plus(Duration.ofDays(401));
        measure(GIB, 0);
        assertThat(store.view().all(EfsTables.USAGE)).hasSize(1);
    }

    private static void assertMonth(UsageReport.Month month, String name, double standard, double ia) {
        assertThat(month.month()).isEqualTo(name);
        assertThat(month.standardGbMonths()).isCloseTo(standard, within(1e-9));
        assertThat(month.iaGbMonths()).isCloseTo(ia, within(1e-9));
    }

    private void measure(long standard, long ia) throws InterruptedException {
        measure(standard, ia, 0);
    }

    private void measure(long standard, long ia, long archive) throws InterruptedException {
        servers.setMetered("fs-1", standard, ia, archive);
        loop.step();
    }

    private UsageReport.Stored report() {
        List<UsageReport.Stored> all = UsageReport.of(store.view(), now);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    private void put(boolean present) {
        FileSystem.Settings settings = new FileSystem.Settings(
                "generalPurpose",
                "bursting",
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty(),
                Optional.empty());
        FileSystem fileSystem = FileSystem.creating("fs-1", "token", now, settings, BackupStatus.DISABLED, Map.of());
        store.transact(tx -> {
            if (present) {
                tx.put(EfsTables.FILE_SYSTEMS, fileSystem.available());
            } else {
                tx.delete(EfsTables.FILE_SYSTEMS, "fs-1");
            }
            return tx;
        });
    }
}
