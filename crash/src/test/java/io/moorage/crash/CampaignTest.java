package io.moorage.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.moorage.crash.disk.PowerCutDisk;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * RFC 7530 section 16.36, RFC 8881 section 18.32: what a stable write or a COMMIT acknowledged survives the server and the power;
 * so do names and attributes, and locks are their holder's through it all (RFC 8881 section 8.4.2).
 *
 * <p>{@code -Dmoorage.crash.seed=N}, {@code .kills=N}, {@code .cuts=N} do it otherwise; bench/crash.sh does it hundreds of times.
 */
class CampaignTest {
    private final Path home;

    CampaignTest(@TempDir Path home) {
        this.home = home;
    }

    @Test
    void nothingAcknowledgedIsLostWhenTheServerIsKilled() throws Exception {
        assumeTrue(PowerCutDisk.missing() == null, String.valueOf(PowerCutDisk.missing()));
        int kills = Integer.getInteger("moorage.crash.kills", 12);
        Report report = Campaign.run(Plan.of(kills, 0, seed()), home, line -> {});
        assertThat(report.kills()).isEqualTo(kills);
        assertThat(report.objects()).isPositive();
    }

    @Test
    void nothingAcknowledgedIsLostWhenThePowerIsCut() throws Exception {
        assumeTrue(PowerCutDisk.missing() == null, String.valueOf(PowerCutDisk.missing()));
        int cuts = Integer.getInteger("moorage.crash.cuts", 4);
        Report report = Campaign.run(Plan.of(0, cuts, seed()), home, line -> {});
        assertThat(report.cuts()).isEqualTo(cuts);
        assertThat(report.objects()).isPositive();
    }

    private static long seed() {
        return Long.getLong("moorage.crash.seed", System.nanoTime());
    }
}
