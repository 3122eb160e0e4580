package io.moorage.loadbalancer;

import static org.assertj.core.api.Assertions.assertThat;

import io.moorage.loadbalancer.Chooser.Candidate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Guide, "How Elastic Load Balancing works" (routing) and "Configure cross-zone load balancing". */
class ChooserTest {
    private static Candidate<String> candidate(String id, String zone, boolean inService, int underWay) {
        return new Candidate<>(id, zone, false, inService, underWay);
    }

    private static List<String> order(List<Candidate<String>> registered, boolean crossZone, long turn) {
        return Chooser.order(registered, crossZone, turn);
    }

    private static Map<String, Long> firsts(List<Candidate<String>> registered, boolean crossZone, int turns) {
        return LongStream.range(0, turns)
                .mapToObj(turn -> order(registered, crossZone, turn).getFirst())
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    @Test
    void whoHasTheFewestUnderWayComesFirstAndEqualsTakeTurns() {
        List<Candidate<String>> some =
                List.of(candidate("a", "z1", true, 2), candidate("b", "z1", true, 1), candidate("c", "z1", true, 1));
        assertThat(firsts(some, true, 10)).isEqualTo(Map.of("b", 5L, "c", 5L));
        assertThat(order(some, true, 0)).endsWith("a");
    }

    @Test
    void whoIsOutOfServiceIsTriedLastAndWhoDrainsNever() {
        var draining = new Candidate<>("d", "z1", true, true, 0);
        List<Candidate<String>> some = List.of(candidate("a", "z1", false, 0), candidate("b", "z1", true, 9), draining);
        assertThat(order(some, true, 1)).containsExactly("b", "a");
    }

    @Test
    void withoutCrossZoneEachZoneHasAnEqualShare() {
        List<Candidate<String>> some = List.of(
                candidate("a", "z1", true, 0),
                candidate("b", "z2", true, 0),
                candidate("c", "z2", true, 0),
                candidate("d", "z2", true, 0));
        assertThat(firsts(some, true, 12)).isEqualTo(Map.of("a", 3L, "b", 3L, "c", 3L, "d", 3L));
        assertThat(firsts(some, false, 12)).isEqualTo(Map.of("a", 6L, "b", 2L, "c", 2L, "d", 2L));
    }

    @Test
    void withoutInstancesThereIsNobodyToTry() {
        assertThat(order(List.of(), true, 3)).isEmpty();
        assertThat(order(List.of(), false, 3)).isEmpty();
    }
}
