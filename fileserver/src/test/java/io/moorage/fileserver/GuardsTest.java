package io.moorage.fileserver;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.controlwire.ControlCodec;
import io.moorage.fileserver.control.GuardOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orders arrive late, twice and out of order, before and after the server starts anew: no old token ever counts again. */
class GuardsTest {
    private static final List<String> DIRECTORIES = List.of("/", "/a", "/b");
    private static final int ORDERS = 300;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theNewestThatEverArrivedCounts(long seed) throws Exception {
        Random random = new Random(seed);
        List<GuardOrder> given = new ArrayList<>();
        Map<String, GuardOrder> newest = new HashMap<>();
        Guards guards = Guards.NONE;
        for (int i = 0; i < ORDERS; i++) {
            given.add(next(given, random));
            GuardOrder arriving = given.get(random.nextInt(given.size()));
            guards = guards.with(arriving);
            newest.merge(arriving.directory(), arriving, GuardsTest::newer);
            if (random.nextInt(10) == 0) {
                guards = startedAnew(guards);
            }
            assertThat(guards.inForce("fs-1"))
                    .containsExactlyInAnyOrderElementsOf(newest.values().stream()
                            .filter(order -> !order.released())
                            .toList());
        }
    }

    /** As the control plane gives them: a release under the token of the grant, a grant under the next. */
    private static GuardOrder next(List<GuardOrder> given, Random random) {
        String directory = DIRECTORIES.get(random.nextInt(DIRECTORIES.size()));
        GuardOrder last = given.stream()
                .filter(order -> order.directory().equals(directory))
                .reduce((one, other) -> other)
                .orElse(null);
        if (last != null && !last.released() && random.nextBoolean()) {
            return new GuardOrder("fs-1", directory, last.token(), last.instanceId(), last.addresses(), true);
        }
        String machine = "i-" + random.nextInt(4);
        return new GuardOrder(
                "fs-1", directory, last == null ? 1 : last.token() + 1, machine, Set.of("10.0.0.1"), false);
    }

    private static GuardOrder newer(GuardOrder one, GuardOrder other) {
        if (one.token() != other.token()) {
            return one.token() > other.token() ? one : other;
        }
        return one.released() ? one : other;
    }

    private static Guards startedAnew(Guards guards) throws Exception {
        ControlCodec codec = new ControlCodec();
        StateDirectory.Kept kept = StateDirectory.Kept.of(new Told(List.of(), List.of(), Fences.NONE, guards));
        String line = new String(codec.line(kept), StandardCharsets.UTF_8);
        return codec.parse(line, StateDirectory.Kept.class).told().guards();
    }
}
