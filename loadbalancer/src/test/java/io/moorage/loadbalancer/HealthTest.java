package io.moorage.loadbalancer;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.loadbalancer.Health.State;
import io.moorage.loadbalancer.control.HealthCheckTerms;
import io.moorage.loadbalancer.control.Protocol;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Guide, "Configure health checks for your Classic Load Balancer". */
class HealthTest {
    private static final HealthCheckTerms TERMS =
            new HealthCheckTerms(Protocol.TCP, 80, "", Duration.ofSeconds(30), Duration.ofSeconds(5), 3, 2);

    /** {@code +} is a check that passed, {@code -} one that did not. */
    @ParameterizedTest
    @CsvSource({
        "'', REGISTERING",
        "+, IN_SERVICE",
        "-, REGISTERING",
        "--, OUT_OF_SERVICE",
        "-+, IN_SERVICE",
        "+-, IN_SERVICE",
        "+--, OUT_OF_SERVICE",
        "+-+-, IN_SERVICE",
        "--++, OUT_OF_SERVICE",
        "--+++, IN_SERVICE",
        "--++-++, OUT_OF_SERVICE",
        "+--+++, IN_SERVICE",
    })
    void aRowOfChecksThatSayOtherwiseChangesTheState(String checks, State expected) {
        Health health = Health.UNCHECKED;
        for (int i = 0; i < checks.length(); i++) {
            health = health.after(checks.charAt(i) == '+', TERMS);
        }
        assertThat(health.state()).isEqualTo(expected);
    }
}
