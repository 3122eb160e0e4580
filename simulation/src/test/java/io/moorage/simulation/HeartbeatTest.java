package io.moorage.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.ecs.decide.NodeHealth;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How often agents hear heartbeats (docs/scheduling.md, "At scale"). */
class HeartbeatTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 100, 1_500})
    void aSmallFleetHearsOneASecond(int agents) {
        assertThat(NodeHealth.heartbeat(agents)).isEqualTo(Duration.ofSeconds(1));
        assertThat(NodeHealth.suspectAfter(NodeHealth.heartbeat(agents))).isEqualTo(Duration.ofSeconds(3));
    }

    /** Safety: whoever is suspected still has some of its lease, and a heartbeat that is late once does not end it. */
    @ParameterizedTest
    @ValueSource(ints = {1_501, 5_000, 10_000, 1_000_000})
    void aLargeFleetStaysWithinTheLease(int agents) {
        Duration heartbeat = NodeHealth.heartbeat(agents);
        assertThat(heartbeat).isGreaterThan(Duration.ofSeconds(1));
        assertThat(NodeHealth.suspectAfter(heartbeat))
                .isGreaterThan(heartbeat.multipliedBy(2))
                .isLessThan(NodeHealth.LEASE);
    }
}
