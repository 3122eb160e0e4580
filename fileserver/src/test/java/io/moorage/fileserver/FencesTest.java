package io.moorage.fileserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.fileserver.control.FenceOrder;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Orders arrive late, twice and out of order; only the newest counts. */
class FencesTest {
    @Test
    void anInstanceIsShutOutUntilItsOwnEpochIsLifted() {
        Fences fences = Fences.NONE.with(order("i-1", 1, null, false));
        assertThat(fences.shutOut(null)).containsExactly("10.0.0.1");
        assertThat(fences.with(order("i-1", 1, null, true)).shutOut(null)).isEmpty();
    }

    @Test
    void anOldLiftDoesNotUndoANewFence() {
        Fences fences = Fences.NONE.with(order("i-1", 2, null, false)).with(order("i-1", 1, null, true));
        assertThat(fences.shutOut(null)).containsExactly("10.0.0.1");
    }

    @Test
    void aRepeatedFenceDoesNotUndoItsLift() {
        Fences fences = Fences.NONE.with(order("i-1", 2, null, true)).with(order("i-1", 2, null, false));
        assertThat(fences.shutOut(null)).isEmpty();
    }

    @Test
    void theSameAddressInAnotherNamespaceIsAnotherMachine() {
        Fences fences = Fences.NONE.with(order("i-1", 1, "vpc-a", false));
        assertThat(fences.shutOut("vpc-a")).containsExactly("10.0.0.1");
        assertThat(fences.shutOut("vpc-b")).isEmpty();
    }

    @Test
    void anAddressStaysShutOutWhileAnyOrderSaysSo() {
        Fences fences = Fences.NONE
                .with(order("i-1", 1, null, false))
                .with(order("i-2", 1, null, false))
                .with(order("i-1", 1, null, true));
        assertThat(fences.shutOut(null)).containsExactly("10.0.0.1");
    }

    @Test
    void onlySoManyLiftedOnesAreRememberedAndAllOthers() {
        Fences fences = Fences.NONE.with(order("i-out", 1, null, false)).with(order("i-in", 7, null, true));
        for (int i = 0; i < 2 * Fences.MOST_LIFTED; i++) {
            fences = fences.with(order("i-" + i, 1, null, i % 2 == 0));
        }
        assertThat(fences.orders().stream().filter(FenceOrder::lifted)).hasSize(Fences.MOST_LIFTED);
        assertThat(Fences.of(fences.orders())
                        .with(order("i-last", 1, null, true))
                        .orders())
                .as("in their order also after a restart")
                .doesNotContain(order("i-0", 1, null, true))
                .contains(order("i-2", 1, null, true));
        assertThat(fences.byInstance())
                .containsKeys("i-out", "i-1", "i-1999", "i-1998", "i-2")
                .doesNotContainKey("i-in");
    }

    private static FenceOrder order(String instanceId, long epoch, @Nullable String netns, boolean lifted) {
        return new FenceOrder(instanceId, epoch, netns, Set.of("10.0.0.1"), lifted);
    }
}
