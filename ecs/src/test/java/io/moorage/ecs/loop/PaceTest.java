package io.moorage.ecs.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** How often what grows with a fleet is done (docs/scheduling.md, "At scale"). */
class PaceTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void aSmallServiceIsLookedAtWheneverItChanges() {
        ServicePace pace = new ServicePace();
        pace.looked("web", ServicePace.SMALL, NOW);
        assertThat(pace.mayLook("web", NOW)).isTrue();
    }

    @Test
    void aLargeOneWaitsInProportionToItsTasks() {
        ServicePace pace = new ServicePace();
        pace.looked("web", 5_000, NOW);
        assertThat(pace.mayLook("web", NOW.plusMillis(99))).isFalse();
        assertThat(pace.mayLook("web", NOW.plusMillis(100))).isTrue();
        assertThat(pace.mayLook("other", NOW)).isTrue();
        pace.looked("web", 0, NOW.plusMillis(100));
        assertThat(pace.mayLook("web", NOW.plusMillis(100))).isTrue();
    }

    @Test
    void agentsHaveTimeToFindAServerThatStartsAgain() {
        assertThat(HealthStep.headStart(0)).isEqualTo(Duration.ofSeconds(10));
        assertThat(HealthStep.headStart(2_000)).isEqualTo(Duration.ofSeconds(10));
        assertThat(HealthStep.headStart(5_000)).isEqualTo(Duration.ofSeconds(25));
    }
}
