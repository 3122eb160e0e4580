package io.moorage.fileserver.throughput;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** EFS User Guide, "Bursting throughput" with its table of sizes, "Provisioned throughput" and "Elastic throughput". */
class ThroughputTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final double MIB = 1 << 20;
    private static final long GIB = 1L << 30;
    private static final double TIB = 1L << 40;
    private static final Offset<Double> CLOSE = within(1.0);

    /** "100 GiB: 5 MiB/s baseline, bursts to 100"; "1 TiB: 50 and 100"; "10 TiB: 500 and 1000"; the least is 1 MiB/s. */
    @ParameterizedTest
    @CsvSource({"1, 1, 100", "100, 4.8828125, 100", "1024, 50, 100", "10240, 500, 1000"})
    void aFileSystemBurstsAndFallsBackToItsBaseline(long gib, double baseline, double burst) {
        BurstCredits some = new BurstCredits(1, NOW);
        BurstCredits none = new BurstCredits(0, NOW);
        assertThat(Throughput.BURSTING.permitted(null, gib * GIB, some)).isCloseTo(burst * MIB, CLOSE);
        assertThat(Throughput.BURSTING.permitted(null, gib * GIB, none)).isCloseTo(baseline * MIB, CLOSE);
    }

    /** "A 100-GiB file system can burst at 100 MiB/s for 72 minutes a day": what it earns in a day at 5 MiB/s. */
    @Test
    void creditsAreEarnedAtTheBaselineAndSpentByWhatIsMetered() {
        BurstCredits empty = new BurstCredits(0, NOW);
        BurstCredits aDayLater = empty.after(NOW.plusSeconds(86_400), 0, 100 * GIB);
        double minutes = aDayLater.bytes() / (100 * MIB) / 60;
        assertThat(minutes).isCloseTo(70.3, within(0.1));
        BurstCredits spent = aDayLater.after(NOW.plusSeconds(86_400), (long) aDayLater.bytes(), 100 * GIB);
        assertThat(spent.bytes()).isZero();
    }

    /** "A maximum credit balance of 2.1 TiB for file systems smaller than 1 TiB, or 2.1 TiB per TiB stored". */
    @Test
    void creditsEndAtTheMost() {
        Instant later = NOW.plusSeconds(1_000_000_000);
        assertThat(BurstCredits.initial(NOW).bytes()).isEqualTo(2.1 * TIB);
        assertThat(BurstCredits.initial(NOW).after(later, 0, GIB).bytes()).isEqualTo(2.1 * TIB);
        assertThat(BurstCredits.initial(NOW).after(later, 0, (long) (3 * TIB)).bytes())
                .isCloseTo(6.3 * TIB, CLOSE);
        assertThat(BurstCredits.initial(NOW).after(NOW, Long.MAX_VALUE, GIB).bytes())
                .isZero();
    }

    @Test
    void aClockThatIsSetBackTakesNothing() {
        BurstCredits some = new BurstCredits(1000, NOW);
        assertThat(some.after(NOW.minusSeconds(100), 0, GIB).bytes()).isEqualTo(1000);
    }

    /** "If your file system in the Provisioned mode grows ..., it is the higher rate". */
    @Test
    void provisionedThroughputIsWhatWasAskedForOrTheBaseline() {
        BurstCredits none = new BurstCredits(0, NOW);
        assertThat(Throughput.PROVISIONED.permitted(10.0, GIB, none)).isCloseTo(10 * MIB, CLOSE);
        assertThat(Throughput.PROVISIONED.permitted(10.0, 1024 * GIB, none)).isCloseTo(50 * MIB, CLOSE);
        assertThat(Throughput.PROVISIONED.limits(10 * MIB).metered()).isEqualTo(10 * MIB);
        assertThat(Throughput.PROVISIONED.limits(10 * MIB).ofOneClient()).isEqualTo(500 * MIB);
    }

    @Test
    void elasticThroughputHasLimitsOfItsOwnAndNoCredits() {
        Throughput elastic = Throughput.of("elastic");
        assertThat(elastic.hasCredits()).isFalse();
        assertThat(elastic.limits(elastic.permitted(null, 0, new BurstCredits(0, NOW)))
                        .metered())
                .isInfinite();
        assertThat(elastic.limits(1).ofOneClient()).isEqualTo(1500 * MIB);
    }
}
