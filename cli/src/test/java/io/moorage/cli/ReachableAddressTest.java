package io.moorage.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** docs/agents.md, "Any machine joins": the printed command names an address that the other machine reaches. */
final class ReachableAddressTest {
    private static final List<String> OWN = List.of("10.0.0.5", "192.168.1.7");
    private final ReachableAddress here = new ReachableAddress(OWN, Optional.of("192.168.1.7"));

    @Test
    void theDefaultRoutesAddressIsTakenWhereTheApiAnswersThere() {
        assertThat(here.choose(Optional.empty(), OWN)).isEqualTo("192.168.1.7");
        assertThat(here.choose(Optional.empty(), List.of("10.0.0.5"))).isEqualTo("10.0.0.5");
    }

    @Test
    void aServerOnLoopbackOnlyIsToldHowToOpen() {
        assertThatThrownBy(() -> here.choose(Optional.empty(), List.of()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("./moorage up --bind 192.168.1.7");
        assertThatThrownBy(() -> here.choose(Optional.of("10.0.0.5"), List.of("192.168.1.7")))
                .hasMessageContaining("./moorage up --bind 10.0.0.5");
    }

    @Test
    void loopbackReachesNobodyElse() {
        assertThatThrownBy(() -> here.choose(Optional.of("127.0.0.1"), OWN))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no other machine reaches this one at 127.0.0.1");
    }

    /** A router's, which leads here. */
    @Test
    void anAddressThatIsNotThisMachinesOwnIsTakenAsItIs() {
        assertThat(here.choose(Optional.of("203.0.113.9"), OWN)).isEqualTo("203.0.113.9");
    }
}
