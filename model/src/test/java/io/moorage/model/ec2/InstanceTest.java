package io.moorage.model.ec2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The instance lifecycle (EC2 user guide, "Instance lifecycle"). */
class InstanceTest {
    private static final Instant NOW = Instant.EPOCH;

    @Test
    void aStartedInstanceIsOnANewBoot() {
        Instance again = pending()
                .running(NOW)
                .stopped(Optional.of(StateReason.LOST_POWER), NOW)
                .startedAgain(NOW);

        assertThat(again.state()).isEqualTo(InstanceState.PENDING);
        assertThat(again.bootCount()).isEqualTo(2);
        assertThat(again.reason()).isEmpty();
    }

    @Test
    void theReasonOfStoppingStaysWhenStopped() {
        Instance stopped =
                pending().running(NOW).stopping(StateReason.USER_SHUTDOWN, NOW).stopped(Optional.empty(), NOW);

        assertThat(stopped.reason()).contains(StateReason.USER_SHUTDOWN);
    }

    @Test
    void aTerminatedInstanceStaysTerminated() {
        Instance dead = pending().shuttingDown(StateReason.USER_SHUTDOWN, NOW).terminated(NOW);

        assertThat(dead.state().next()).isEmpty();
        assertThatThrownBy(() -> dead.running(NOW)).isInstanceOf(IllegalStateException.class);
    }

    private static Instance pending() {
        return Instance.pending("i-1", launch(), "eni-1", NOW, Map.of());
    }

    private static Instance.Launch launch() {
        return Instance.Launch.of("r-1", "ami-1", "t2.micro", "vpc-1", "subnet-1", "us-east-1a");
    }
}
