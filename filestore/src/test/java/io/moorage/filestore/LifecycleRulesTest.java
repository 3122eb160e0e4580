package io.moorage.filestore;

import static io.moorage.filestore.StorageClass.ARCHIVE;
import static io.moorage.filestore.StorageClass.INFREQUENT_ACCESS;
import static io.moorage.filestore.StorageClass.STANDARD;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** EFS User Guide, "Managing storage lifecycle"; EFS API Reference, LifecyclePolicy. */
class LifecycleRulesTest {
    private static final Instant NOW = Instant.parse("2026-11-28T12:00:00Z");
    private static final long SIZE = 1 << 20;

    /** "The number of days after files were last accessed in primary storage (the Standard storage class) at which to move them". */
    @ParameterizedTest
    @CsvSource({
        "STANDARD, 29, STANDARD",
        "STANDARD, 30, INFREQUENT_ACCESS",
        "STANDARD, 90, ARCHIVE",
        "INFREQUENT_ACCESS, 89, INFREQUENT_ACCESS",
        "INFREQUENT_ACCESS, 90, ARCHIVE",
        "ARCHIVE, 4000, ARCHIVE",
    })
    void aFileMovesWhenItWasLeftAloneForSoLong(StorageClass in, int days, StorageClass to) {
        LifecycleRules rules = new LifecycleRules(days(30), days(90), true);
        assertThat(rules.move(file(in, STANDARD, Duration.ofDays(days)), NOW).orElse(in))
                .isEqualTo(to);
    }

    @Test
    void withoutARuleNothingMoves() {
        assertThat(LifecycleRules.NONE.move(file(STANDARD, STANDARD, Duration.ofDays(4000)), NOW))
                .isEmpty();
        assertThat(LifecycleRules.NONE.move(file(STANDARD, ARCHIVE, Duration.ofDays(4000)), NOW))
                .isEmpty();
    }

    @Test
    void aSmallFileStays() {
        LifecycleRules rules = new LifecycleRules(days(7), Optional.empty(), false);
        Instant longAgo = NOW.minus(Duration.ofDays(365));
        assertThat(rules.move(new LifecycleRules.Candidate(128 * 1024 - 1, STANDARD, STANDARD, longAgo), NOW))
                .isEmpty();
        assertThat(rules.move(new LifecycleRules.Candidate(128 * 1024, STANDARD, STANDARD, longAgo), NOW))
                .contains(INFREQUENT_ACCESS);
    }

    /** "All write operations to files in IA or Archive ... are first written to Standard and eligible to transition after 24 hours". */
    @Test
    void whatWasWrittenInAColdClassGoesBackThereADayLater() {
        LifecycleRules rules = new LifecycleRules(days(30), days(90), false);
        assertThat(rules.move(file(STANDARD, ARCHIVE, Duration.ofHours(23)), NOW))
                .isEmpty();
        assertThat(rules.move(file(STANDARD, ARCHIVE, Duration.ofHours(24)), NOW))
                .contains(ARCHIVE);
        assertThat(rules.move(file(STANDARD, INFREQUENT_ACCESS, Duration.ofHours(24)), NOW))
                .contains(INFREQUENT_ACCESS);
        LifecycleRules back = new LifecycleRules(days(30), days(90), true);
        assertThat(back.move(file(STANDARD, ARCHIVE, Duration.ofHours(24)), NOW))
                .isEmpty();
    }

    private static LifecycleRules.Candidate file(StorageClass in, StorageClass writtenIn, Duration idle) {
        return new LifecycleRules.Candidate(SIZE, in, writtenIn, NOW.minus(idle));
    }

    private static Optional<Duration> days(int days) {
        return Optional.of(Duration.ofDays(days));
    }
}
